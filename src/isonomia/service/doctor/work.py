"""What is waiting, and for how long."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from isonomia.locale import _
from isonomia.service.backups.take import LAST
from isonomia.service.doctor.line import Level, Line
from isonomia.service.instance.instance import RESTORING
from isonomia.service.instance.tables import setting
from isonomia.service.records.tables import pending_leaf, record
from isonomia.service.standings.tables import IS_STALE, standing
from isonomia.service.webhooks.tables import webhook_delivery

LATE = timedelta(minutes=10)
MANY_ATTEMPTS = 5
BACKUP_TOO_OLD = timedelta(days=2)


def _count(connection: Connection, statement: object) -> int:
    return int(connection.execute(statement).scalar_one())  # type: ignore[call-overload]


def stuck_deliveries(connection: Connection, now: datetime) -> Iterator[Line]:
    """Messages to recipients that keep failing, or that nobody sends."""
    delivery = webhook_delivery.c
    undone = select(func.count()).select_from(webhook_delivery).where(delivery.due_at.is_not(None))
    failing = _count(connection, undone.where(delivery.attempts >= MANY_ATTEMPTS))
    late = _count(connection, undone.where(delivery.due_at < now - LATE))
    if failing:
        answers = connection.execute(
            select(delivery.last_answer)
            .where(delivery.due_at.is_not(None), delivery.attempts >= MANY_ATTEMPTS)
            .distinct()
        ).scalars()
        what = _("{count} messages to recipients have failed {times} times or more: {answers}").format(
            count=failing, times=MANY_ATTEMPTS, answers=", ".join(sorted(answers))
        )
        yield Line(Level.WARN, what, _("a steward sees the recipient's answers on the page 'Webhooks'"))
    if late:
        what = _("{count} messages to recipients have been due for over ten minutes").format(count=late)
        yield Line(Level.FAIL, what, _("the worker is not running: start the service"))
    if not failing and not late:
        yield Line(Level.OK, _("no message to a recipient is stuck"))


def behind(connection: Connection, now: datetime) -> Iterator[Line]:
    """Standings and the log against the ledger. Normal for a second after each fact; not for long."""
    last = connection.execute(select(func.max(record.c.recorded_at))).scalar()
    is_quiet = last is None or last < now - LATE
    stale = _count(connection, select(func.count()).select_from(standing).where(IS_STALE))
    unpublished = _count(connection, select(func.count()).select_from(pending_leaf))
    for count, what in (
        (stale, _("{count} standings are to be computed again").format(count=stale)),
        (unpublished, _("{count} records are not in the log yet").format(count=unpublished)),
    ):
        if count and is_quiet:
            yield Line(Level.FAIL, what, _("the worker is not running: start the service"))
        else:
            yield Line(Level.OK, what)


def backups(connection: Connection, now: datetime) -> Iterator[Line]:
    """When the last one was taken, and whether a restore was left half done."""
    found = dict(
        connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.in_((LAST, RESTORING)))).all()
    )
    if RESTORING in found:
        yield Line(
            Level.FAIL,
            _("a restore of this database was not finished"),
            _("run `isonomia admin restore --replace` with the same backup again"),
        )
    remedy = _("run `isonomia admin backup` every day, and keep it on another machine")
    if LAST not in found:
        yield Line(Level.WARN, _("no backup was ever taken with `isonomia admin backup`"), remedy)
        return
    taken = datetime.fromisoformat(found[LAST])
    what = _("the last backup is of {when}").format(when=taken.isoformat(timespec="minutes"))
    is_old = now - taken > BACKUP_TOO_OLD
    yield Line(Level.WARN if is_old else Level.OK, what, remedy if is_old else "")
