"""`isonomia log`: a service's transparency log, checked by anyone. A command a file; what they share beside them."""
