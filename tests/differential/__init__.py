"""Every engine gives the standings of the reference, to the point and to the day."""
