"""The live service: a lawful scheme for members who joined by choice (docs/service/)."""
