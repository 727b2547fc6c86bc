"""Consumers: credit, insurance, prices."""
