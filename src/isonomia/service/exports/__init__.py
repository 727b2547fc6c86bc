"""Taking one's data along: everything that names the person, as JSON or as tables (GDPR 15 and 20)."""
