"""Running an instance: whether it lives, whether it is ready, what it measures, what it logs."""
