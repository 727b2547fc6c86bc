"""Who did what to which thing, and when: what auditors read."""
