"""What runs a run: this process with threads, or workers on the machines of a Ray cluster; to the same bytes."""
