"""Local dates, calendar periods, durations and time zones.

All calendar arithmetic of a score is done on local dates in the scheme's one zone
(docs/semantics.md), so that daylight saving cannot move a point.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from importlib import metadata, resources
from itertools import product
from typing import Literal
from zoneinfo import ZoneInfo

DurationUnit = Literal["days", "weeks", "months", "years"]
PeriodUnit = Literal["day", "week", "month", "quarter", "year", "ever"]
AssessmentSchedule = Literal["daily", "weekly", "monthly"]

MICROSECOND = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
DURATION_PATTERN = re.compile(r"(?P<count>[1-9][0-9]{0,4}) (?P<unit>day|week|month|year)s?")
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years of a ledger's dates."""
# The longest duration keeps every date of a ledger inside Python's calendar.
LONGEST_DURATION_YEARS = 1000


@dataclass(frozen=True)
class Duration:
    """A length of calendar time, such as `24 months`."""

    count: int
    unit: DurationUnit

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"

    @cached_property
    def months(self) -> int:
        """Whole months of a duration in months or years, else 0."""
        return {"months": 1, "years": 12}.get(self.unit, 0) * self.count

    @cached_property
    def days(self) -> int:
        """Whole days of a duration in days or weeks, else 0."""
        return {"days": 1, "weeks": 7}.get(self.unit, 0) * self.count

    def times(self, factor: int) -> "Duration":
        """This duration `factor` times over (`3 months` times 4 is `12 months`)."""
        return Duration(self.count * factor, self.unit)

    def longest_days(self) -> int:
        """The most days this duration can cover, for comparing durations of different units."""
        return self.days + _month_lengths(self.months)[1]

    def shortest_days(self) -> int:
        """The fewest days this duration can cover (`1 month` from 31 January: 28)."""
        return self.days + _month_lengths(self.months)[0]


@cache
def _month_lengths(months: int) -> tuple[int, int]:
    """The fewest and the most days that `months` calendar months can cover, over a leap cycle."""
    months_of_leap_cycle = product(range(2023, 2027), range(1, 13))
    days = [  # from the 1st to the 28th all give the same
        date(year, month, day)
        for year, month in months_of_leap_cycle
        for day in (1, *range(29, calendar.monthrange(year, month)[1] + 1))
    ]
    lengths = [(add_months(day, months) - day).days for day in days]
    return min(lengths), max(lengths)


def parse_duration(text: str) -> Duration:
    """Read `24 months`, `1 year`, `30 days` or `2 weeks`; ValueError says what is wrong."""
    match = DURATION_PATTERN.fullmatch(text.strip())
    if match is None:
        raise ValueError("a duration such as '24 months' (a whole number of days, weeks, months or years)")
    units: dict[str, DurationUnit] = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
    duration = Duration(int(match["count"]), units[match["unit"]])
    if max(duration.months / 12, duration.days / 366) > LONGEST_DURATION_YEARS:
        raise ValueError(f"a duration of at most {LONGEST_DURATION_YEARS} years")
    return duration


@lru_cache(maxsize=65536)
def add_months(day: date, months: int) -> date:
    """`day` plus a number of months, clamped to the month's end; beyond year 9999 the last day there is."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > 9999:
        return date.max
    if year < 1:
        return date.min
    if day.day <= 28:  # no month is shorter
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: date, duration: Duration, times: int = 1) -> date:
    """`day` plus `times` durations, always counted from `day` itself, never chained."""
    if duration.months:
        return add_months(day, duration.months * times)
    try:
        return day + timedelta(days=duration.days * times)
    except OverflowError:
        return date.max if times > 0 else date.min


def times_passed(day: date, duration: Duration, until: date) -> int:
    """How many of `day + 1 duration`, `day + 2 durations`, ... are not after `until`."""
    if until <= day:
        return 0
    if not duration.months:
        return (until - day).days // duration.days
    return _months_passed(day, duration.months, until)


@lru_cache(maxsize=65536)
def _months_passed(day: date, months: int, until: date) -> int:
    """The same for months: members share the dates, and a score asks again for each of a few assessment days."""
    times = ((until.year - day.year) * 12 + until.month - day.month) // months
    return times if times == 0 or add_months(day, months * times) <= until else times - 1


def first_day_reaching(target: date, duration: Duration, times: int = 1) -> date:
    """The first day whose `day + times * duration` is after `target`.

    `add` never falls when the day rises, so `add(day, duration) > target` holds from that day on.
    SQL engines compare an entry's date with this constant instead of doing calendar arithmetic.
    """
    day = add_months(target, -duration.months * times) if duration.months else add(target, duration, -times)
    while day > date.min and add(day - ONE_DAY, duration, times) > target:
        day -= ONE_DAY
    while day < date.max and add(day, duration, times) <= target:
        day += ONE_DAY
    return day


@lru_cache(maxsize=65536)
def period_start(day: date, unit: PeriodUnit) -> date:
    """The first day of the calendar period that holds `day`."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    if unit == "year":
        return date(day.year, 1, 1)
    return date.min


