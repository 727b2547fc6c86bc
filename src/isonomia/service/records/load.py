"""A member's part of the ledger, read back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from isonomia.ledger.ledger import EventKey, Ledger
from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    Measure,
    Membership,
    Withdrawal,
)
from isonomia.scheme.scheme import Scheme
from isonomia.score.history import History, histories
from isonomia.service.database.statements import among
from isonomia.service.records.tables import record
from isonomia.service.records.wire import RecordReader

OF_MEMBER = (
    select(record.c.body, record.c.recorded_at, record.c.record_id)
    .where(record.c.member == bindparam("member"))
    .order_by(record.c.record_id)
)


def records_of(connection: Connection, scheme: Scheme, member: str) -> list[AnyRecord]:
    """All records that are part of a member's account, in the order in which they were taken in."""
    rows = connection.execute(OF_MEMBER, {"member": member}).all()
    reader = RecordReader(scheme)
    return [reader.read(body, recorded_at, number) for body, recorded_at, number in rows]


def records_by_member(connection: Connection, scheme: Scheme, members: Sequence[str]) -> dict[str, list[AnyRecord]]:
    """The same for some members, in one question to the database."""
    found: dict[str, list[AnyRecord]] = {member: [] for member in members}
    rows = connection.execute(
        select(record.c.member, record.c.body, record.c.recorded_at, record.c.record_id)
        .where(among(connection, record.c.member, members))
        .order_by(record.c.record_id)
    ).all()
    reader = RecordReader(scheme)
    for member, body, recorded_at, number in rows:
        found[member].append(reader.read(body, recorded_at, number))
    return found


def history_of(member: str, records: Sequence[AnyRecord], now: datetime) -> History | None:
    """What the records say of the member by now; None where they do not name the member.

    A clock that was set back never hides what was taken in: the latest record counts as known.
    """
    known_at = max([now, *[item.recorded_at for item in records]])
    return histories(kept_ledger(records), known_at, [member]).get(member)


def history_of_participant(member: str, records: Sequence[AnyRecord], now: datetime, today: date) -> History | None:
    """The same of whoever takes part on a local day; None for everybody else."""
    history = history_of(member, records, now)
    return history if history is not None and not history.has_left(today) else None


def kept_ledger(records: Iterable[AnyRecord]) -> Ledger:
    """The ledger that some kept records make. Each was checked when it was taken in, and is not checked again."""
    events: dict[EventKey, Event] = {}
    corrections: dict[EventKey, tuple[Correction, ...]] = {}
    withdrawals: dict[EventKey, Withdrawal] = {}
    disputes: dict[str, Dispute] = {}
    decisions: dict[str, Decision] = {}
    measures: dict[str, Measure] = {}
    withdrawn: dict[str, Withdrawal] = {}
    memberships: list[Membership] = []
    for item in records:
        match item:
            case Event():
                events[(item.source, item.event_id)] = item
            case Correction():
                key = (item.source, item.event_id)
                corrections[key] = (*corrections.get(key, ()), item)
            case Withdrawal() if item.measure_id is not None:
                withdrawn[item.measure_id] = item
            case Withdrawal():
                withdrawals[(item.source or "", item.event_id or "")] = item
            case Dispute():
                disputes[item.dispute_id] = item
            case Decision():
                decisions[item.dispute_id] = item
            case Measure():
                measures[item.measure_id] = item
            case Membership():
                memberships.append(item)
    return Ledger(events, corrections, withdrawals, disputes, decisions, measures, withdrawn, tuple(memberships))
