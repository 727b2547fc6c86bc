"""The named peers: each computes the standings of `scheme.yaml` from the same ledger by other means."""
