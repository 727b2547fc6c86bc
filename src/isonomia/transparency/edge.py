"""The right edge of a growing tree: all that is needed to append, in memory, whatever the size."""

from collections.abc import Sequence

from isonomia.transparency.hashing import EMPTY_ROOT, perfect_root, root_over
from isonomia.transparency.tile import WIDTH, Tile, edge_tiles


class Edge:
    """The hashes of the partial tile of each level, fewer than 256 each.

    Attributes:
        size: How many entries the tree has.
        rows: For each level the hashes of its partial tile.
    """

    def __init__(self, size: int = 0, rows: Sequence[Sequence[bytes]] = ()) -> None:
        self.size = size
        self.rows = [list(row) for row in rows]
        self._touched: set[int] = set()

    def add(self, leaf_hashes: Sequence[bytes]) -> list[tuple[Tile, bytes]]:
        """Append, and return the tiles that became full, in the order in which they did."""
        filled: list[tuple[Tile, bytes]] = []
        start = 0
        while start < len(leaf_hashes):
            room = WIDTH - (len(self.rows[0]) if self.rows else 0)
            part = leaf_hashes[start : start + room]
            self.size += len(part)
            self._put(0, part, filled)
            start += room
        return filled

    def _put(self, level: int, hashes: Sequence[bytes], filled: list[tuple[Tile, bytes]]) -> None:
        if level == len(self.rows):
            self.rows.append([])
        row = self.rows[level]
        row.extend(hashes)
        self._touched.add(level)
        if len(row) == WIDTH:
            index = (self.size >> 8 * (level + 1)) - 1
            filled.append((Tile(level, index), b"".join(row)))
            self.rows[level] = []
            self._touched.discard(level)
            self._put(level + 1, [perfect_root(row)], filled)

    def partial(self) -> list[tuple[Tile, bytes]]:
        """The partial tiles that have grown since the edge was made, lowest level first."""
        tiles = edge_tiles(self.size)
        return [(tile, b"".join(self.rows[tile.level or 0])) for tile in tiles if tile.level in self._touched]

    def root(self) -> bytes:
        """The root of the tree, 32 bytes."""
        right = None
        for row in self.rows:
            right = root_over(row, right)
        return EMPTY_ROOT if right is None else right
