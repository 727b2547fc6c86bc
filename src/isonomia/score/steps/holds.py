"""Steps between bands: a later band waits for the earlier one's measure (docs/semantics.md, "Steps"; StVG 4(6)).

Until the measure is taken the score is held one point short of the later band. On the measure's date the adverse
entries dated up to it are cut for good, newest first, so that the score is one point short of it; later points
come on top.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from isonomia.scheme.scheme import CompiledStep, Scheme
from isonomia.score.entry import Entry
from isonomia.score.history import History
from isonomia.score.steps.suspension import suspended_points


def measure_dates(scheme: Scheme, history: History, as_of: datetime) -> dict[str, date]:
    """The date of the first measure of each name taken by `as_of`."""
    dates: dict[str, date] = {}
    for name, occurred_at, occurred_on in sorted(history.measures, key=lambda item: item[1]):
        if occurred_at <= as_of:
            dates.setdefault(name, occurred_on)
    return dates


def cut_at_measures(scheme: Scheme, entries: Sequence[Entry], dates: dict[str, date]) -> None:
    """Cut entries for good on the date of each step's first measure, earliest measure first."""
    taken = [step for step in scheme.steps if step.measure in dates]
    for step in sorted(taken, key=lambda item: (dates[item.measure], item.hold * scheme.adverse_sign)):
        _cut_to(scheme, entries, step, dates[step.measure])


def _cut_to(scheme: Scheme, entries: Sequence[Entry], step: CompiledStep, day: date) -> None:
    counting = [(entry, entry.points_on(day)) for entry in entries if suspended_points(scheme, entry) == 0]
    total = scheme.file.score.base + sum(points for _, points in counting)
    excess = (total - step.hold) * scheme.adverse_sign
    for entry, points in reversed(counting):
        adverse = points * scheme.adverse_sign
        if excess <= 0:
            return
        if adverse <= 0:
            continue
        taken = min(adverse, excess)
        excess -= taken
        _reduce(entry, adverse - taken, entry.halvings(day), scheme.adverse_sign)


def _reduce(entry: Entry, kept: int, halvings: int, sign: int) -> None:
    """Cut as little of the entry as leaves `kept` points after so many halvings."""
    most = kept * 2**halvings + (2**halvings - 1)
    left = min(entry.left * sign, most)
    entry.cut = entry.raw - left * sign


def held(scheme: Scheme, score: int, day: date, dates: Mapping[str, date]) -> int:
    """The score, held one point short of each band whose measure was not taken by `day`."""
    for step in scheme.steps:
        taken = dates.get(step.measure)
        if taken is not None and taken <= day:
            continue
        score = max(score, step.hold) if scheme.higher_is_better else min(score, step.hold)
    return score
