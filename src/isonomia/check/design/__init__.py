"""Good design, with no article behind it: rights first."""
