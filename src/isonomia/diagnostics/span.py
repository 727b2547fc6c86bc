"""Where something stands in a text file."""

from pathlib import Path
from typing import NamedTuple

from isonomia.diagnostics.visible import visible

# named tuples, because a file has three of these for each of its words, and a frozen dataclass takes twice the time


class Position(NamedTuple):
    """A place in a text; line and column count from 1, columns in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a file: `end` is the position just after the last character."""

    path: Path
    start: Position
    end: Position

    def __str__(self) -> str:
        return f"{visible(str(self.path))}:{self.start.line}:{self.start.column}"
