"""The check: what a scheme breaks in law and good practice. One fault a file, in a folder a family."""
