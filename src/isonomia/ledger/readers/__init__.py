"""The formats a ledger may be written in, one module a format: each yields raw rows that know their place."""
