"""Messages about files: where, what was found, what was expected, what to do."""
