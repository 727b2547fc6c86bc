"""Credentials: a member proves "at least this band, until then" to whoever asks, without telling the score."""
