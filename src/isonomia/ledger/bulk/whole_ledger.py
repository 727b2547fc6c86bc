"""The rules of the whole ledger, for event tables larger than memory.

SQL finds the events that a rule could concern: keys that occur more than once, events that other records name, and
events outside their member's enrolment. Only these go to `validate`, with all records that are not events, so what it
says is what it would say of the whole. The rest has one record a key, no corrections and an enrolled member.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from isonomia.ledger.bulk.staging import Staging, in_parts
from isonomia.ledger.enrolment import enrolments
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.read import rejected, settle
from isonomia.ledger.record import AnyRecord, Correction, Dispute, Event, Membership, Withdrawal
from isonomia.ledger.validate import validate

CONCERNED = "concerned"
ENROLMENT = "enrolment"


def settle_tables(staging: Staging) -> Ledger:
    """Leave only sound events in the tables; returns the sound ledger of all other records, without events."""
    memberships = [record for record in staging.procedures if isinstance(record, Membership)]
    others = [record for record in staging.procedures if not isinstance(record, Membership)]
    sound = list(settle([*memberships], staging.faults).memberships)
    has_joins = any(record.kind == "join" for record in sound)
    _create_concerned(staging, others)
    outside = _not_enrolled(staging, sound) if has_joins else None
    if outside is not None:
        for source in staging.scheme.fields:
            _reject_outsiders(staging, source, outside, sound)
    events = [event for source in staging.scheme.fields for event in staging.events(source, _is_concerned(source))]
    records: list[AnyRecord] = [*events, *others, *sound]
    ledger = settle(records, staging.faults)
    for source in staging.scheme.fields:
        staging.connection.execute(f"DELETE FROM {staging.table(source)} AS event WHERE {_is_concerned(source)}")
    staging.insert_events(ledger.events.values())
    return replace(ledger, events={})


def _create_concerned(staging: Staging, others: Sequence[AnyRecord]) -> None:
    """The keys of the events that occur more than once, or that another record names."""
    named = {
        (record.source, record.event_id)
        for record in others
        if isinstance(record, (Correction, Withdrawal, Dispute)) and record.event_id is not None
    }
    schema = pa.schema([("source", pa.string()), ("event_id", pa.string())])
    rows = [{"source": source, "event_id": event_id} for source, event_id in named]
    staging.connection.register("named_events", pa.Table.from_pylist(rows, schema))
    staging.connection.execute(f"CREATE OR REPLACE TABLE {CONCERNED} AS SELECT * FROM named_events")
    staging.connection.unregister("named_events")
    for source in staging.scheme.fields:
        table = staging.table(source)
        # Grouping by a hash needs a fraction of the memory that the ids themselves would; it may find too many.
        staging.connection.execute(f"""
            INSERT INTO {CONCERNED}
            SELECT DISTINCT '{source}', event_id FROM {table}
            WHERE hash(event_id) IN (
                SELECT digest FROM (SELECT hash(event_id) AS digest FROM {table}) GROUP BY digest HAVING count(*) > 1)
        """)


def _is_concerned(source: str) -> str:
    return f"event_id IN (SELECT event_id FROM {CONCERNED} WHERE source = '{source}')"


def _not_enrolled(staging: Staging, memberships: list[Membership]) -> str:
    """SQL: the event falls outside its member's enrolment, going by its own member and date."""
    by_member: dict[str, list[Membership]] = {}
    for record in memberships:
        by_member.setdefault(record.member, []).append(record)
    rows = [
        {"member": member, "first": stretch.first, "last": stretch.last or date.max}
        for member, own in by_member.items()
        for stretch in enrolments(own)
    ]
    schema = pa.schema([("member", pa.string()), ("first", pa.date32()), ("last", pa.date32())])
    staging.connection.register("stretches", pa.Table.from_pylist(rows, schema))
    staging.connection.execute(f"CREATE OR REPLACE TABLE {ENROLMENT} AS SELECT * FROM stretches")
    staging.connection.unregister("stretches")
    return (
        f"NOT EXISTS (SELECT 1 FROM {ENROLMENT} AS stretch WHERE stretch.member = event.member "
        "AND event.occurred_on >= stretch.first AND event.occurred_on <= stretch.last)"
    )


def _reject_outsiders(staging: Staging, source: str, outside: str, memberships: list[Membership]) -> None:
    """Events that nothing corrects and whose member is not enrolled: a fault each, and out of the table."""
    condition = f"NOT {_is_concerned(source)} AND {outside}"
    found = False
    for events in in_parts(staging.events(source, condition)):
        found = True
        for fault in validate([*events, *_needed(events, memberships)]).faults:
            staging.faults.add(rejected(fault))
    if found and staging.faults.sets_aside:
        staging.connection.execute(f"DELETE FROM {staging.table(source)} AS event WHERE {condition}")


def _needed(events: list[Event], memberships: list[Membership]) -> Iterator[Membership]:
    """The memberships of these members, and a join, which makes enrolment explicit."""
    members = {event.member for event in events}
    yield next(record for record in memberships if record.kind == "join")
    yield from (record for record in memberships if record.member in members)
