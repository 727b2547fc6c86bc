"""The ledger: append-only records of what happened, what was corrected, contested and decided."""
