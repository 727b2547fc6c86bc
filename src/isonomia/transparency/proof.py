"""Proofs of inclusion and of consistency, RFC 9162 sections 2.1.3 and 2.1.4: made from tiles, verified without any.

A verification returns nothing when the proof holds, and raises NotVerified when it does not: it cannot be overlooked.
"""

from collections.abc import Sequence
from hmac import compare_digest

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency.hashing import EMPTY_ROOT, HASH_BYTES, node_hash
from isonomia.transparency.storage.interface import TileReader
from isonomia.transparency.tree import Subtrees, split

Proof = Sequence[bytes]  # hashes of 32 bytes
HASHES_MAX = 128  # twice the height of a tree of 2**64 entries


def inclusion_proof(reader: TileReader, size: int, index: int) -> list[bytes]:
    """The hashes that lead from entry `index` to the root of the tree of `size` (ValueError if it is not in it)."""
    if not 0 <= index < size:
        raise ValueError(f"no entry {index} in a tree of {size}")
    siblings = []
    start, end = 0, size
    while end - start > 1:
        middle = split(start, end)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    return _hashes(reader, size, siblings[::-1])


def consistency_proof(reader: TileReader, old_size: int, size: int) -> list[bytes]:
    """The hashes that show that the tree of `size` begins with that of `old_size` (ValueError if it is smaller)."""
    if not 0 <= old_size <= size:
        raise ValueError(f"a tree of {size} cannot begin with one of {old_size}")
    if old_size in (0, size):
        return []
    ranges = []
    start, end, is_whole = 0, size, True
    while old_size != end:
        middle = split(start, end)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, is_whole = middle, False
    if not is_whole:
        ranges.append((start, end))
    return _hashes(reader, size, ranges[::-1])


def _hashes(reader: TileReader, size: int, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    subtrees = Subtrees(reader, size, ranges)
    return [subtrees.hash_of(start, end) for start, end in ranges]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Proof, root: bytes) -> None:
    """The entry with the leaf hash `leaf` stands at `index` in the tree of `size` with this root.

    Raises:
        NotVerified: The proof does not show it.
    """
    refusal = NotVerified(
        _("the proof does not show that entry {index} is in the log of {size} entries").format(index=index, size=size)
    )
    if not 0 <= index < size or not _is_proof(proof):
        raise refusal
    place, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise refusal
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    if last != 0 or not compare_digest(result, root):
        raise refusal


def verify_consistency(old_size: int, old_root: bytes, size: int, root: bytes, proof: Proof) -> None:
    """The tree of `size` begins with the tree of `old_size`: nothing of it was changed or taken away.

    Raises:
        NotVerified: The proof does not show it.
    """
    refusal = NotVerified(
        _("the log of {size} entries does not begin with the log of {old_size} entries that was seen before").format(
            size=size, old_size=old_size
        )
    )
    if not 0 <= old_size <= size or not _is_proof(proof):
        raise refusal
    if old_size in (0, size):
        expected = EMPTY_ROOT if old_size == 0 else root
        empty_is_empty = size > 0 or compare_digest(root, EMPTY_ROOT)
        if proof or not compare_digest(old_root, expected) or not empty_is_empty:
            raise refusal
        return
    hashes = list(proof) if old_size & old_size - 1 else [old_root, *proof]
    if not hashes or not _leads_to(old_size, old_root, size, root, hashes):
        raise refusal


def _leads_to(old_size: int, old_root: bytes, size: int, root: bytes, hashes: Sequence[bytes]) -> bool:
    """RFC 9162 section 2.1.4.2, from the step at which the first hash is in place."""
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_result = result = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_result = node_hash(sibling, old_result)
            result = node_hash(sibling, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and compare_digest(old_result, old_root) and compare_digest(result, root)


def _is_proof(proof: Proof) -> bool:
    return len(proof) <= HASHES_MAX and all(len(item) == HASH_BYTES for item in proof)
