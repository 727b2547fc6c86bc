"""What a log asks of the place where its tiles lie."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class TileReader(Protocol):
    """Reads what lies under paths such as `checkpoint`, `tile/0/000.p/5`, `tile/entries/x001/234`."""

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What lies under these paths, each whole; a path under which nothing lies is left out.

        A narrow partial tile need not be kept: whoever misses it asks for the full one and cuts it (Tile.cut).
        """


class TileStore(TileReader, Protocol):
    """Keeps tiles too."""

    def write(self, resources: Mapping[str, bytes]) -> None:
        """Keep all of these: when this returns, they are there after a crash too."""
