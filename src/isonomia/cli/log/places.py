"""From the words of a call to what the log's commands work with: the log, keys, facts, checkpoints."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.checkpoint import SignedCheckpoint, open_checkpoint
from isonomia.transparency.commitment import commitment, parse_fact, parse_member_key
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.log_keys import LogKey, for_kept
from isonomia.transparency.storage.address import Address
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.storage.interface import TileReader
from isonomia.transparency.succession import known_keys, parse_successions

FILE_BYTES_MAX = 1 << 20


@contextmanager
def opened(place: str) -> Iterator[TileReader]:
    """The log at an address or in a folder."""
    if "://" in place:
        with Address(place) as address:
            yield address
        return
    if not Path(place).is_dir():
        raise UsageError(
            _("there is no folder '{place}'").format(place=place),
            remedy=_("name the folder of a log, or its http(s) address"),
        )
    yield Folder(Path(place))


def read_file(path: Path, what: str) -> bytes:
    """A small file that the call names; `what` says what it should be."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("{what} '{path}' cannot be read: {reason}").format(what=what, path=path, reason=reason),
            remedy=_("check the path"),
        ) from None
    if len(data) > FILE_BYTES_MAX:
        raise UsageError(
            _("{what} '{path}' has more than 1 MiB").format(what=what, path=path), remedy=_("check the path")
        )
    return data


def _text(path: Path, what: str) -> str:
    try:
        return read_file(path, what).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            _("{what} '{path}' is not UTF-8").format(what=what, path=path), remedy=_("check the path")
        ) from None


def verifier_key(word: str) -> VerifierKey:
    """A public key as text, or the file that holds it."""
    if "+" not in word or Path(word).is_file():
        word = _text(Path(word), _("the public key"))
    return VerifierKey.parse(word.strip())


def log_key(word: str) -> VerifierKey:
    """The public key of a log."""
    key = verifier_key(word)
    if key.kind is not KeyType.ED25519:
        raise UsageError(
            _("the key of {name} is a witness's, not a log's").format(name=key.name),
            remedy=_("give the log's key with --key, and this one with --witness"),
        )
    return key


def log_keys(word: str, successions: Path | None) -> LogKey:
    """The key of a log, with those before and after it that a file of successions shows.

    Raises:
        NotVerified: The file does not hold, or does not lead on from the key.
    """
    key = log_key(word)
    if successions is None:
        return key
    return known_keys(key, parse_successions(read_file(successions, _("the file of successions"))))


def verifier_keys(words: Sequence[str] | None) -> list[VerifierKey]:
    """The keys of witnesses."""
    return [verifier_key(word) for word in words or ()]


def signing_key(path: Path) -> SigningKey:
    """A secret key from its file."""
    return SigningKey.parse(_text(path, _("the signing key")))


def entry_of(fact: Path, member_key: Path) -> bytes:
    """What stands in the log for a fact."""
    key = parse_member_key(_text(member_key, _("the member's key")))
    return commitment(key, parse_fact(_text(fact, _("the fact"))))


def own_checkpoint(path: Path, key: LogKey) -> SignedCheckpoint:
    """A checkpoint that the caller has kept; if it does not hold, the call is wrong and not the log."""
    try:
        return open_checkpoint(read_file(path, _("the checkpoint")), for_kept(key))
    except NotVerified as error:
        raise UsageError(
            _("'{path}' is no checkpoint of this log: {reason}").format(path=path, reason=error),
            remedy=_("give a checkpoint of this log as it was published, and the log's key"),
        ) from None


def checked_count(witnesses: Sequence[VerifierKey], least: int | None) -> int | None:
    """How many witnesses must have cosigned; more than are known is a wrong call."""
    if least is not None and least > len(witnesses):
        raise UsageError(
            _("--witnesses {least} asks for more than the {known} witnesses whose keys are given").format(
                least=least, known=len(witnesses)
            ),
            remedy=_("give the key of each with --witness"),
        )
    return least


def as_json(content: dict[str, Any]) -> str:
    """A verdict for programs."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
