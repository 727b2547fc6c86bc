"""What a scheme does to people, one measure a file, each against the same people without it (docs/simulation)."""
