"""Where the tree is kept: tiles of 256 hashes and bundles of 256 entries, as in C2SP tlog-tiles.

Paths and bytes are those of https://c2sp.org/tlog-tiles and may never change in a log that exists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency.hashing import HASH_BYTES

HEIGHT = 8
WIDTH = 1 << HEIGHT
MAX_LEVEL = 63
ENTRY_BYTES_MAX = 65_535
CHECKPOINT_PATH = "checkpoint"
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile, or a bundle of entries where `level` is None.

    Attributes:
        level: 0 for hashes of entries, L for roots of full tiles of level L - 1; None for the entries themselves.
        index: Its place in the level, from 0.
        width: How many hashes or entries it holds, 1 to 256; fewer than 256 make it partial.
    """

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def is_full(self) -> bool:
        return self.width == WIDTH

    @property
    def full(self) -> "Tile":
        """What it becomes once the tree has grown."""
        return Tile(self.level, self.index)

    @property
    def path(self) -> str:
        """Where it is served, below the log's address: such as `tile/0/x001/234.p/5`."""
        digits = str(self.index)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        place = "/".join([*("x" + part for part in parts[:-1]), parts[-1]])
        level = "entries" if self.level is None else self.level
        return f"tile/{level}/{place}" + ("" if self.is_full else f".p/{self.width}")

    @classmethod
    def parse(cls, path: str) -> "Tile | None":
        """The tile that a path names, None for anything that is not exactly the path of one."""
        if not (found := _PATH.fullmatch(path)):
            return None
        level = None if found["level"] == "entries" else int(found["level"])
        index = int(found["index"].replace("x", "").replace("/", ""))
        tile = cls(level, index, int(found["width"] or WIDTH))
        is_partial_width = found["width"] is None or tile.width < WIDTH
        return tile if is_partial_width and (level or 0) <= MAX_LEVEL and tile.path == path else None

    def cut(self, data: bytes) -> bytes:
        """The first `width` hashes or entries of what a later, wider tile of this place holds.

        A tile only ever grows at its end, so whoever keeps the widest can serve all narrower ones from it.

        Raises:
            NotVerified: `data` holds fewer.
        """
        if self.level is not None:
            if len(data) < self.width * HASH_BYTES:
                raise _malformed(self, len(data))
            return data[: self.width * HASH_BYTES]
        end = 0
        for _entry in range(self.width):
            end += 2 + int.from_bytes(data[end : end + 2], "big")
            if end > len(data):
                raise _malformed(self, len(data))
        return data[:end]


def hashes_in(tile: Tile, data: bytes) -> list[bytes]:
    """The hashes of a tile, `width` of them.

    Raises:
        NotVerified: The length is another.
    """
    if len(data) != tile.width * HASH_BYTES:
        raise _malformed(tile, len(data))
    return [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]


def entries_in(tile: Tile, data: bytes) -> list[bytes]:
    """The entries of a bundle: each preceded by its length, two bytes, the higher first.

    Raises:
        NotVerified: There are not exactly `width` whole entries.
    """
    entries: list[bytes] = []
    start = 0
    while start + 2 <= len(data) and len(entries) < tile.width:
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        entries.append(data[start + 2 : end])
        start = end
    if len(entries) != tile.width or start != len(data):
        raise _malformed(tile, len(data))
    return entries


def bundle_of(entries: Sequence[bytes]) -> bytes:
    """Entries as a bundle holds them; an entry of more than 65,535 bytes is a ValueError."""
    if any(len(entry) > ENTRY_BYTES_MAX for entry in entries):
        raise ValueError(f"an entry of a log has at most {ENTRY_BYTES_MAX} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def edge_tiles(size: int) -> list[Tile]:
    """The partial tiles of a tree, lowest level first; with the full ones they hold all of it."""
    found, level, count = [], 0, size
    while count:
        if count % WIDTH:
            found.append(Tile(level, count // WIDTH, count % WIDTH))
        level, count = level + 1, count // WIDTH
    return found


def bundles(size: int) -> Iterator[Tile]:
    """The bundles of a tree's entries, in order."""
    for index in range(size // WIDTH):
        yield Tile(None, index)
    if size % WIDTH:
        yield Tile(None, size // WIDTH, size % WIDTH)


def partial_paths(size: int) -> list[str]:
    """What a log of this size serves as partial; it may be deleted once the full tiles are there."""
    tiles = edge_tiles(size)
    if size % WIDTH:
        tiles.append(Tile(None, size // WIDTH, size % WIDTH))
    return [tile.path for tile in tiles]


def bytes_max(path: str) -> int:
    """The most bytes that what lies under a path of a log can have."""
    if path == CHECKPOINT_PATH:
        return 1 << 20
    return WIDTH * (2 + ENTRY_BYTES_MAX) if path.startswith("tile/entries/") else WIDTH * HASH_BYTES


def _malformed(tile: Tile, found: int) -> NotVerified:
    unit = _("entries") if tile.level is None else _("hashes")
    return NotVerified(
        _("{path} is malformed: {found} bytes do not hold exactly {width} {unit}").format(
            path=tile.path, found=found, width=tile.width, unit=unit
        )
    )
