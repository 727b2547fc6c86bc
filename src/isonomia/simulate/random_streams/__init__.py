"""Chance: numbers that depend on nothing but seed, stream, person, tick and slot."""
