"""Signing in through the organisation's own OpenID provider."""
