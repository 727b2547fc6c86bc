"""The law of the People's Republic of China."""
