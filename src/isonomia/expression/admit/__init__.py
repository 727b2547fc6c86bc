"""The whitelist: sqlglot's nodes admitted one by one to the typed tree; a fault at its place for the rest."""
