"""Statistics with small groups protected: differential privacy, with a budget that is kept."""
