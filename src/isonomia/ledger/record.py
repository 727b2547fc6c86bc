"""The kinds of records. Names and fields are the contract (docs/ledger.md); stored files may never change meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

FieldValue = bool | int | Decimal | str | date | None


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a record was read: a file (or a query of connect.yaml) and a row, counted from 1."""

    path: str
    row: int

    def __str__(self) -> str:
        return f"{self.path} row {self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have: when it was recorded (UTC, microseconds) and where it was read."""

    recorded_at: datetime
    origin: Origin = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something happened. `(source, event_id)` is unique for ever; `occurred_on` is the local date."""

    source: str
    event_id: str
    member: str
    occurred_at: datetime
    occurred_on: date
    data: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """Replaces what it names of an event; `data` holds the named fields only, None sets NULL."""

    source: str
    event_id: str
    correction_id: str | None
    member: str | None
    occurred_at: datetime | None
    occurred_on: date | None
    data: Mapping[str, FieldValue]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Record):
    """The event (or the measure) no longer counts; final."""

    source: str | None
    event_id: str | None
    measure_id: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Record):
    """The event is contested until a decision."""

    source: str
    event_id: str
    dispute_id: str
    by: str | None


Outcome = Literal["upheld", "rejected", "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """Ends a dispute; `upheld` withdraws the event."""

    dispute_id: str
    outcome: Outcome
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A step's measure was taken."""

    member: str
    measure_id: str
    measure: str
    occurred_at: datetime
    occurred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A member joined or left."""

    kind: Literal["join", "leave"]
    member: str
    occurred_at: datetime
    occurred_on: date


AnyRecord = Event | Correction | Withdrawal | Dispute | Decision | Measure | Membership
