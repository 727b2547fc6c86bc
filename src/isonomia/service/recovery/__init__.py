"""Recovery codes: the way in that needs no device and no script."""
