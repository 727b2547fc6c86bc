"""From a scheme and a ledger to standings: the reference scorer, the statement, and the engines."""
