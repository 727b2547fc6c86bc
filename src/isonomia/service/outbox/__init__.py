"""What is to be done after a transaction: kept in it, done by one worker, never lost and never done twice."""
