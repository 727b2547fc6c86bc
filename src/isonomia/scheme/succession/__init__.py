"""Versions of a scheme in succession: one ordinary scheme in which each day counts by the version of its day."""
