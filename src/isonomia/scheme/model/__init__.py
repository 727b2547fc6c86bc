"""The format as models: one module a part of the file, every key documented."""
