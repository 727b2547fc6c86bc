"""A second reading of the contract: a slow scorer written from its text alone, compared with the reference."""
