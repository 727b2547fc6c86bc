"""People as a steward sees them: whom to invite, and who has which role. Nothing of anyone's standing."""
