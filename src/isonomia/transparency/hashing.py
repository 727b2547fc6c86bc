"""Hashing of the Merkle tree, RFC 6962 section 2.1: SHA-256, a leaf and a node told apart by their first byte."""

from collections.abc import Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()  # of a tree without entries


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry: SHA-256(0x00, entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side: SHA-256(0x01, left, right)."""
    return sha256(b"\x01" + left + right).digest()


def largest_power_below(count: int) -> int:
    """The largest power of two smaller than `count` (2 or more): where RFC 6962 splits a tree."""
    return 1 << (count - 1).bit_length() - 1


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over 2**k hashes, k from 0: level by level."""
    row = list(hashes)
    while len(row) > 1:
        row = [sha256(b"\x01" + row[i] + row[i + 1]).digest() for i in range(0, len(row), 2)]
    return row[0]


def root_over(hashes: Sequence[bytes], right: bytes | None = None) -> bytes | None:
    """The root over hashes of equal subtrees, with a smaller subtree `right` after them; None over nothing."""
    end = len(hashes)
    while end:
        size = end & -end  # the last perfect subtree
        left = perfect_root(hashes[end - size : end])
        right = left if right is None else node_hash(left, right)
        end -= size
    return right
