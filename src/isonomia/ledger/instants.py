"""Times as ledgers and options write them. ValueError says what was expected."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from isonomia.periods import FIRST_YEAR, LAST_YEAR, first_instant, localize

TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(:(?P<second>[0-9]{2})([.,](?P<fraction>[0-9]+))?)?"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD."""
    try:
        if DAY.fullmatch(text) is None:
            raise ValueError
        return _in_years(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"a date such as 2025-03-31, from {FIRST_YEAR} to {LAST_YEAR}") from None


def parse_recorded(text: str) -> datetime:
    """Read an instant with an offset."""
    instant, has_offset = _parse(text)
    if not has_offset:
        raise ValueError("a time with an offset such as 2025-03-31T12:00:00Z or ...+02:00")
    return instant


def parse_occurred(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant; without an offset it is local, a bare date its first instant."""
    if DAY.fullmatch(text):
        return first_instant(parse_day(text), zone)
    instant, has_offset = _parse(text)
    return instant if has_offset else localize(instant.replace(tzinfo=None), zone)


def _parse(text: str) -> tuple[datetime, bool]:
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError("a time such as 2025-03-31T12:00:00+02:00")
    if match["second"] == "60":
        raise ValueError("a time without a leap second (60)")
    fraction = (match["fraction"] or "").ljust(6, "0")
    if fraction[6:].strip("0"):
        raise ValueError("a time no finer than a microsecond")
    try:
        day = _in_years(date.fromisoformat(match["day"]))
        wall = datetime(
            day.year,
            day.month,
            day.day,
            int(match["hour"]),
            int(match["minute"]),
            int(match["second"] or 0),
            int(fraction[:6]),
        )
        return wall.replace(tzinfo=_offset(match["offset"])).astimezone(UTC), match["offset"] is not None
    except ValueError:
        raise ValueError(f"a time that exists, such as 2025-03-31T12:00:00Z, {FIRST_YEAR} to {LAST_YEAR}") from None


def _offset(text: str | None) -> timezone:
    if text is None or text in "Zz":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise ValueError
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def _in_years(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day
