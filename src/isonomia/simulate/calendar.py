"""The calendar as tables, so that the kernel does the date arithmetic of the contract with whole numbers.

Day 0 is the Monday on which a run begins; a tick is a week, days 7t to 7t + 6. `date + N months` clamps to the month's
end, and is counted from the date itself, as in isonomia.periods.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.periods import (
    Duration,
    PeriodUnit,
    add,
    add_months,
    latest_assessment,
    next_assessment,
    next_period_start,
    period_start,
)
from isonomia.scheme.scheme import Scheme
from isonomia.score.steps.band import assessment_days

NEVER: Final = 1 << 30
"""A day that no run reaches."""
UNITS: Final[tuple[PeriodUnit, ...]] = ("day", "week", "month", "quarter", "year", "ever")
MONTHS_AHEAD: Final = 1500
"""Durations that end later than this are never over in any run."""

Days = npt.NDArray[np.int32]


class Calendar(NamedTuple):
    """Tables by day (0 .. run's last day) and by month since the first day's month.

    month_of, day_of_month: (days,); month_first, month_length: (months,); period_of: (units, days), the first day of
    the calendar period; period_end: (units, days), the first day after it.
    """

    month_of: Days
    day_of_month: Days
    month_first: Days
    month_length: Days
    period_of: Days
    period_end: Days


class Assessments(NamedTuple):
    """Which assessment days can decide the band in force on a day, and which bands they can still give.

    For day T the rows start[T] .. start[T + 1] hold the assessment days (latest first; negative: before the run), and
    lasts[row, goodness] is whether a band given on that day is still in force on T.
    """

    start: Days
    day: Days
    lasts: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Span:
    """The days of a run."""

    first: date
    weeks: int

    @property
    def days(self) -> int:
        return 7 * self.weeks

    def date_of(self, day: int) -> date:
        """The date of a day of the run."""
        return self.first + timedelta(days=day)

    def index(self, day: date) -> int:
        """The number of a date, cut at NEVER."""
        return min(NEVER, (day - self.first).days)


def make_calendar(span: Span) -> Calendar:
    """The tables of a run."""
    dates = [span.date_of(day) for day in range(span.days)]
    begin = span.first.replace(day=1)
    months = [add_months(begin, number) for number in range(MONTHS_AHEAD + 1)]
    month_of = [(day.year - begin.year) * 12 + day.month - begin.month for day in dates]
    return Calendar(
        np.array(month_of, np.int32),
        np.array([day.day for day in dates], np.int32),
        np.array([span.index(month) for month in months[:-1]], np.int32),
        np.array([(after - month).days for month, after in pairwise(months)], np.int32),
        np.array([[max(-NEVER, span.index(period_start(day, unit))) for day in dates] for unit in UNITS], np.int32),
        np.array([[span.index(next_period_start(day, unit)) for day in dates] for unit in UNITS], np.int32),
    )


def make_assessments(scheme: Scheme, span: Span) -> Assessments:
    """The assessment days that can matter on each day of a run."""
    start, days, lasts = [0], [], []
    schedule = scheme.file.score.schedule
    graces = [scheme.band_at(goodness).grace for goodness in range(len(scheme.bands))]
    for number in range(span.days):
        today = span.date_of(number)
        for assessed in assessment_days(scheme, today):
            following = next_assessment(assessed, schedule)
            days.append(span.index(assessed))
            lasts.append([today < (add(following, grace) if grace is not None else following) for grace in graces])
        start.append(len(days))
    table = np.array(lasts, np.uint8).reshape(len(days), max(1, len(graces)) if graces else 0)
    return Assessments(np.array(start, np.int32), np.array(days, np.int32), table)


def assessed_on(scheme: Scheme, span: Span) -> npt.NDArray[np.bool_]:
    """Whether each day of a run is an assessment day."""
    schedule = scheme.file.score.schedule
    return np.array(
        [latest_assessment(day := span.date_of(number), schedule) == day for number in range(span.days)], np.bool_
    )


def parts(duration: Duration | None) -> tuple[int, int]:
    """A duration as (days, months); none is (0, 0)."""
    return (duration.days, duration.months) if duration is not None else (0, 0)
