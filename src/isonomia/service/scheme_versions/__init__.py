"""Versions of the scheme: which text is in force on which day. The past is never repriced."""
