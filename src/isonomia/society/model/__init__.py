"""The models of a society file: frozen, no unknown keys, every number with its range and its source."""
