"""Disputes of facts: a member says that a fact is wrong, and a person who had no hand in it decides."""
