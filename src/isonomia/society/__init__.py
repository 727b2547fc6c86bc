"""Society files: who lives there, how they act, what is detected, what staff can handle (docs/simulation)."""
