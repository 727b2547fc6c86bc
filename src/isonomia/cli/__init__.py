"""The command line: one command a file, and beside them what commands share (options, inputs, output, failure)."""
