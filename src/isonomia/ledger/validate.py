"""The rules that hold for a ledger as a whole (docs/ledger.md): keys, references, order, membership.

Pure: records in, a Ledger and faults out. A fault names every record that it concerns.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from msgspec.structs import replace

from isonomia.diagnostics.yaml_document import shorten
from isonomia.ledger.corrections import conflicting_corrections, corrected
from isonomia.ledger.enrolment import enrolments, in_order
from isonomia.ledger.ledger import EventKey, Ledger
from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    Measure,
    Membership,
    Record,
    Withdrawal,
)

R = TypeVar("R", bound=Record)
FREE_TEXT = ("reason", "by")


@dataclass(frozen=True)
class LedgerFault:
    """A fault of one record (`record`), in the light of others; the record is to be set aside."""

    record: AnyRecord
    code: str
    found: str
    expected: str = ""
    remedy: str = ""


@dataclass
class Validation:
    """The sound ledger, and what was set aside with the reason."""

    ledger: Ledger
    faults: list[LedgerFault] = field(default_factory=list)


def validate(records: Iterable[AnyRecord]) -> Validation:
    """Check all records together. Arrival order never matters."""
    faults: list[LedgerFault] = []
    by_kind: dict[type, list[Any]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    events = _unique(by_kind.get(Event, []), lambda r: (r.source, r.event_id), _event_name, faults)
    disputes = _unique(by_kind.get(Dispute, []), lambda r: r.dispute_id, lambda r: f"dispute '{r.dispute_id}'", faults)
    decisions = _unique(
        by_kind.get(Decision, []), lambda r: r.dispute_id, lambda r: f"decision on '{r.dispute_id}'", faults
    )
    measures = _unique(by_kind.get(Measure, []), lambda r: r.measure_id, lambda r: f"measure '{r.measure_id}'", faults)
    withdrawals = _unique(
        by_kind.get(Withdrawal, []), lambda r: (r.source, r.event_id, r.measure_id), lambda _: "withdrawal", faults
    )
    memberships = _unique(
        by_kind.get(Membership, []),
        lambda r: (r.kind, r.member, r.occurred_at),
        lambda r: f"{r.kind} of '{r.member}'",
        faults,
    )
    corrections = _corrections(by_kind.get(Correction, []), events, faults)
    disputes = _known(disputes, lambda r: (r.source, r.event_id) in events, _event_name, faults)
    decisions = _decisions(decisions, disputes, faults)
    of_events = {key[:2]: r for key, r in withdrawals.items() if r.measure_id is None}
    of_events = _known(of_events, lambda r: (r.source, r.event_id) in events, _event_name, faults)
    of_measures = {r.measure_id: r for r in withdrawals.values() if r.measure_id is not None}
    of_measures = _known(of_measures, lambda r: r.measure_id in measures, lambda r: f"measure '{r.measure_id}'", faults)
    sound_memberships = _memberships(list(memberships.values()), faults)
    events = _enrolled(events, corrections, sound_memberships, faults)
    ledger = Ledger(
        events,
        {key: tuple(items) for key, items in corrections.items()},
        of_events,
        disputes,
        decisions,
        measures,
        of_measures,
        tuple(sound_memberships),
    )
    return Validation(ledger, faults)


def _event_name(record: Any) -> str:
    return f"event '{shorten(record.event_id)}' of '{record.source}'"


def _sameness(record: Record) -> Record:
    """The record without what may differ between copies of the same one."""
    neutral: Any = {name: None for name in FREE_TEXT if hasattr(record, name)}
    return replace(record, recorded_at=None, origin=None, **neutral)


def _unique(
    records: list[R], key_of: Callable[[Any], Any], name_of: Callable[[R], str], faults: list[LedgerFault]
) -> dict[Any, R]:
    """One record a key: the earliest of equal ones; a different one under the same key is a fault."""
    kept: dict[Any, R] = {}
    for record in sorted(records, key=lambda r: (r.recorded_at, r.origin)):
        first = kept.setdefault(key_of(record), record)
        if first is not record and _sameness(first) != _sameness(record):
            faults.append(
                LedgerFault(
                    record,  # type: ignore[arg-type]
                    "ledger-key",
                    f"another {name_of(record)} than in {first.origin}",
                    "the same record, or a key of its own",
                    "to change what was recorded, append a `correction`; nothing is edited",
                )
            )
    return kept


def _known(
    records: dict[Any, Any], is_known: Callable[[Any], bool], name_of: Callable[[Any], str], faults: list[LedgerFault]
) -> dict[Any, Any]:
    """The records whose reference exists in the ledger; the others are faults."""
    faults.extend(
        LedgerFault(
            record,
            "ledger-reference",
            f"the {name_of(record)}, which is not in the ledger",
            "one that was recorded",
            "give the file that holds it too",
        )
        for record in records.values()
        if not is_known(record)
    )
    return {key: record for key, record in records.items() if is_known(record)}


def _corrections(
    records: list[Correction], events: dict[EventKey, Event], faults: list[LedgerFault]
) -> dict[EventKey, list[Correction]]:
    named = _unique(
        [r for r in records if r.correction_id is not None],
        lambda r: r.correction_id,
        lambda r: f"correction '{r.correction_id}'",
        faults,
    )
    # Without an id the whole record with its time is the key, so equal ones are one and others never clash.
    nameless = {
        (r.source, r.event_id, r.recorded_at, r.member, r.occurred_at, tuple(sorted(r.data.items())), r.reason): r
        for r in records
        if r.correction_id is None
    }
    everything: dict[Any, Correction] = {**named, **nameless}
    known = _known(everything, lambda r: (r.source, r.event_id) in events, _event_name, faults)
    grouped: dict[EventKey, list[Correction]] = {}
    for record in known.values():
        grouped.setdefault((record.source, record.event_id), []).append(record)
    for key, items in grouped.items():
        clash = conflicting_corrections(items)
        if clash is not None:
            first, second, name = clash
            faults.append(
                LedgerFault(
                    second,
                    "ledger-correction-conflict",
                    f"another value of `{name}` than in {first.origin}, recorded at the same instant",
                    "corrections of one field at different times",
                    "record the later one again, with its own time",
                )
            )
            grouped[key] = [item for item in items if item is not second]
    return grouped


def _decisions(
    decisions: dict[str, Decision], disputes: dict[str, Dispute], faults: list[LedgerFault]
) -> dict[str, Decision]:
    known = _known(decisions, lambda r: r.dispute_id in disputes, lambda r: f"dispute '{r.dispute_id}'", faults)
    early = {key for key, record in known.items() if record.recorded_at < disputes[key].recorded_at}
    faults.extend(
        LedgerFault(
            known[key],
            "ledger-order",
            f"a decision recorded before its dispute in {disputes[key].origin}",
            "a decision at or after the dispute",
        )
        for key in early
    )
    return {key: record for key, record in known.items() if key not in early}


def _memberships(records: list[Membership], faults: list[LedgerFault]) -> list[Membership]:
    """Joins and leaves in turn; where the ledger has joins, nobody leaves who has not joined."""
    sound: list[Membership] = []
    has_joins = any(record.kind == "join" for record in records)
    by_member: dict[str, list[Membership]] = {}
    for record in records:
        by_member.setdefault(record.member, []).append(record)
    for member, own in by_member.items():
        is_open = not has_joins
        for record in in_order(own):
            if (record.kind == "join") == is_open and has_joins:
                found = "a second join" if is_open else "a leave without a join before it"
                faults.append(
                    LedgerFault(record, "ledger-membership", f"{found} of '{member}'", "joins and leaves in turn")
                )
                continue
            sound.append(record)
            is_open = record.kind == "join"
    return sound


def _enrolled(
    events: dict[EventKey, Event],
    corrections: dict[EventKey, list[Correction]],
    memberships: list[Membership],
    faults: list[LedgerFault],
) -> dict[EventKey, Event]:
    """The events that, as corrected, fall on a date on which their member is enrolled."""
    if not any(record.kind == "join" for record in memberships):
        return events
    by_member: dict[str, list[Membership]] = {}
    for record in memberships:
        by_member.setdefault(record.member, []).append(record)
    stretches = {member: enrolments(own) for member, own in by_member.items()}
    sound: dict[EventKey, Event] = {}
    for key, event in events.items():
        now = corrected(event, corrections.get(key, []))
        if any(stretch.holds(now.occurred_on) for stretch in stretches.get(now.member, [])):
            sound[key] = event
            continue
        faults.append(
            LedgerFault(
                event,
                "ledger-not-enrolled",
                f"an event of '{shorten(now.member)}' on {now.occurred_on}, who is not enrolled on that date",
                "an event between join and leave",
                "add the `join`, or correct the event's date or member",
            )
        )
    return sound
