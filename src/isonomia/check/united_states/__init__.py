"""The law of the United States and of some of its states and cities."""
