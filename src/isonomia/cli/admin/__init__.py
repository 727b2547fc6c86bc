"""`isonomia admin`: what only whoever runs the service can do, on its machine. A command a file."""
