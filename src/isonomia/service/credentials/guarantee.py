"""Until when a member has a band for certain, by what is recorded now."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from isonomia.periods import ONE_DAY, last_instant
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from isonomia.service.scheme_versions.tables import scheme_version

LONGEST = timedelta(days=90)


def held_until(accounts: AccountsOverTime, as_of: datetime, goodness: int, last: date) -> date:
    """The last day, not after `last`, on which the band is at least that good if nothing more is recorded.

    The present one is: graces are in it, and points that fade on the way.
    """
    moment = as_of
    while True:
        day = next_change(accounts, moment)
        if day is None or day > last:
            return last
        moment = last_instant(day, accounts.scheme.zone)
        then = accounts.at(moment)
        if then.band is None or then.band.band.goodness < goodness:
            return day - ONE_DAY


def last_day_of_version(connection: Connection, today: date) -> date | None:
    """The day before the next announced version takes effect, as nobody knows a band under it yet."""
    wanted = select(func.min(scheme_version.c.effective_on)).where(
        scheme_version.c.state == "announced", scheme_version.c.effective_on > today
    )
    begins: date | None = connection.execute(wanted).scalar()
    return begins - ONE_DAY if begins is not None else None
