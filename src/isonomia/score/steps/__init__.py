"""The steps of the score, one a file: match, points, caps, suspension, fading, total, band (docs/semantics.md)."""
