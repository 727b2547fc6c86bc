"""A record as it is kept: canonical JSON, the same bytes for the same fact, and back again without loss.

`recorded_at` stands in a column of its own, since equal records may differ in it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from isonomia.expression.tree import Type
from isonomia.fixed_point import plain_text
from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    FieldValue,
    Measure,
    Membership,
    Origin,
    Withdrawal,
)
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.transparency.commitment import INTEGER_MAX, canonical_bytes

ORIGIN = "ledger"
CONVERSIONS: dict[Type, Callable[[str], FieldValue]] = {Type.DECIMAL: Decimal, Type.DATE: date.fromisoformat}
"""What JSON has no value for, from its text; the other types are JSON's own."""
OTHERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "withdrawal": (Withdrawal, ("source", "event_id", "measure_id", "reason")),
    "dispute": (Dispute, ("by",)),
    "decision": (Decision, ("by", "reason")),
    "measure": (Measure, ()),
}
"""The model of each other kind, and which of its fields may be absent."""


def kind_of(record: AnyRecord) -> str:
    """The kind's name in the ledger's formats."""
    return record.kind if isinstance(record, Membership) else type(record).__name__.lower()


def record_key(record: AnyRecord) -> str:
    """What makes two records one (docs/semantics.md, 6.8), as text."""
    parts: tuple[str, ...]
    match record:
        case Event():
            parts = ("event", record.source, record.event_id)
        case Withdrawal():
            parts = ("withdrawal", record.source or "", record.event_id or "", record.measure_id or "")
        case Dispute() | Decision():
            parts = (kind_of(record), record.dispute_id)
        case Measure():
            parts = ("measure", record.measure_id)
        case Correction() if record.correction_id is not None:
            parts = ("correction", record.correction_id)
        case Correction():
            parts = ("correction", _instant(record.recorded_at), body_of(record))
        case Membership():
            parts = (record.kind, record.member, _instant(record.occurred_at))
    return key_text(*parts)


def key_text(*parts: str) -> str:
    """The parts of a key as one text."""
    return msgspec.json.encode(parts).decode()


def canonical(fields: Mapping[str, Any]) -> str:
    """A JSON object as it is kept: keys in order, no spaces, so that the same fields have the same bytes."""
    return msgspec.json.encode(fields, order="sorted").decode()


def body_of(record: AnyRecord) -> str:
    """The record in canonical JSON: keys in order, no spaces, decimals as text."""
    if type(record) is Event:  # most records are, and all of its fields are there
        event: dict[str, Any] = {
            "data": _data(record.data),
            "event_id": record.event_id,
            "kind": "event",
            "member": record.member,
            "occurred_at": _instant(record.occurred_at),
            "source": record.source,
        }
        return canonical(event)
    fields: dict[str, Any] = {"kind": kind_of(record)}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name in ("recorded_at", "origin", "occurred_on", "kind") or value is None:
            continue
        fields[name] = _data(value) if name == "data" else _plain(value)
    return canonical(fields)


def logged_fact(body: str, recorded_at: datetime) -> dict[str, Any]:
    """What the log commits to: the record with its time. Numbers that not every reader of JSON keeps are texts."""
    return {"recorded_at": _instant(recorded_at.astimezone(UTC)), **_exact(json.loads(body))}


def logged_bytes(body: str, recorded_at: datetime) -> bytes:
    """That fact in the one form that is committed to: what `canonical_bytes` gives, without a walk for each record.

    The two orders of keys, and all numbers, are the same but for keys beyond ASCII and integers beyond 2**53 - 1.
    """
    fields: dict[str, Any] = msgspec.json.decode(body)
    data = fields.get("data") or {}
    if any(type(value) is int and abs(value) > INTEGER_MAX for value in data.values()) or not all(
        map(str.isascii, data)
    ):
        return canonical_bytes(logged_fact(body, recorded_at))
    fields["recorded_at"] = _instant(recorded_at.astimezone(UTC))
    return msgspec.json.encode(fields, order="sorted")


def _exact(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    is_large = isinstance(value, int) and not isinstance(value, bool) and abs(value) > INTEGER_MAX
    return str(value) if is_large else value


class RecordReader:
    """Reads kept records back; one is made for many, as most are events of a few sources."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.zone = scheme.zone
        self.fields = {
            source: [(name, CONVERSIONS.get(wanted)) for name, wanted in types.items()]
            for source, types in scheme.fields.items()
        }

    def read(self, body: str, recorded_at: datetime, record_id: int) -> AnyRecord:
        """The record that was kept."""
        found: dict[str, Any] = msgspec.json.decode(body)
        kind = found.pop("kind")
        if kind == "event":
            return self._event(found, recorded_at, Origin(ORIGIN, record_id))
        base: dict[str, Any] = {"recorded_at": recorded_at, "origin": Origin(ORIGIN, record_id)}
        if "occurred_at" in found:
            found["occurred_at"] = datetime.fromisoformat(found["occurred_at"])
            found["occurred_on"] = local_date(found["occurred_at"], self.zone)
        if kind == "correction":
            conversions = dict(self.fields[found["source"]])
            found["data"] = {name: _value(conversions[name], value) for name, value in found["data"].items()}
            absent = dict.fromkeys(("correction_id", "member", "occurred_at", "occurred_on", "reason"))
            return Correction(**base, **{**absent, **found})
        if kind in ("join", "leave"):
            return Membership(**base, kind=kind, **found)
        model, optional = OTHERS[kind]
        record: AnyRecord = model(**base, **{**dict.fromkeys(optional), **found})
        return record

    def _event(self, found: dict[str, Any], recorded_at: datetime, origin: Origin) -> Event:
        occurred_at = datetime.fromisoformat(found["occurred_at"])
        given = found["data"]
        source = found["source"]
        return Event(
            recorded_at=recorded_at,
            origin=origin,
            source=source,
            event_id=found["event_id"],
            member=found["member"],
            occurred_at=occurred_at,
            occurred_on=local_date(occurred_at, self.zone),
            data={name: _value(conversion, given.get(name)) for name, conversion in self.fields[source]},
        )


def record_from(scheme: Scheme, body: str, recorded_at: datetime, record_id: int) -> AnyRecord:
    """The record that was kept."""
    return RecordReader(scheme).read(body, recorded_at, record_id)


def _data(data: Any) -> dict[str, Any]:
    """All that is stated, and in a correction what is set to NULL."""
    return {name: _plain(value) for name, value in data.items()}


def _plain(value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return plain_text(value) if isinstance(value, Decimal) else value


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _value(conversion: Callable[[str], FieldValue] | None, value: Any) -> FieldValue:
    if value is None or conversion is None:
        plain: FieldValue = value
        return plain
    return conversion(value)
