"""Tiles in memory: for tests, and for trying out."""

from collections.abc import Mapping, Sequence


class Memory:
    """A TileStore that is gone with the program."""

    def __init__(self, resources: Mapping[str, bytes] | None = None) -> None:
        self.resources = dict(resources or {})

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        return {path: self.resources[path] for path in paths if path in self.resources}

    def write(self, resources: Mapping[str, bytes]) -> None:
        self.resources.update(resources)
