"""The line under a result that says how it came about, so that anyone can make it again."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from isonomia.locale import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from isonomia.scheme.scheme import Scheme
    from isonomia.score.statement.model import Instants


def footer(scheme: "Scheme", times: "Instants", engine: str) -> str:
    """Scheme, times, engine and time-zone data; a forecast is labelled as one."""
    from isonomia.periods import tzdata_version

    parts = [
        _("scheme {name}").format(name=scheme.name),
        _("as of {time}").format(time=instant_text(times.as_of, scheme.zone)),
        _("known at {time}").format(time=instant_text(times.known_at, scheme.zone)),
        _("engine {name}").format(name=engine),
        f"tzdata {tzdata_version()}",
    ]
    return " · ".join(parts) + "\n" + (forecast() + "\n" if times.is_forecast else "")


def forecast() -> str:
    """The label of a result whose as_of is after its known_at."""
    return _("forecast: as_of is after known_at; the result assumes that nothing more happens until then")


def instant_text(instant: datetime, zone: "ZoneInfo") -> str:
    """What `--as-of` would take to mean this instant: a date for the end of a local day, else a time in UTC."""
    from isonomia.periods import last_instant, local_date

    day = local_date(instant, zone)
    if instant == last_instant(day, zone):
        return day.isoformat()
    utc = instant.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds" if utc.microsecond else "seconds") + "Z"
