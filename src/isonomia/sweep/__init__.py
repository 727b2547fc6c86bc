"""A society's numbers varied over their ranges: which findings keep their sign, which assumptions drive the rest."""
