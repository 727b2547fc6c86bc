"""Conversations: a member and whoever decides write to each other until the decision."""
