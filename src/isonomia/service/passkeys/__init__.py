"""Passkeys: signing in with a key that stays on a person's own device (W3C Web Authentication, level 3)."""
