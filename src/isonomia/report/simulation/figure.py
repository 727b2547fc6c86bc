"""What a figure of the page is: a question, the sentence that answers it, drawings with their words, a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

LONG = 12
"""A table with more rows than this is folded away."""


@dataclass(frozen=True)
class Table:
    """Cells as they are written. The first `names` columns are words, the others numbers."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    names: int = 1

    @property
    def is_long(self) -> bool:
        return len(self.rows) > LONG


@dataclass(frozen=True)
class Drawing:
    """A drawing. `says` is read out instead of it; `chart` makes it for a width in pixels."""

    says: str
    chart: Callable[[int], Any]
    caption: str = ""


@dataclass(frozen=True)
class Figure:
    """One question of the page; without drawings where there is nothing to draw, which the answer then says."""

    anchor: str
    question: str
    answer: str
    drawings: Sequence[Drawing] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = field(default=())
