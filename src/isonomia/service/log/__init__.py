"""The instance's transparency log: what was committed to is published, signed, and never changed."""
