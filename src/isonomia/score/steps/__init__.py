"""The steps of the score, one a file, in the order of docs/semantics.md: match, points, caps, suspension, fading,
total, band."""
