"""Online platforms: the Digital Services Act, Regulation (EU) 2022/2065."""
