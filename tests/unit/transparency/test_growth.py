"""Appending: in any pieces the same log, by its right edge alone, fast."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.errors import NotVerified
from isonomia.transparency.hashing import EMPTY_ROOT, largest_power_below, leaf_hash, node_hash
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tile import Tile, edge_tiles, entries_in, partial_paths
from isonomia.transparency.tree import EMPTY, Head, append, grow, root_at


def root_by_definition(hashes):
    """RFC 6962 section 2.1, word for word."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = largest_power_below(len(hashes))
    return node_hash(root_by_definition(hashes[:k]), root_by_definition(hashes[k:]))


def test_nothing_appended_to_nothing():
    assert grow(Memory(), 0, []).head == EMPTY == Head(0, EMPTY_ROOT)
    assert grow(Memory(), 0, []).resources == {}


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(st.integers(0, 300), min_size=1, max_size=6))
def test_any_pieces_give_the_same_log(pieces, entries):
    size = sum(pieces)
    whole, piecewise, done = Memory(), Memory(), 0
    head = append(whole, 0, entries[:size])
    for piece in pieces:
        last = append(piecewise, done, entries[done : done + piece])
        done += piece
        assert last == Head(done, root_by_definition(list(map(leaf_hash, entries[:done]))))
    assert last == head
    assert {path: piecewise.resources[path] for path in whole.resources} == whole.resources
    narrower = [Tile.parse(path) for path in piecewise.resources.keys() - whole.resources.keys()]
    for tile in narrower:
        later = {Tile.parse(path).full: path for path in whole.resources}[tile.full]
        assert tile.cut(whole.resources[later]) == piecewise.resources[tile.path]


def test_only_the_right_edge_is_read(entries):
    """Of a log of 70,000 entries six files are enough: the partial ones."""
    store = Memory()
    head = append(store, 0, entries)
    edge = Memory({path: store.resources[path] for path in partial_paths(head.size)})
    assert sorted(edge.resources) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/273.p/112"]
    growth = grow(edge, head.size, entries[:200])
    assert sorted(growth.resources) == [
        "tile/0/273",
        "tile/0/274.p/56",
        "tile/1/001.p/18",
        "tile/entries/273",
        "tile/entries/274.p/56",
    ]
    again = Memory()
    assert append(again, 0, entries + entries[:200]) == growth.head
    assert growth.resources.items() <= again.resources.items()


def test_a_partial_tile_may_be_gone_once_the_full_one_is_there(entries):
    store = Memory()
    append(store, 0, entries[:100])
    append(store, 100, entries[100:256])
    del store.resources["tile/0/000.p/100"], store.resources["tile/entries/000.p/100"]
    assert grow(store, 100, entries[100:300]).head == grow(Memory(), 0, entries[:300]).head


class Widest:
    """A store with one row for each place, as a table of a database has it: only the widest tile is kept."""

    def __init__(self):
        self.rows = {}

    def read(self, paths):
        asked = {path: Tile.parse(path) for path in paths}
        return {path: tile.cut(self.rows[tile.full]) for path, tile in asked.items() if tile.full in self.rows}

    def write(self, resources):
        self.rows |= {Tile.parse(path).full: data for path, data in resources.items()}


def test_the_widest_tiles_are_enough(entries):
    store, size = Widest(), 0
    for grown in (1, 100, 101, 256, 600, 1000):
        head = append(store, size, entries[size:grown])
        size = grown
        assert head == grow(Memory(), 0, entries[:grown]).head
    whole = Memory()
    append(whole, 0, entries[:1000])
    assert {Tile.parse(path).full: data for path, data in whole.resources.items()} == store.rows
    assert store.read(["tile/0/003.p/10"]) == {"tile/0/003.p/10": whole.resources["tile/0/003.p/232"][:320]}
    assert store.read(["tile/0/004"]) == {}


def test_earlier_roots(entries):
    store = Memory()
    append(store, 0, entries[:1000])
    for size in (0, 1, 7, 255, 256, 257, 768, 999, 1000):
        assert root_at(store, 1000, size) == root_by_definition(list(map(leaf_hash, entries[:size])))


def test_what_is_missing_is_named(entries):
    store = Memory()
    append(store, 0, entries[:300])
    del store.resources["tile/0/001.p/44"]
    with pytest.raises(NotVerified, match=r"tile/0/001\.p/44 is missing"):
        grow(store, 300, entries[:1])


@given(size=st.integers(0, 2**62))
def test_the_partial_tiles_of_a_tree(size):
    """C2SP tlog-tiles: the partial tile at level l has floor(s / 256**l) mod 256 entries."""
    expected = [Tile(level, (size >> 8 * level) // 256, (size >> 8 * level) % 256) for level in range(8)]
    assert edge_tiles(size) == [tile for tile in expected if tile.width]


@given(level=st.none() | st.integers(0, 63), index=st.integers(0, 10**15), width=st.integers(1, 256))
def test_paths_and_back(level, index, width):
    tile = Tile(level, index, width)
    assert Tile.parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/0",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/00/001",
        "tile/64/001",
        "tile/-1/001",
        "tile/data/001",
        "tile/8/0/001",
        "tile/0/../001",
        "tile/0/001\n",
        "/tile/0/001",
        "tile/0/٠٠١",
        "tile/0/" + "x999/" * 2000 + "999",
        "checkpoint",
        "",
    ],
)
def test_what_is_no_path(path):
    assert Tile.parse(path) is None


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\0\x01", b"\0\x01a\0", b"\0\x01a\0\x02b", b"\0\x01a\0\x01bc", b"\0\x01a"]
)
def test_malformed_bundles(data):
    with pytest.raises(NotVerified, match=r"tile/entries/000\.p/2 is malformed"):
        entries_in(Tile(None, 0, 2), data)


def test_entries_of_any_length():
    made = [b"", b"a", bytes(65_535)]
    store = Memory()
    append(store, 0, made)
    assert entries_in(Tile(None, 0, 3), store.resources["tile/entries/000.p/3"]) == made
    with pytest.raises(ValueError, match="at most 65535 bytes"):
        append(store, 3, [bytes(65_536)])
