"""Standings: a projection of the ledger, refreshed behind it and never trusted over it."""
