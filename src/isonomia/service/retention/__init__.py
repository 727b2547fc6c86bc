"""Facts go by themselves when their time is over."""
