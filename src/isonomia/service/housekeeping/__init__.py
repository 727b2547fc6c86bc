"""Forgetting what has served: done work, old answers, sessions and invitations that are over."""
