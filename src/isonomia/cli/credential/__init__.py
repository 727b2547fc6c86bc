"""`isonomia credential`: what a member shows, checked by anyone. A command a file."""
