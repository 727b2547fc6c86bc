"""Comments that accept findings: they must be needed, reasoned and allowed."""
