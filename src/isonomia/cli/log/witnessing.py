"""One turn of a witness whose memory is a file."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isonomia.cli.log.places import own_checkpoint
from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.transparency.checkpoint import SignedCheckpoint
from isonomia.transparency.key import SigningKey
from isonomia.transparency.log_keys import LogKey
from isonomia.transparency.proof import consistency_proof
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.storage.interface import TileReader
from isonomia.transparency.verify import published_checkpoint
from isonomia.transparency.witness import Witness


def cosign_once(reader: TileReader, log: LogKey, key: SigningKey, state: Path) -> tuple[SignedCheckpoint, int]:
    """The cosigned checkpoint, on the disk before it is returned, and how many entries were seen before.

    Raises:
        NotVerified: The log contradicts itself; nothing is signed, and the state stays.
        UsageError: The state is not of this log, or another turn is being taken with it.
    """
    with _alone(state):
        seen = own_checkpoint(state, log).encode() if state.exists() else None
        witness = Witness(log, key, seen)
        before, shown = witness.size_seen, published_checkpoint(reader, log)
        size = shown.checkpoint.size
        proof = consistency_proof(reader, before, size) if before <= size else []
        cosigned = witness.cosign(shown.encode(), proof, int(time.time()))
        Folder(state.absolute().parent).write({state.name: cosigned.encode()})
    return cosigned, before


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Two turns at once could cosign two histories: the second is refused."""
    lock = state.with_name(f".{state.name}.lock")
    with lock.open("ab") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                _("another witness is at work with '{path}'").format(path=state), remedy=_("let it end, and try again")
            ) from None
        yield
