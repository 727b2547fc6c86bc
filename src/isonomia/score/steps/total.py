"""Step 7: the score is the clamp of base plus sum, then held where a step's measure is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import Entry
from isonomia.score.steps.holds import held
from isonomia.score.steps.suspension import suspended_points


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of base and counting points, what the range leaves of it, and what the steps make of that."""

    total: int
    clamped: int
    score: int


def total_on(scheme: Scheme, entries: Sequence[Entry], day: date, measures: dict[str, date]) -> Total:
    """The total of the entries dated up to `day`, faded as of `day`."""
    total = scheme.file.score.base + sum(
        entry.points_on(day) for entry in entries if entry.date <= day and suspended_points(scheme, entry) == 0
    )
    clamped = scheme.clamp(total)
    return Total(total, clamped, held(scheme, clamped, day, measures))
