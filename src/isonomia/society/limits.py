"""How much of each kind a society may have: what a run of the simulator has room for."""

MOST_NEAR, MOST_FAR = 8, 7
"""Near ties on each side, and permutations that make far ones."""
MOST_ACTIVITIES = 64
"""A bit of a person's week for each activity."""
MOST_WEEKS = 5000
"""The longest run."""
