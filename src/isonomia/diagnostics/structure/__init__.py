"""From YAML to models, for every file that people write: each structural fault at its place and in plain words."""
