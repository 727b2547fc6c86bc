"""Drafts of the papers that the law asks for, filled from a scheme and the findings of its check."""
