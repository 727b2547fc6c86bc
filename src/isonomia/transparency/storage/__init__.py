"""Where tiles lie: the interface, and a file for each place (memory, a folder, an address)."""
