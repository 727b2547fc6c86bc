"""Runs compared: scheme and baseline on the same people with the same luck, replicates, intervals."""