def next_period_start(day: date, unit: PeriodUnit) -> date:
    """The first day after the calendar period that holds `day`."""
    start = period_start(day, unit)
    if unit == "day":
        return start + ONE_DAY
    if unit == "week":
        return start + timedelta(days=7)
    if unit == "ever":
        return date.max
    return add_months(start, {"month": 1, "quarter": 3, "year": 12}[unit])


def period_name(start: date, unit: PeriodUnit) -> str:
    """The name of the period that begins on `start`: 2025, 2025-Q1, 2025-03, 2025-W07, 2025-03-09."""
    if unit == "day":
        return start.isoformat()
    if unit == "week":
        iso = start.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    if unit == "month":
        return f"{start.year:04d}-{start.month:02d}"
    if unit == "quarter":
        return f"{start.year:04d}-Q{(start.month - 1) // 3 + 1}"
    if unit == "year":
        return f"{start.year:04d}"
    return "ever"


def complete_periods(first: date, as_of: date, unit: PeriodUnit) -> Iterator[tuple[date, date]]:
    """Periods from the one that holds `first`, complete for `as_of`: (first day, first day after)."""
    start = period_start(first, unit)
    while (after := next_period_start(start, unit)) <= as_of:
        yield start, after
        start = after


def is_assessment_day(day: date, schedule: AssessmentSchedule) -> bool:
    """Daily: every day; weekly: Sundays, which end the ISO week; monthly: the month's last day."""
    if schedule == "daily":
        return True
    if schedule == "weekly":
        return day.isoweekday() == 7
    return (day + ONE_DAY).day == 1


def next_assessment(day: date, schedule: AssessmentSchedule) -> date:
    """The first assessment day after `day`."""
    if schedule == "daily":
        return day + ONE_DAY
    if schedule == "weekly":
        return day + timedelta(days=7 - day.isoweekday() % 7)
    following = day + ONE_DAY
    return add_months(following.replace(day=1), 1) - ONE_DAY


def latest_assessment(day: date, schedule: AssessmentSchedule) -> date:
    """The last assessment day up to and including `day`."""
    if schedule == "daily":
        return day
    if schedule == "weekly":
        return day - timedelta(days=day.isoweekday() % 7)
    return day if is_assessment_day(day, schedule) else day.replace(day=1) - ONE_DAY


@cache
def load_zone(name: str) -> ZoneInfo:
    """A time zone from the `tzdata` package, whose version is locked, never from the machine; KeyError if unknown."""
    if name not in zone_names():
        raise KeyError(name)
    folder = resources.files("tzdata.zoneinfo")
    with folder.joinpath(*name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones of the `tzdata` package."""
    listing = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listing.split())


@cache
def tzdata_version() -> str:
    """The version of the time-zone data that every result depends on, such as 2026.6."""
    return metadata.version("tzdata")


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The date in `zone` at `instant` (aware): the day that has begun last.

    That is what the wall calendar shows, but where a clock was put back over midnight (America/St_Johns before 2011):
    a day that has begun is not left again, so that dates never fall while time goes on.
    """
    shown = instant.astimezone(zone).date()
    return shown + ONE_DAY if instant >= first_instant(shown + ONE_DAY, zone) else shown


def localize(naive: datetime, zone: ZoneInfo) -> datetime:
    """A wall-clock time as an instant in UTC: the first of a fold; in a gap moved forward by the gap."""
    # fold=0 reads a time in a gap with the offset before the gap, which moves it forward by the gap's length.
    return naive.replace(tzinfo=zone, fold=0).astimezone(UTC)


@lru_cache(maxsize=65536)
def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local date, in UTC; where midnight does not exist, the first time that does.

    The events of a ledger share their days.
    """
    wall = datetime(day.year, day.month, day.day)
    instant = localize(wall, zone)
    # A gap that swallows midnight moves the reading past it; the day begins at the end of the gap.
    transition_guess = instant.astimezone(zone)
    if transition_guess.replace(tzinfo=None) == wall:
        return instant
    low, high = instant - timedelta(days=1), instant
    while high - low > MICROSECOND:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).date() >= day:
            high = middle
        else:
            low = middle
    return high


def last_instant(day: date, zone: ZoneInfo) -> datetime:
    """The last microsecond of a local date, in UTC."""
    return first_instant(day + ONE_DAY, zone) - MICROSECOND
