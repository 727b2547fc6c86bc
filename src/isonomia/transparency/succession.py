"""Successions: which key of a log follows which, in signed notes, so that who knows one key comes to know the others.

    isonomia-log-succession v1
    log example.org/club
    key example.org/club+530d903a+BASE64             signed until now
    successor example.org/club+1f0c22aa+BASE64       signs from now on
    from 2026-03-02T11:00:00Z
    both-until 2026-05-31T22:00:00Z                  until then the first signs beside the second; or: leaked

Both keys sign the text: the first says whom to trust after it, the second whom it follows. The first line has a space,
and so is no origin: no succession can be taken for a checkpoint. Several notes make a file, a blank line between them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.log_keys import LogKeys
from isonomia.transparency.note import SignedNote, sign

HEADER = "isonomia-log-succession v1"
LEAKED = "leaked"
SUCCESSIONS_PATH = "successions"
SUCCESSIONS_MAX = 1_000
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Succession:
    """One key of a log follows another.

    Attributes:
        key: Signed the log's checkpoints until then.
        successor: Signs them from then on.
        begins: From when.
        both_until: Until when `key` signs beside its successor; None if it leaked, and signs nothing any more.
    """

    key: VerifierKey
    successor: VerifierKey
    begins: datetime
    both_until: datetime | None

    @property
    def is_leaked(self) -> bool:
        return self.both_until is None

    @property
    def text(self) -> str:
        """What is signed."""
        last = LEAKED if self.both_until is None else f"both-until {_written(self.both_until)}"
        lines = (HEADER, f"log {self.key.name}", f"key {self.key}", f"successor {self.successor}")
        return "".join(f"{line}\n" for line in (*lines, f"from {_written(self.begins)}", last))

    @classmethod
    def parse(cls, data: bytes) -> "Succession":
        """A succession from its note, strictly, and verified to be signed by both of its keys.

        Raises:
            NotVerified: It is malformed, its keys are of different logs, or one of them has not signed it.
        """
        note = SignedNote.parse(data)
        lines = note.text.split("\n")
        if len(lines) != 7 or lines[0] != HEADER:
            raise _malformed(_("it does not begin with '{header}'").format(header=HEADER))
        log, begins = _value(lines[1], "log"), _instant(_value(lines[4], "from"))
        key, successor = (_key(_value(line, name)) for line, name in ((lines[2], "key"), (lines[3], "successor")))
        both_until = None if lines[5] == LEAKED else _instant(_value(lines[5], "both-until"))
        if {key.name, successor.name} != {log}:
            raise _malformed(
                _("its keys are of {key} and {successor}, expected {log}").format(
                    key=key.name, successor=successor.name, log=log
                )
            )
        if key == successor:
            raise _malformed(_("its keys are one and the same"))
        for signer in (key, successor):
            note.verify(signer)
        return cls(key, successor, begins, both_until)


def sign_succession(
    old: SigningKey, new: SigningKey, begins: datetime, both_until: datetime | None
) -> tuple[Succession, bytes]:
    """The succession of two keys of a log and its note, signed by both (ValueError for keys of different names)."""
    if old.name != new.name:
        raise ValueError(f"{new.verifier} is not a key of {old.name}")
    made = Succession(old.verifier, new.verifier, begins, both_until)
    return made, sign(made.text, [old, new]).encode()


def joined(notes: Sequence[bytes]) -> bytes:
    """The file of several notes, the oldest first."""
    return b"\n".join(notes)


def parse_successions(data: bytes) -> list[Succession]:
    """The successions of a file, each verified, and each continuing the one before. An empty file has none.

    Raises:
        NotVerified: One is malformed or not signed by its keys, or they do not follow one another.
    """
    if not data:
        return []
    parts = data.split(b"\n\n")
    if len(parts) % 2 or len(parts) > 2 * SUCCESSIONS_MAX:
        raise _malformed(_("expected notes of a text and its signatures, with blank lines between"))
    notes = [parts[index] + b"\n\n" + parts[index + 1] for index in range(0, len(parts), 2)]
    found = [Succession.parse(note + b"\n") for note in notes[:-1]] + [Succession.parse(notes[-1])]
    for before, after in pairwise(found):
        if after.key != before.successor:
            raise NotVerified(
                _("the successions do not follow one another: {found} comes after {expected}").format(
                    found=after.key, expected=before.successor
                )
            )
    return found


def known_keys(given: VerifierKey, successions: Sequence[Succession]) -> LogKeys:
    """The keys that a chain of successions shows to whoever knows one of its keys.

    A leaked key vouches for nobody: whoever stole it can sign a succession as well as the log. So the chain leads no
    further than to it. Keys before the given one open what the caller has kept, and nothing that is shown now: a key
    that was followed is to be worth nothing to whoever finds it later.

    Raises:
        NotVerified: The chain is of another log, does not name the given key, or leads over a leaked one.
    """
    if not successions:
        return LogKeys((given,))
    chain = [successions[0].key, *(item.successor for item in successions)]
    if given.name != chain[0].name:
        raise NotVerified(
            _("the successions are of the log '{found}', expected {expected}").format(
                found=chain[0].name, expected=given.name
            )
        )
    if given not in chain:
        raise NotVerified(_("the successions do not name the key {key}").format(key=given))
    place = chain.index(given)
    leaked = next((item.key for item in successions[place:] if item.is_leaked), None)
    if leaked is not None:
        raise NotVerified(
            _("the key {key} leaked: whoever has it could have written what came after it").format(key=leaked),
            remedy=_("learn the log's present key from somebody who runs it or from print, and give it with --key"),
        )
    return LogKeys(tuple(chain[place:]), tuple(reversed(chain[:place])))


def _value(line: str, name: str) -> str:
    word, _space, value = line.partition(" ")
    if word != name or not value:
        raise _malformed(_("expected '{name} ...', got '{line}'").format(name=name, line=line[:100]))
    return value


def _key(text: str) -> VerifierKey:
    try:
        key = VerifierKey.parse(text)
    except UsageError as error:
        raise _malformed(str(error)) from None
    if key.kind is not KeyType.ED25519:
        raise _malformed(_("the key of {name} is a witness's, not a log's").format(name=key.name))
    return key


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant(text: str) -> datetime:
    try:
        if _INSTANT.fullmatch(text) is None:
            raise ValueError(text)
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise _malformed(_("'{text}' is no instant such as 2026-03-02T11:00:00Z").format(text=text[:40])) from None


def _malformed(what: str) -> NotVerified:
    return NotVerified(_("this is no succession of a log's keys: {what}").format(what=what))
