"""Taking records in: read, checked against what is there, and kept, in one transaction with all that follows.

A batch is checked with a few questions to the database, not with a few for each row. Each row has its own outcome, in
the order of the rows; a row that is refused leaves the others untouched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from isonomia.ledger.parse_record import RawRow, RecordParser, RowFault
from isonomia.ledger.record import AnyRecord, Correction, Decision, Event, Measure, Membership, Origin
from isonomia.ledger.validate import validate
from isonomia.periods import local_date
from isonomia.scheme.measures import measures_of
from isonomia.scheme.scheme import Scheme
from isonomia.service.database.statements import among, insert_all, insert_new
from isonomia.service.instance.secrets import keyed
from isonomia.service.members.tables import person
from isonomia.service.records.known import Known, known_about
from isonomia.service.records.load import records_of
from isonomia.service.records.outcome import Outcome, Refused, Taken
from isonomia.service.records.tables import pending_leaf, record
from isonomia.service.records.wire import (
    body_of,
    key_text,
    kind_of,
    logged_bytes,
    record_from,
    record_key,
)
from isonomia.service.scheme_versions.succession import SourceDays
from isonomia.service.standings.stale import mark_stale
from isonomia.transparency.commitment import commitment_to

LONGEST_KEY = 2_000
"""Bytes of what makes two records one: PostgreSQL keeps no more than 2,704 in an index."""


@dataclass(frozen=True)
class Intake:
    """What taking in needs to know: the scheme in force, the moment, who hands in, and the tombstones' key.

    `source_days` are the days of sources that came with a later version of the scheme, or have gone.
    """

    scheme: Scheme
    now: datetime
    recorded_by: str
    tombstone_key: bytes
    source_days: Mapping[str, SourceDays] = field(default_factory=dict)

    @cached_property
    def parser(self) -> RecordParser:
        """Reads the rows of a batch; it is made once for all of them."""
        return RecordParser(self.scheme)

    def read(self, row: RawRow) -> AnyRecord | Refused:
        """A raw row as a record of this moment; the time of recording is the service's to say."""
        if row.get("recorded_at") is not None:
            return Refused("record-time", "`recorded_at` in a record", "none", "leave it out: the service writes it")
        try:
            read = self.parser.parse({**row, "recorded_at": self.now}, Origin("request", 0))
        except RowFault as fault:
            return Refused(fault.code, fault.found, fault.expected, fault.remedy)
        if isinstance(read, Measure) and read.measure not in measures_of(self.scheme):
            return Refused(
                "record-measure",
                f"the measure '{read.measure}', which only an earlier version of the scheme used",
                "a measure of the version in force",
                "leave it out: it would change nothing",
            )
        length = len(record_key(read).encode())
        if length > LONGEST_KEY:
            return Refused(
                "record-key-length",
                f"a key of {length} bytes",
                f"at most {LONGEST_KEY}",
                "give shorter numbers, and a correction a `correction_id`",
            )
        return read

    def mac(self, source: str, event_id: str) -> str:
        """The tombstone of an erased event."""
        return keyed(self.tombstone_key, source, event_id)


def take_in(connection: Connection, intake: Intake, rows: Sequence[RawRow]) -> list[Outcome]:
    """Take rows of any kind in, and say of each what became of it."""
    return take_records(connection, intake, [intake.read(row) for row in rows])


def take_records(connection: Connection, intake: Intake, records: Sequence[AnyRecord | Refused]) -> list[Outcome]:
    """Take read records in. Events first and together, as most rows are events; then the others, one by one."""
    outcomes: dict[int, Outcome] = {n: item for n, item in enumerate(records) if isinstance(item, Refused)}
    events = {n: item for n, item in enumerate(records) if isinstance(item, Event)}
    outcomes |= _take_events(connection, intake, events)
    for number, item in enumerate(records):
        if number not in outcomes:
            outcomes[number] = _take_other(connection, intake, cast(AnyRecord, item))
    return [outcomes[number] for number in range(len(records))]


# -- events ------------------------------------------------------------------------------------------------------------


