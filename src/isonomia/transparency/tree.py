"""The tree as tiles hold it: appending by its right edge alone, its root, the hash of any part of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency.edge import Edge
from isonomia.transparency.hashing import EMPTY_ROOT, largest_power_below, leaf_hash, node_hash, perfect_root
from isonomia.transparency.storage.interface import TileReader, TileStore
from isonomia.transparency.tile import HEIGHT, WIDTH, Tile, bundle_of, edge_tiles, hashes_in

Part = tuple[int, int]  # a perfect subtree: its height above the leaves, its place in that row


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint signs: how many entries, and the root over all of them."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Growth:
    """What appending makes of a tree.

    Attributes:
        head: The tree afterwards.
        resources: What is to be kept, bytes by path: hash tiles and bundles of entries.
    """

    head: Head
    resources: dict[str, bytes]


EMPTY = Head(0, EMPTY_ROOT)


def read_tiles(reader: TileReader, tiles: Sequence[Tile]) -> dict[Tile, bytes]:
    """The bytes of tiles and bundles; a partial one may be cut out of the full one that has taken its place.

    Raises:
        NotVerified: One is missing, or too short.
    """
    found = reader.read([tile.path for tile in tiles])
    missing = [tile for tile in tiles if tile.path not in found and not tile.is_full]
    full = reader.read([tile.full.path for tile in missing]) if missing else {}
    result = {}
    for tile in tiles:
        if tile.path in found:
            result[tile] = found[tile.path]
        elif not tile.is_full and tile.full.path in full:
            result[tile] = tile.cut(full[tile.full.path])
        else:
            raise NotVerified(_("{path} is missing").format(path=tile.path))
    return result


def read_edge(reader: TileReader, size: int) -> Edge:
    """The right edge of a tree of this size: one partial tile a level, at most eight for any size in use."""
    tiles = edge_tiles(size)
    data = read_tiles(reader, tiles)
    rows: list[list[bytes]] = [[] for _level in range((tiles[-1].level or 0) + 1)] if tiles else []
    for tile in tiles:
        rows[tile.level or 0] = hashes_in(tile, data[tile])
    return Edge(size, rows)


def grow(reader: TileReader, size: int, entries: Iterable[bytes]) -> Growth:
    """What appending entries to a tree of `size` makes; nothing is written.

    Reads the partial tile of each level and the partial bundle, one batch, whatever the size.

    Args:
        reader: Where the tiles lie.
        size: How many entries the tree has.
        entries: What is appended, each at most 65,535 bytes.

    Raises:
        NotVerified: A tile of the edge is missing or malformed.
    """
    added = list(entries)
    edge = read_edge(reader, size)
    resources = _grown_bundles(reader, size, added)
    filled = edge.add([leaf_hash(entry) for entry in added])
    resources |= {tile.path: data for tile, data in [*filled, *edge.partial()]}
    return Growth(Head(edge.size, edge.root()), resources)


def append(store: TileStore, size: int, entries: Iterable[bytes]) -> Head:
    """Append entries to the tree of `size` that a store holds; sign the returned head only after this."""
    growth = grow(store, size, entries)
    store.write(growth.resources)
    return growth.head


def _grown_bundles(reader: TileReader, size: int, added: Sequence[bytes]) -> dict[str, bytes]:
    """The bundles that hold the added entries, the first of them with those that were there."""
    if not added:
        return {}
    begun = [Tile(None, size // WIDTH, size % WIDTH)] if size % WIDTH else []
    data = read_tiles(reader, begun)
    before = data[begun[0]] if begun else b""
    grown = {}
    start, index, width = 0, size // WIDTH, size % WIDTH
    while start < len(added):
        part = added[start : start + WIDTH - width]
        grown[Tile(None, index, width + len(part)).path] = before + bundle_of(part)
        start, index, width, before = start + len(part), index + 1, 0, b""
    return grown


def perfect_parts(start: int, end: int) -> list[Part]:
    """Entries [start, end) as perfect subtrees, left to right, where `start` begins one large enough (RFC 6962)."""
    parts = []
    while start < end:
        span = 1 << (end - start).bit_length() - 1
        parts.append((span.bit_length() - 1, start // span))
        start += span
    return parts


class Subtrees:
    """Hashes of parts of a tree of one size, for which all tiles are read in one batch.

    Args:
        reader: Where the tiles lie.
        size: The size of the tree, which says how wide its last tiles are.
        ranges: The parts that will be asked for, as [start, end) of entries.
    """

    def __init__(self, reader: TileReader, size: int, ranges: Iterable[tuple[int, int]]) -> None:
        self._size = size
        tiles = {self._tile(part) for start, end in ranges for part in perfect_parts(start, end)}
        data = read_tiles(reader, sorted(tiles))
        self._hashes = {tile: hashes_in(tile, data[tile]) for tile in tiles}

    def _tile(self, part: Part) -> Tile:
        height, place = part
        level, within = divmod(height, HEIGHT)
        index = place >> HEIGHT - within
        return Tile(level, index, min(WIDTH, (self._size >> HEIGHT * level) - index * WIDTH))

    def _perfect(self, part: Part) -> bytes:
        height, place = part
        span = 1 << height % HEIGHT
        start = place * span % WIDTH
        return perfect_root(self._hashes[self._tile(part)][start : start + span])

    def hash_of(self, start: int, end: int) -> bytes:
        """The hash over entries [start, end), one of the ranges given."""
        *others, last = perfect_parts(start, end)
        result = self._perfect(last)
        for part in reversed(others):
            result = node_hash(self._perfect(part), result)
        return result


def root_at(reader: TileReader, tree_size: int, size: int) -> bytes:
    """The root that a tree of `tree_size` had at `size`, whether or not it was published then."""
    return Subtrees(reader, tree_size, [(0, size)]).hash_of(0, size) if size else EMPTY_ROOT


def split(start: int, end: int) -> int:
    """Where RFC 6962 splits the entries [start, end), two or more of them."""
    return start + largest_power_below(end - start)
