"""Records of the ledger: taken in, checked, kept, read again."""
