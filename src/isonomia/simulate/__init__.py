"""The simulation of a scheme on a synthetic population (docs/simulation): integers only, the same bytes everywhere."""
