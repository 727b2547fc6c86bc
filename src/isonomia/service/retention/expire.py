"""Deleting facts whose time is over: their retention has run, and nothing of the score hangs on them any more.

A fact goes as an erased one does, with all that refers to it; a keyed tombstone refuses it from then on, and the log
keeps its digest. Each member's account must be the same without the facts, in the transaction that deletes them, or
nothing is deleted.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from isonomia.ledger.record import AnyRecord, Decision, Dispute
from isonomia.periods import ONE_DAY, first_instant
from isonomia.scheme.keeping import DAYS_LEFT_PROVABLE, Keeping, keeping_of
from isonomia.scheme.scheme import Scheme
from isonomia.score.history import History
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from isonomia.service.claims.tables import claim
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.database.statements import among, put
from isonomia.service.disputes.tables import dispute
from isonomia.service.erasures.erasures import leave_tombstones
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.people import hold
from isonomia.service.notices.tables import notice
from isonomia.service.records.load import history_of, records_of
from isonomia.service.records.tables import record
from isonomia.service.retention.tables import expiry
from isonomia.service.standings.stale import forget_remembered
from isonomia.service.statistics.questions import A_YEAR

MOST_AT_ONCE = 25
logger = logging.getLogger("isonomia.retention")
Key = tuple[str, str]
"""Source and number of an event."""


@dataclass(frozen=True)
class Batch:
    """Some members whose facts were looked at: how many facts went, and after whom to go on; None: nobody is left."""

    deleted: int
    last: str | None


def expire_some(instance: Instance, after: str = "") -> Batch:
    """Delete what is over of the next members with old facts, in the order of their names."""
    with instance.database.reading() as connection:
        scheme = instance.version(connection).scheme
        keeping = keeping_of(scheme)
        if not keeping:
            return Batch(0, None)
        wanted = select(record.c.member).where(record.c.member > after, _may_be_over(scheme, keeping, instance.today))
        members = connection.execute(wanted.distinct().order_by(record.c.member).limit(MOST_AT_ONCE)).scalars().all()
    if not members:
        return Batch(0, None)
    with instance.database.writing() as connection:
        deleted = sum(_expire(connection, instance, scheme, keeping, member) for member in members)
    return Batch(deleted, members[-1] if len(members) == MOST_AT_ONCE else None)


def _may_be_over(scheme: Scheme, keeping: Mapping[str, Keeping], today: date) -> ColumnElement[bool]:
    """Rows that are old enough by what they say themselves; a correction may say that the event is younger."""
    return or_(
        *[
            (record.c.kind == "event")
            & (record.c.source == source)
            & (record.c.occurred_at < first_instant(_last_day(kept, today) + ONE_DAY, scheme.zone))
            for source, kept in sorted(keeping.items())
        ]
    )


def _last_day(kept: Keeping, today: date) -> date:
    """The latest day whose facts go today."""
    day = today - timedelta(days=kept.retention.shortest_days())
    while not kept.is_over(day, today):
        day -= ONE_DAY
    return day


def _expire(
    connection: Connection, instance: Instance, scheme: Scheme, keeping: Mapping[str, Keeping], member: str
) -> int:
    """Delete what is over of one member; returns how many facts that was."""
    hold(connection, member)
    if _has_open_matter(connection, member, instance.now - A_YEAR):
        return 0
    records = records_of(connection, scheme, member)
    history = history_of(member, records, instance.now)
    if history is None:
        return 0
    events = [fact.event for fact in history.facts] + [item.event for item in history.gone]
    over = {
        (event.source, event.event_id)
        for event in events
        if event.source in keeping and keeping[event.source].is_over(event.occurred_on, instance.today)
    }
    if not over:
        return 0
    gone = _with_all_that_refers(records, over)
    rest = history_of(member, [item for item in records if item.origin.row not in gone], instance.now)
    if rest is None or _effects(scheme, rest, instance) != _effects(scheme, history, instance):
        logger.error("facts whose time is over still matter to a score: none was deleted")
        return 0
    _delete(connection, instance, member, over, gone)
    forget_remembered(connection, member)
    _delete_notices(connection, instance, member, max(keeping[source].most_days for source, _ in over), scheme)
    known = {"member": member, "known_from": instance.today - timedelta(days=DAYS_LEFT_PROVABLE)}
    put(connection, expiry, [known], ["member"])
    return len(over)


def _has_open_matter(connection: Connection, member: str, since: datetime) -> bool:
    """Whether something is under way in which old facts may still be looked at, or was since then.

    What became of the disputes of a year is counted, with those whose facts are old.
    """
    open_ones = (
        select(dispute.c.dispute_id).where(dispute.c.member == member, dispute.c.is_open),
        select(record.c.record_id).where(
            record.c.member == member, record.c.kind == "dispute", record.c.recorded_at > since
        ),
        select(claim.c.claim_id).where(claim.c.member == member, claim.c.is_open),
        select(consequence_case.c.case_id).where(
            consequence_case.c.member == member, consequence_case.c.waits_for.is_not(None)
        ),
    )
    return any(connection.execute(wanted.limit(1)).first() is not None for wanted in open_ones)


def _with_all_that_refers(records: Iterable[AnyRecord], over: Collection[Key]) -> set[int]:
    """The rows of some events, and of the corrections, withdrawals, disputes and decisions that name them."""
    rows, disputes, decisions = set(), set(), []
    for item in records:
        if isinstance(item, Decision):
            decisions.append(item)
        elif (getattr(item, "source", None), getattr(item, "event_id", None)) in over:
            rows.add(item.origin.row)
            if isinstance(item, Dispute):
                disputes.add(item.dispute_id)
    return rows | {item.origin.row for item in decisions if item.dispute_id in disputes}


def _effects(scheme: Scheme, history: History, instance: Instance) -> tuple[object, ...]:
    """All that an account means to a member today, and the day on which that changes by itself."""
    accounts = AccountsOverTime(scheme, history)
    now = accounts.at(instance.now)
    counting = [
        (entry.rule.name, entry.date, entry.source, entry.event_id, entry.raw, entry.left, entry.ends)
        for entry in now.entries
        if entry.points_on(now.today)
    ]
    ceilings = [(item.band, item.first, item.ends) for item in now.ceilings if item.ends > now.today]
    return now.total, now.band, counting, ceilings, next_change(accounts, instance.now)


def _delete(connection: Connection, instance: Instance, member: str, over: Collection[Key], rows: set[int]) -> None:
    numbers = sorted(rows)
    for begin in range(0, len(numbers), 500):
        connection.execute(delete(record).where(record.c.record_id.in_(numbers[begin : begin + 500])))
    for source in sorted({source for source, _event in over}):
        events = [event for name, event in sorted(over) if name == source]
        of_source = (dispute.c.member == member) & (dispute.c.source == source)
        connection.execute(delete(dispute).where(of_source, among(connection, dispute.c.event_id, events)))
        of_member = claim.c.member == member  # what was confirmed has the event's name
        connection.execute(delete(claim).where(of_member, among(connection, claim.c.claim_id, events)))
    leave_tombstones(connection, instance, sorted(over))


def _delete_notices(connection: Connection, instance: Instance, member: str, days: int, scheme: Scheme) -> None:
    """Notices as old as the facts go with them, as they quote what was recorded."""
    since = first_instant(instance.today - timedelta(days=days), scheme.zone)
    connection.execute(delete(notice).where(notice.c.member == member, notice.c.created_at < since))


class Expiry:
    """Looks through all members once a day, a few at a time."""

    def __init__(self) -> None:
        self.done_on: date | None = None
        self.after = ""

    def __call__(self, instance: Instance) -> bool:
        today = instance.today
        if self.done_on == today:
            return False
        batch = expire_some(instance, self.after)
        if batch.deleted:
            instance.database.forget()
        self.after = batch.last or ""
        if batch.last is None:
            self.done_on = today
        return batch.last is not None
