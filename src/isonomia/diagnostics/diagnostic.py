"""What is wrong (or doubtful) in a file, said so that it can be mended."""

from dataclasses import dataclass
from enum import StrEnum

from isonomia.diagnostics.span import Span


class Level(StrEnum):
    """How grave a diagnostic is: an error stops the command, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place.

    `code` names the kind of fault and has a page in the docs (`scheme-unknown-key`).
    `found` and `expected` are whole phrases; `remedy` says what to do, if known.
    """

    code: str
    span: Span | None
    found: str
    expected: str = ""
    remedy: str = ""
    level: Level = Level.ERROR

    @property
    def message(self) -> str:
        """The fault in one line, without its place."""
        return f"{self.found}; expected {self.expected}" if self.expected else self.found


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """Order diagnostics as a reader meets them in the files."""
    if diagnostic.span is None:
        return ("", 0, 0)
    start = diagnostic.span.start
    return (str(diagnostic.span.path), start.line, start.column)