def _take_events(connection: Connection, intake: Intake, events: Mapping[int, Event]) -> dict[int, Outcome]:
    if not events:
        return {}
    macs = {number: intake.mac(event.source, event.event_id) for number, event in events.items()}
    known = known_about(connection, intake.scheme, list(events.values()), list(macs.values()))
    today = local_date(intake.now, intake.scheme.zone)
    outcomes: dict[int, Outcome] = {}
    sound: dict[int, Event] = {}
    for number, event in events.items():
        objection = _objection(intake, known, today, event, macs[number])
        if objection is not None:
            outcomes[number] = objection
        else:
            sound[number] = event
    rows = {number: _row(intake, event, event.member) for number, event in sound.items()}
    added = _keep(connection, list(rows.values()))
    kept = _bodies(connection, {row["record_key"] for row in rows.values()} - added)
    first: dict[str, int] = {}
    for number, row in rows.items():
        key, event = row["record_key"], sound[number]
        is_new = first.setdefault(key, number) == number and key in added
        is_same = is_new or row["body"] == (kept[key] if key in kept else rows[first[key]]["body"])
        outcomes[number] = Taken(event, is_new) if is_same else _another(event)
    return outcomes


def _objection(intake: Intake, known: Known, today: date, event: Event, mac: str) -> Refused | None:
    """Why an event cannot be taken in; None if it can."""
    if mac in known.erased:
        return Refused("record-erased", f"event '{event.event_id}' of '{event.source}', which was erased")
    stretches = known.enrolled.get(event.member, ())
    if not any(stretch.holds(event.occurred_on) for stretch in stretches):
        return Refused(
            "record-not-a-member",
            f"an event of '{event.member}' on {event.occurred_on}, who is no member on that day",
            "a day between joining and leaving",
        )
    if (event.member, event.source) not in known.consents:
        return Refused(
            "record-no-consent",
            f"an event of '{event.source}' about '{event.member}', who has not agreed to this source",
            "facts of sources that the member agreed to",
        )
    if event.occurred_on > today:
        return Refused("record-future", f"an event on {event.occurred_on}", "a day that has come")
    return _outside_days(intake.source_days.get(event.source), event)


def _outside_days(days: SourceDays | None, event: Event) -> Refused | None:
    """Why a fact of a day is not taken in: the scheme had no such source then."""
    if days is None:
        return None
    found = f"an event of '{event.source}' on {event.occurred_on}"
    if days.begins is not None and event.occurred_on < days.begins:
        return Refused("record-source-closed", found, f"a day from {days.begins} on: before, there was no such source")
    if days.until is not None and event.occurred_on >= days.until:
        return Refused("record-source-closed", found, f"a day before {days.until}: the source ended with it")
    return None


def _another(item: AnyRecord) -> Refused:
    name = kind_of(item)
    return Refused(
        "ledger-key",
        f"another {name} under the same key than the one in the ledger",
        "the same record, or a key of its own",
        "to change what was recorded, send a `correction`; nothing is edited",
    )


# -- everything else ---------------------------------------------------------------------------------------------------


def _take_other(connection: Connection, intake: Intake, item: AnyRecord) -> Outcome:
    """Any record but an event: checked within its member's whole account."""
    key = record_key(item)
    kept = _bodies(connection, {key})
    if key in kept:
        is_same = _without_words(kept[key], intake, item) == _without_words(body_of(item), intake, item)
        return Taken(item, is_new=False) if is_same else _another(item)
    member = _member_of(connection, item)
    if isinstance(member, Refused):
        return member
    moved_to = item.member if isinstance(item, Correction) and item.member not in (None, member) else None
    own = records_of(connection, intake.scheme, member)
    if moved_to is not None:
        own += records_of(connection, intake.scheme, moved_to)
    is_leave = isinstance(item, Membership) and item.kind == "leave"
    if is_leave and not any(kind_of(record) == "join" for record in own):
        # a ledger of which nobody joins may hold leaves alone; here everybody joins
        found = f"a leave of '{member}' without a join before it"
        return Refused("ledger-membership", found, "joins and leaves in turn")
    checked = validate([*own, item])
    if checked.faults:
        fault = checked.faults[0]
        return Refused(fault.code, fault.found, fault.expected, fault.remedy)
    _keep(connection, [_row(intake, item, member)])
    if moved_to is not None:
        _move(connection, cast(Correction, item), moved_to)
        mark_stale(connection, {moved_to})
    return Taken(item, is_new=True)


