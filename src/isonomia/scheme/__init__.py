"""The scheme: its file format as models, the loader that checks it, the compiled scheme that everything reads."""
