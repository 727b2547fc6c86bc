"""The kinds of records. Names and fields are the contract (docs/ledger.md); stored files may never change meaning."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

FieldValue = bool | int | Decimal | str | date | None


class Origin(msgspec.Struct, frozen=True, order=True):
    """Where a record was read: a file (or a query of connect.yaml) and a row, counted from 1."""

    path: str
    row: int

    def __str__(self) -> str:
        return f"{self.path} row {self.row}"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records have: when it was recorded (UTC, microseconds) and where it was read."""

    recorded_at: datetime
    origin: Origin


class Event(Record, frozen=True, kw_only=True):
    """Something happened. `(source, event_id)` is unique for ever; `occurred_on` is the local date."""

    source: str
    event_id: str
    member: str
    occurred_at: datetime
    occurred_on: date
    data: Mapping[str, FieldValue]


class Correction(Record, frozen=True, kw_only=True):
    """Replaces what it names of an event; `data` holds the named fields only, None sets NULL."""

    source: str
    event_id: str
    correction_id: str | None
    member: str | None
    occurred_at: datetime | None
    occurred_on: date | None
    data: Mapping[str, FieldValue]
    reason: str | None


class Withdrawal(Record, frozen=True, kw_only=True):
    """The event (or the measure) no longer counts; final."""

    source: str | None
    event_id: str | None
    measure_id: str | None
    reason: str | None


class Dispute(Record, frozen=True, kw_only=True):
    """The event is contested until a decision."""

    source: str
    event_id: str
    dispute_id: str
    by: str | None


Outcome = Literal["upheld", "rejected", "corrected"]


class Decision(Record, frozen=True, kw_only=True):
    """Ends a dispute; `upheld` withdraws the event."""

    dispute_id: str
    outcome: Outcome
    by: str | None
    reason: str | None


class Measure(Record, frozen=True, kw_only=True):
    """A step's measure was taken."""

    member: str
    measure_id: str
    measure: str
    occurred_at: datetime
    occurred_on: date


class Membership(Record, frozen=True, kw_only=True):
    """A member joined or left."""

    kind: Literal["join", "leave"]
    member: str
    occurred_at: datetime
    occurred_on: date


AnyRecord = Event | Correction | Withdrawal | Dispute | Decision | Measure | Membership
