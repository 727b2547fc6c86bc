"""Schemes in an editor, by the Language Server Protocol: what is wrong, what a key means, what can stand here."""
