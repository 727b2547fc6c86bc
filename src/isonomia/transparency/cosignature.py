"""Cosignatures (https://c2sp.org/tlog-cosignature, v1 by Ed25519): a witness says, with the time, that a log only grew.

They are what keeps a log from showing one history to some and another to others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.key import SIGNATURE_BYTES, KeyType, SigningKey, VerifierKey
from isonomia.transparency.note import Signature, SignedNote

TIME_BYTES = 8
TIME_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A verified cosignature: by whom, and when it was given (seconds since 1970, UTC)."""

    witness: str
    timestamp: int


def cosign(text: str, key: SigningKey, timestamp: int) -> Signature:
    """A witness's signature of the text of a checkpoint. Only `witness.Witness` should ask for it.

    Args:
        text: The text of the checkpoint's note.
        key: Of the type COSIGNATURE (else ValueError).
        timestamp: Now, in seconds since 1970, UTC; above 0.
    """
    if key.verifier.kind is not KeyType.COSIGNATURE or not 0 < timestamp <= TIME_MAX:
        raise ValueError("a cosignature takes a witness's key and the time")
    signature = key.sign(_message(text, timestamp))
    return Signature(key.name, key.verifier.id, timestamp.to_bytes(TIME_BYTES, "big") + signature)


def verified_cosignatures(note: SignedNote, witnesses: Sequence[VerifierKey]) -> list[Cosignature]:
    """The cosignatures of known witnesses on a checkpoint; those of others are passed over.

    Raises:
        NotVerified: A line that claims to be of a known witness is wrong.
        UsageError: A key is not a witness's, or two are the same: one witness would count twice.
    """
    _check_keys(witnesses)
    found = []
    for key in witnesses:
        if (signature := note.by(key)) is None:
            continue
        timestamp = int.from_bytes(signature.data[:TIME_BYTES], "big")
        is_whole = len(signature.data) == TIME_BYTES + SIGNATURE_BYTES and 0 < timestamp <= TIME_MAX
        if not is_whole or not key.verifies(_message(note.text, timestamp), signature.data[TIME_BYTES:]):
            raise NotVerified(_("the cosignature by the witness {name} is wrong").format(name=key.name))
        found.append(Cosignature(key.name, timestamp))
    return found


def with_cosignatures(note: SignedNote, returned: SignedNote, witnesses: Sequence[VerifierKey]) -> SignedNote:
    """A log's checkpoint with the cosignatures of known witnesses that one of them gave back; other lines are dropped.

    Raises:
        NotVerified: What was given back is another text, or a cosignature is wrong.
    """
    if returned.text != note.text:
        raise NotVerified(_("what the witness gave back is another checkpoint"))
    verified_cosignatures(returned, witnesses)
    for key in witnesses:
        if (signature := returned.by(key)) is not None:
            note = note.with_signature(signature)
    return note


def _check_keys(witnesses: Sequence[VerifierKey]) -> None:
    for key in witnesses:
        if key.kind is not KeyType.COSIGNATURE:
            raise UsageError(
                _("the key of {name} is not a witness's: it has the type {found}, expected 4").format(
                    name=key.name, found=int(key.kind)
                ),
                remedy=_("ask the witness for the key of its cosignatures"),
            )
    if len({key.public for key in witnesses}) < len(witnesses):
        raise UsageError(_("the key of one witness is given twice"), remedy=_("give each witness once"))


def _message(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
