"""Notices: what a member is told, kept until the member has seen it."""
