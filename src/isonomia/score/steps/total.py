"""Step 7: the score is the clamp of base plus sum, then held where a step's measure is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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


class Counting(NamedTuple):
    """What adds to the totals of some days: points that are the same on each of them, and entries that may differ."""

    steady: int
    entries: Sequence[Entry]


def counting_entries(scheme: Scheme, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are not suspended; those without points left can add nothing on any day."""
    left = [entry for entry in entries if entry.raw != entry.cut]
    if not scheme.appeal_suspends:
        return left
    return [entry for entry in left if entry.fact is None or not suspended_points(scheme, entry)]


def counting_between(scheme: Scheme, entries: Iterable[Entry], first: date, last: date) -> Counting:
    """What adds to the totals of the days from `first` to `last`.

    Most entries neither begin nor fade between, so that they are added once and not for each assessment day.
    """
    steady, changing = 0, []
    for entry in counting_entries(scheme, entries):
        ends = entry.ends
        if ends is not None and ends <= first:
            continue
        if entry.date <= first and entry.rule.halves is None and (ends is None or ends > last):
            steady += entry.raw - entry.cut
        else:
            changing.append(entry)
    return Counting(steady, changing)


def total_on(scheme: Scheme, counting: Counting, day: date, measures: Mapping[str, date]) -> Total:
    """The total of the counting entries dated up to `day`, faded as of `day`."""
    total = scheme.file.score.base + counting.steady + sum([entry.points_on(day) for entry in counting.entries])
    clamped = scheme.clamp(total)
    return Total(total, clamped, held(scheme, clamped, day, measures))


def changes_of(scheme: Scheme, entries: Iterable[Entry]) -> dict[date, int]:
    """By how much the sum of what counts changes on each day: entries begin, halve and end."""
    changes: dict[date, int] = defaultdict(int)
    for entry in counting_entries(scheme, entries):
        before = entry.points_on(entry.date)
        changes[entry.date] += before
        for day, points in entry.fades(entry.date):
            changes[day] += points - before
            before = points
    return changes
