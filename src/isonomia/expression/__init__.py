"""Expressions of a scheme: one typed tree, one compiler for each place that runs it."""
