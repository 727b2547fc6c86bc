"""The instance itself: its secrets, made once and kept."""