def _without_words(body: str, intake: Intake, item: AnyRecord) -> AnyRecord:
    """A kept record without free text and time, in which equal records may differ."""
    made = record_from(intake.scheme, body, item.recorded_at, 0)
    neutral: dict[str, Any] = {name: None for name in ("reason", "by") if hasattr(made, name)}
    return replace(made, **neutral)


def _member_of(connection: Connection, item: AnyRecord) -> str | Refused:
    """Whose account the record belongs to; of what names an event, the member whose event it is now."""
    if isinstance(item, Membership) or kind_of(item) == "measure":
        member = str(getattr(item, "member"))  # noqa: B009  # a measure has one too
        is_known = connection.execute(select(person.c.person_id).where(person.c.member == member)).first()
        unknown = Refused("record-not-a-member", f"'{member}', whom the service does not know", "a member's number")
        return member if is_known else unknown
    source, event_id = getattr(item, "source", None), getattr(item, "event_id", None)
    wanted = record.c.record_key == _key_of_reference(item)
    if source is not None and event_id is not None:
        wanted = (record.c.kind == "event") & (record.c.source == source) & (record.c.event_id == event_id)
    found = connection.execute(select(record.c.member).where(wanted)).scalar()
    if found is None:
        return Refused("ledger-reference", "a record that names what is not in the ledger", "one that was recorded")
    return str(found)


def _key_of_reference(item: AnyRecord) -> str:
    """The key of what a decision, or the withdrawal of a measure, names."""
    if isinstance(item, Decision):
        return key_text("dispute", item.dispute_id)
    return key_text("measure", getattr(item, "measure_id", ""))


def _move(connection: Connection, item: Correction, member: str) -> None:
    """An event that turns out to be another member's takes its corrections, disputes and decisions along."""
    disputes = select(record.c.record_key).where(
        record.c.kind == "dispute", record.c.source == item.source, record.c.event_id == item.event_id
    )
    keys = [key.replace('["dispute"', '["decision"', 1) for key in connection.execute(disputes).scalars()]
    is_of_event = (record.c.source == item.source) & (record.c.event_id == item.event_id)
    connection.execute(
        update(record).where(is_of_event | among(connection, record.c.record_key, keys)).values(member=member)
    )


# -- keeping -----------------------------------------------------------------------------------------------------------


def _row(intake: Intake, item: AnyRecord, member: str) -> dict[str, Any]:
    """A record as the ledger keeps it, in its member's account."""
    return {
        "kind": kind_of(item),
        "record_key": record_key(item),
        "member": member,
        "recorded_at": item.recorded_at,
        "source": getattr(item, "source", None),
        "event_id": getattr(item, "event_id", None),
        "occurred_at": getattr(item, "occurred_at", None),
        "body": body_of(item),
        "recorded_by": intake.recorded_by,
    }


def _keep(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Add records to the ledger; returns the keys that are new."""
    added = insert_new(connection, record, rows, "record_key")
    new = {row["record_key"]: row for row in reversed(rows) if row["record_key"] in added}  # of equal keys the first
    if new:
        mark_stale(connection, {str(row["member"]) for row in new.values()})
        commit_to_log(connection, list(reversed(new.values())))
    return added


def _bodies(connection: Connection, keys: set[str]) -> dict[str, str]:
    if not keys:
        return {}
    wanted = select(record.c.record_key, record.c.body).where(among(connection, record.c.record_key, keys))
    return dict(connection.execute(wanted).all())


def commit_to_log(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Leave a commitment to each new record for the log: a digest under the member's own key, nothing else."""
    members = {row["member"] for row in rows}
    keys = dict(
        connection.execute(
            select(person.c.member, person.c.fact_key).where(among(connection, person.c.member, members))
        ).all()
    )
    leaves = [
        {
            "commitment": commitment_to(
                bytes.fromhex(keys[row["member"]]), logged_bytes(row["body"], row["recorded_at"])
            ).hex()
        }
        for row in rows
    ]
    insert_all(connection, pending_leaf, leaves)
