"""Erasing a person: from every table, and from what the database keeps of deleted rows (GDPR 17)."""
