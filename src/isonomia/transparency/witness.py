"""What a witness does: it countersigns a checkpoint that continues the last one it saw, and no other."""

from collections.abc import Sequence

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.checkpoint import SignedCheckpoint, open_checkpoint
from isonomia.transparency.cosignature import cosign
from isonomia.transparency.key import KeyType, SigningKey
from isonomia.transparency.log_keys import LogKey, for_kept
from isonomia.transparency.proof import verify_consistency


class Witness:
    """One witness of one log. It does no input or output: whoever calls keeps what it has seen.

    Args:
        log: The log's key, or its keys.
        key: The witness's own, of the type COSIGNATURE.
        seen: The bytes of the last checkpoint that it cosigned; None before the first.

    Raises:
        UsageError: The key is not for cosignatures.
        NotVerified: `seen` is not a checkpoint of the log.
    """

    def __init__(self, log: LogKey, key: SigningKey, seen: bytes | None = None) -> None:
        if key.verifier.kind is not KeyType.COSIGNATURE:
            raise UsageError(
                _("the key of {name} does not sign cosignatures").format(name=key.name),
                remedy=_("make a witness's key with `isonomia log key NAME --witness -o FILE`"),
            )
        self._log, self._key = log, key
        self._seen = open_checkpoint(seen, for_kept(log)) if seen is not None else None

    @property
    def size_seen(self) -> int:
        """How many entries the last cosigned checkpoint had, 0 before the first: where a proof must start."""
        return self._seen.checkpoint.size if self._seen else 0

    def cosign(self, data: bytes, proof: Sequence[bytes], timestamp: int) -> SignedCheckpoint:
        """The checkpoint with this witness's cosignature, if it continues what was seen.

        Keep the bytes of what is returned, on the disk, before anyone is given them: they are the next `seen`.

        Args:
            data: The checkpoint as the log published it.
            proof: Of consistency, from `size_seen` to the checkpoint's size.
            timestamp: Now, in seconds since 1970, UTC.

        Raises:
            NotVerified: Not signed by the log, smaller than what was seen, or not its continuation.
        """
        signed = open_checkpoint(data, self._log)
        new = signed.checkpoint
        if self._seen is not None:
            old = self._seen.checkpoint
            if new.size < old.size:
                raise NotVerified(
                    _("the log now shows {size} entries, and had {old_size} when it was last cosigned").format(
                        size=new.size, old_size=old.size
                    )
                )
            verify_consistency(old.size, old.root, new.size, new.root, proof)
        note = signed.note.with_signature(cosign(signed.note.text, self._key, timestamp))
        self._seen = SignedCheckpoint(new, note)
        return self._seen
