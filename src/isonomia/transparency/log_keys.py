"""The keys of one log: the one that somebody was given, and those that are shown to have come before and after it."""

from dataclasses import dataclass

from isonomia.transparency.key import VerifierKey
from isonomia.transparency.note import SignedNote


@dataclass(frozen=True, slots=True)
class LogKeys:
    """Keys of one log, which all have its name.

    Attributes:
        trusted: Whose signature shows that a checkpoint is the log's, the key that was given first.
        kept: Keys before it, which may have signed a checkpoint that the caller has kept since, and nothing else.
    """

    trusted: tuple[VerifierKey, ...]
    kept: tuple[VerifierKey, ...] = ()

    def for_kept(self) -> "LogKeys":
        """The keys to open a checkpoint with that the caller itself has kept."""
        return LogKeys((*self.trusted, *self.kept))

    def signer_of(self, note: SignedNote) -> VerifierKey:
        """The first of the trusted keys that a note says it is signed by; the given one, if it names none of them."""
        return next((key for key in self.trusted if note.by(key) is not None), self.trusted[0])


LogKey = VerifierKey | LogKeys


def for_kept(key: LogKey) -> LogKey:
    """What opens a checkpoint that the caller itself has kept; a single key opens everything itself."""
    return key.for_kept() if isinstance(key, LogKeys) else key
