"""Backups: taken while the service runs, checked, restored whole or not at all, and never bringing the erased back."""
