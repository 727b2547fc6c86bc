"""The scheme's time zone as SQL constants, computed from zoneinfo's data and not from the engine's own.

Between two changes of a zone its offset is constant; the changes become a balanced tree of CASE, so that a row
needs a handful of comparisons and no query knows any time zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from isonomia.periods import MICROSECOND

ONE_SECOND = timedelta(seconds=1)
STEP = timedelta(hours=12)  # no zone has changed its offset twice within half a day


@dataclass(frozen=True, slots=True)
class OffsetChange:
    """At this instant (UTC, naive) the offset becomes `after`."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def wall(self) -> datetime:
        """The wall time from which the new offset is read: a gap is read with the old one, a fold is its first."""
        return self.at + max(self.before, self.after)


@dataclass(frozen=True)
class ZoneOffsets:
    """The offsets of a zone from `first` to `last` (UTC, naive); outside it the expressions are NULL."""

    first: datetime
    last: datetime
    initial: timedelta
    changes: tuple[OffsetChange, ...]

    def utc_to_local(self, column: str) -> str:
        """SQL for the wall time that the zone shows at an instant (UTC timestamp)."""
        bounds = [change.at for change in self.changes]
        return self._within(column, _tree(column, bounds, [f"{column} {_interval(o)}" for o in self._offsets()]))

    def local_date(self, column: str) -> str:
        """SQL for the date at an instant (UTC timestamp); a day that has begun is not left again."""
        date_shown = f"CAST({self.utc_to_local(column)} AS DATE)"
        repeated = "".join(
            f"WHEN {column} >= {_timestamp(first)} AND {column} < {_timestamp(until)} THEN DATE '{day}' "
            for first, until, day in self._put_back_over_midnight()
        )
        return f"CASE {repeated}ELSE {date_shown} END" if repeated else date_shown

    def _put_back_over_midnight(self) -> list[tuple[datetime, datetime, date]]:
        """From when until when (UTC, naive) the wall calendar shows again the date before one that has begun."""
        found = []
        for change in self.changes:
            begun = (change.at + change.before - MICROSECOND).date()
            if (change.at + change.after).date() < begun:
                found.append((change.at, datetime(begun.year, begun.month, begun.day) - change.after, begun))
        return found

    def local_to_utc(self, column: str) -> str:
        """SQL for the instant of a wall time: the first of a fold; in a gap moved forward by the gap."""
        bounds = [change.wall for change in self.changes]
        return self._within(column, _tree(column, bounds, [f"{column} {_interval(-o)}" for o in self._offsets()]))

    def days_without_midnight(self) -> list[date]:
        """Local dates whose first instant is not 00:00, which Python converts."""
        missing = []
        for change in self.changes:
            day = (change.at + change.before).date()
            while day <= (change.at + change.after).date():
                if change.at + change.before <= datetime(day.year, day.month, day.day) < change.at + change.after:
                    missing.append(day)
                day += timedelta(days=1)
        return missing

    def _offsets(self) -> list[timedelta]:
        return [self.initial, *(change.after for change in self.changes)]

    def covers(self, column: str) -> str:
        """SQL: the instant or wall time lies where the expressions are not NULL."""
        # Two days of distance from the ends, so that neither a wall time nor its instant leaves the range.
        low, high = self.first + timedelta(days=2), self.last - timedelta(days=2)
        return f"{column} BETWEEN {_timestamp(low)} AND {_timestamp(high)}"

    def _within(self, column: str, tree: str) -> str:
        return f"CASE WHEN {self.covers(column)} THEN {tree} END"


@lru_cache(maxsize=16)
def zone_offsets(zone: ZoneInfo, first_year: int, last_year: int) -> ZoneOffsets:
    """The offsets of a zone in the years from `first_year` to `last_year`."""
    first, last = datetime(first_year, 1, 1) - timedelta(days=3), datetime(last_year, 12, 31) + timedelta(days=4)
    changes: list[OffsetChange] = []
    at, offset = first, _offset(zone, first)
    while at < last:
        following = at + STEP
        later = _offset(zone, following)
        if later != offset:
            changes.append(OffsetChange(_change_between(zone, at, following), offset, later))
        at, offset = following, later
    return ZoneOffsets(first, last, _offset(zone, first), tuple(changes))


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second of the new offset, which begins after `low` and not after `high`."""
    old = _offset(zone, low)
    while high - low > ONE_SECOND:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if _offset(zone, middle) == old:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _tree(column: str, bounds: Sequence[datetime], values: Sequence[str]) -> str:
    """A CASE that takes values[k] where k bounds are at or before the column, as a balanced tree."""
    if not bounds or len(set(values)) == 1:
        return values[0]
    middle = len(bounds) // 2
    earlier = _tree(column, bounds[:middle], values[: middle + 1])
    later = _tree(column, bounds[middle + 1 :], values[middle + 1 :])
    return f"CASE WHEN {column} < {_timestamp(bounds[middle])} THEN {earlier} ELSE {later} END"


def _interval(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    return f"+ INTERVAL {seconds} SECOND" if seconds >= 0 else f"- INTERVAL {-seconds} SECOND"


def _timestamp(instant: datetime) -> str:
    return f"TIMESTAMP '{instant.isoformat(sep=' ')}'"
