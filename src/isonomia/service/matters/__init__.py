"""What is under way with a member: kept as the procedure states it, and carried out as the procedure says."""
