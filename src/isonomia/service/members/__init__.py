"""Members: invited by the organisation, joined by choice, gone when they wish."""
