"""The law of the United Kingdom, beyond what the GDPR family reads for it."""
