"""A proof that an entry is in a log, in one file for offline use: https://c2sp.org/tlog-proof, version 1.

It holds the place of the entry, the hashes up to the root, and the signed checkpoint. It does not hold the fact: who
verifies it is given the fact and the member's key besides (isonomia.transparency.commitment).
"""

import re
from dataclasses import dataclass

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency import base64_text
from isonomia.transparency.checkpoint import SignedCheckpoint, open_checkpoint
from isonomia.transparency.hashing import HASH_BYTES, leaf_hash
from isonomia.transparency.log_keys import LogKey
from isonomia.transparency.proof import HASHES_MAX, inclusion_proof, verify_inclusion
from isonomia.transparency.storage.interface import TileReader
from isonomia.transparency.verify import entries_with_tiles, published_checkpoint

HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class InclusionFile:
    """What the file says, nothing of it verified yet.

    Attributes:
        index: The place of the entry, from 0.
        proof: The hashes up to the root.
        checkpoint: The checkpoint, as the log published it.
        extra: Bytes beside it that nothing vouches for; isonomia writes none.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def encode(self) -> bytes:
        """The file."""
        extra = [] if self.extra is None else [f"extra {base64_text.encode(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *map(base64_text.encode, self.proof)]
        return "".join(f"{line}\n" for line in lines).encode() + b"\n" + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> "InclusionFile":
        """What a file says, read strictly.

        Raises:
            NotVerified: It is malformed.
        """
        head, blank, checkpoint = data.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError:
            lines = []
        if not blank or not lines or lines[0] != HEADER:
            raise _malformed(_("it does not begin with '{header}'").format(header=HEADER))
        del lines[0]
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = base64_text.decode(lines.pop(0).removeprefix("extra "))
            if extra is None:
                raise _malformed(_("its extra data is not base64"))
        if not lines or not (index := _INDEX.fullmatch(lines[0])):
            raise _malformed(_("it names no index"))
        proof = [base64_text.decode(line) for line in lines[1:]]
        hashes = tuple(item for item in proof if item is not None and len(item) == HASH_BYTES)
        if len(hashes) != len(proof) or len(hashes) > HASHES_MAX:
            raise _malformed(_("its hashes are not lines of base64 of 32 bytes"))
        return cls(int(index[1]), hashes, checkpoint, extra)

    def verify(self, entry: bytes, key: LogKey) -> SignedCheckpoint:
        """The entry is in the log of this key; returns the checkpoint, whose cosignatures are still to be checked.

        Raises:
            NotVerified: It is not shown to be.
        """
        signed = open_checkpoint(self.checkpoint, key)
        size, root = signed.checkpoint.size, signed.checkpoint.root
        verify_inclusion(leaf_hash(entry), self.index, size, self.proof, root)
        return signed


def inclusion_file(reader: TileReader, signed: SignedCheckpoint, index: int) -> InclusionFile:
    """The proof for the entry at `index`, made from tiles (ValueError if the log is not so long)."""
    proof = inclusion_proof(reader, signed.checkpoint.size, index)
    return InclusionFile(index, tuple(proof), signed.encode())


def find_entry(reader: TileReader, size: int, entry: bytes) -> int | None:
    """The place of an entry, by looking through all of them; None if it is not there."""
    start = 0
    for entries, _tile in entries_with_tiles(reader, size):
        if entry in entries:
            return start + entries.index(entry)
        start += len(entries)
    return None


def published_inclusion(reader: TileReader, key: LogKey, entry: bytes) -> InclusionFile:
    """The proof for an entry, wherever it stands in the log, against the checkpoint that is published.

    Raises:
        NotVerified: It is not in the log, or the log does not hold.
    """
    signed = published_checkpoint(reader, key)
    index = find_entry(reader, signed.checkpoint.size, entry)
    if index is None:
        raise NotVerified(
            _("none of the {size} entries is the commitment to this fact with this key").format(
                size=signed.checkpoint.size
            )
        )
    return inclusion_file(reader, signed, index)


def _malformed(what: str) -> NotVerified:
    return NotVerified(_("this is no proof of inclusion: {what}").format(what=what))
