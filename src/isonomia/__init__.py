"""isonomia: read, check, try out and contest a social scoring scheme."""

__version__ = "0.1.0"
