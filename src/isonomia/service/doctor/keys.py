"""The log's keys: whether a changeover from one to another ends soon, or has ended lately."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from isonomia.locale import _
from isonomia.service.doctor.line import Level, Line
from isonomia.service.log.tables import log_succession

REMIND = timedelta(days=14)


def changeover(connection: Connection, now: datetime) -> Iterator[Line]:
    """Remind of the last day on which an old key of the log signs beside the one that follows it."""
    row = connection.execute(select(log_succession).order_by(log_succession.c.number.desc()).limit(1)).first()
    if row is None or row.both_until is None or row.both_until < now - REMIND:
        return
    when = row.both_until.isoformat(timespec="minutes")
    if row.both_until <= now:
        yield Line(
            Level.WARN,
            _("the old key of the log signs no more since {when}").format(when=when),
            _("see that it stands nowhere any more; who knows it alone is led on by /log/successions"),
        )
    elif row.both_until - now <= REMIND:
        yield Line(
            Level.WARN,
            _("the old key of the log signs only until {when}").format(when=when),
            _("publish the new key wherever the old one stands, and give it to witnesses"),
        )
    else:
        yield Line(Level.OK, _("the log is signed by the old key as well until {when}").format(when=when))
