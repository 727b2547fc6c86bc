"""Statements: a member sees every point."""
