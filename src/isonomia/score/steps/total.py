"""Step 7: the score is the clamp of base plus sum, then held where a step's measure is missing."""

from collections.abc import Iterable, Mapping, Sequence
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


def counting_entries(scheme: Scheme, entries: Iterable[Entry], since: date) -> list[Entry]:
    """The entries that can add to a total of `since` or a later day: neither cut whole nor suspended, nor ended."""
    return [
        entry
        for entry in entries
        if entry.raw != entry.cut
        and (entry.ends is None or entry.ends > since)
        and suspended_points(scheme, entry) == 0
    ]


def total_on(scheme: Scheme, counting: Sequence[Entry], day: date, measures: Mapping[str, date]) -> Total:
    """The total of the counting entries dated up to `day`, faded as of `day`."""
    total = scheme.file.score.base + sum([entry.points_on(day) for entry in counting])
    clamped = scheme.clamp(total)
    return Total(total, clamped, held(scheme, clamped, day, measures))
