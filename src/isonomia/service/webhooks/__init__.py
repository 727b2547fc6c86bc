"""Telling other systems, signed (standardwebhooks.com), of members who switched them on; never a score."""
