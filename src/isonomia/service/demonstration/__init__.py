"""A made-up community that shows the service: facts of nobody, one link for each role, on SQLite."""
