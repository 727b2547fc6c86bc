"""Checkpoints (https://c2sp.org/tlog-checkpoint): what a log says of itself, signed."""

import re
from dataclasses import dataclass

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency import base64_text
from isonomia.transparency.hashing import EMPTY_ROOT, HASH_BYTES
from isonomia.transparency.key import SigningKey
from isonomia.transparency.log_keys import LogKey, LogKeys
from isonomia.transparency.note import SignedNote, sign
from isonomia.transparency.tree import Head

SIZE_MAX = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: which, how many entries, and the root over all of them.

    Attributes:
        origin: Which log; the name of its key.
        size: How many entries.
        root: Of the Merkle tree, 32 bytes.
        extensions: Further lines; nobody but the log vouches for them, and isonomia writes none.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed."""
        return "".join(
            f"{line}\n" for line in (self.origin, self.size, base64_text.encode(self.root), *self.extensions)
        )

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """A checkpoint from the text of a note, strictly.

        Raises:
            NotVerified: It is malformed.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise _malformed(_("expected three lines or more, none of them empty"))
        origin, size, encoded, *extensions = lines[:-1]
        if not _SIZE.fullmatch(size) or int(size) > SIZE_MAX:
            raise _malformed(_("'{found}' is no number of entries").format(found=size[:40]))
        root = base64_text.decode(encoded)
        if root is None or len(root) != HASH_BYTES:
            raise _malformed(_("'{found}' is no root of 32 bytes").format(found=encoded[:80]))
        if int(size) == 0 and root != EMPTY_ROOT:
            raise _malformed(_("it gives a log without entries a root that such a log cannot have"))
        return cls(origin, int(size), root, tuple(extensions))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint whose log has been verified to have signed it.

    Attributes:
        checkpoint: What it says.
        note: The note that it was read from or is to be published as, with cosignatures.
    """

    checkpoint: Checkpoint
    note: SignedNote

    def encode(self) -> bytes:
        """What is published under `checkpoint`."""
        return self.note.encode()


def sign_checkpoint(head: Head, key: SigningKey, *beside: SigningKey) -> SignedCheckpoint:
    """Sign the state of a log; its origin is the name of the key, and of those that sign beside it for a changeover.

    Whoever calls it sees to it that nothing smaller, and nothing else of the same size, is signed ever after.
    ValueError for a key beside it that has another name.
    """
    if any(other.name != key.name for other in beside):
        raise ValueError(f"keys of one log have its name: {key.name}")
    checkpoint = Checkpoint(key.name, head.size, head.root)
    return SignedCheckpoint(checkpoint, sign(checkpoint.text, [key, *beside]))


def open_checkpoint(data: bytes, key: LogKey) -> SignedCheckpoint:
    """A checkpoint from its bytes, verified to be signed by its log, with whichever of its keys.

    Raises:
        NotVerified: It is malformed, of another log, or not signed by a key of it.
    """
    note = SignedNote.parse(data)
    signer = key.signer_of(note) if isinstance(key, LogKeys) else key
    note.verify(signer)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != signer.name:
        raise NotVerified(
            _("the checkpoint is of the log '{found}', expected {expected}").format(
                found=checkpoint.origin, expected=signer.name
            )
        )
    return SignedCheckpoint(checkpoint, note)


def _malformed(what: str) -> NotVerified:
    return NotVerified(_("the checkpoint is malformed: {what}").format(what=what))
