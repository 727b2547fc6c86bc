"""Appeals against what follows: lodged by the member, talked over, decided by a person who had no hand in it."""
