"""What may be wrong with how an instance is run, each with its remedy."""
