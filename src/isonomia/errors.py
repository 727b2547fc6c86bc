"""Everything that isonomia raises on purpose.

    IsonomiaError               what happened; `remedy` says what to do
    ├── InputError              a file is wrong: mend the places that the diagnostics name
    │   ├── SchemeError         ... in a scheme
    │   ├── SocietyError        ... in a society
    │   └── LedgerError         ... in a ledger or its connect.yaml
    ├── UsageError              an option or argument is wrong: call again, corrected
    ├── NotAllowed              the procedure forbids an act now, or to this person: wait, or ask whom the remedy names
    ├── NotVerified             a log, a checkpoint or a proof does not hold: trust none of it, and ask who runs the log
    ├── EngineUnavailable       a program or package is missing: install what the remedy names
    └── EngineFailed            an engine refused to run the query: see its own message

All of them end a command with exit code 2. A class stands for a remedy, not for a place in the code.
"""

from collections.abc import Sequence

from isonomia.diagnostics.diagnostic import Diagnostic


class IsonomiaError(Exception):
    """Root of the tree. `str(error)` says what happened, `error.remedy` what to do; a traceback shows both."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy
        if remedy:
            self.add_note(f"help: {remedy}")


class InputError(IsonomiaError):
    """A file that cannot be used as it stands; every fault found in one pass is listed."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        first = diagnostics[0]
        where = f"{first.span}: " if first.span else ""
        more = f" (and {len(diagnostics) - 1} more)" if len(diagnostics) > 1 else ""
        super().__init__(f"{where}{first.message}{more}", remedy=first.remedy)
        self.diagnostics = tuple(diagnostics)


class SchemeError(InputError):
    """A scheme file that breaks the format."""


class SocietyError(InputError):
    """A society file that breaks the format."""


class LedgerError(InputError):
    """A ledger (or the connect.yaml that reads one) that breaks the contract."""


class UsageError(IsonomiaError):
    """The call itself is wrong: an unknown member, an unreadable path, options that exclude each other."""


class NotAllowed(IsonomiaError):
    """An act that the procedure forbids: too early, too late, not this person, not in this state."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy=remedy)
        self.reason = reason


class NotVerified(IsonomiaError):
    """What a transparency log shows is malformed, forged, or contradicts what it showed before."""


class EngineUnavailable(IsonomiaError):
    """A program or package that the chosen engine needs is not on this machine."""


class EngineFailed(IsonomiaError):
    """An engine was reached and refused or failed."""
