"""Whether an instance is what it says: ledger, standings, log and people checked against each other."""
