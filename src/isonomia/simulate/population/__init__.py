"""The people: who they are, who knows whom, and what is known of each."""
