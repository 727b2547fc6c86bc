"""A member's part of the ledger, read back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from isonomia.ledger.record import AnyRecord
from isonomia.ledger.validate import validate
from isonomia.scheme.scheme import Scheme
from isonomia.score.history import History, histories
from isonomia.service.records.tables import record
from isonomia.service.records.wire import record_from


def records_of(connection: Connection, scheme: Scheme, member: str) -> list[AnyRecord]:
    """All records that are part of a member's account, in the order in which they were taken in."""
    rows = connection.execute(
        select(record.c.body, record.c.recorded_at, record.c.record_id)
        .where(record.c.member == member)
        .order_by(record.c.record_id)
    )
    return [record_from(scheme, body, recorded_at, number) for body, recorded_at, number in rows]


def records_by_member(connection: Connection, scheme: Scheme, members: Sequence[str]) -> dict[str, list[AnyRecord]]:
    """The same for some members, in one question to the database."""
    found: dict[str, list[AnyRecord]] = {member: [] for member in members}
    rows = connection.execute(
        select(record.c.member, record.c.body, record.c.recorded_at, record.c.record_id)
        .where(record.c.member.in_(members))
        .order_by(record.c.record_id)
    )
    for member, body, recorded_at, number in rows:
        found[member].append(record_from(scheme, body, recorded_at, number))
    return found


def history_of(member: str, records: Sequence[AnyRecord], now: datetime) -> History | None:
    """What the records say of the member by now; None where they do not name the member.

    A clock that was set back never hides what was taken in: the latest record counts as known.
    """
    checked = validate(records)
    assert not checked.faults, checked.faults  # nothing enters the ledger unchecked
    known_at = max([now, *(item.recorded_at for item in records)])
    return histories(checked.ledger, known_at, [member]).get(member)
