"""A person's own account: the ways in, and where one is signed in."""
