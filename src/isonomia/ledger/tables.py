"""The ledger as relational tables: the form that every SQL engine reads and `isonomia sql` documents.

Instants are UTC timestamps without zone; `occurred_on` is the local date in the scheme's zone, computed when the
ledger is read, so that no query does time-zone arithmetic. Fields of a source stand as `data_<field>`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from isonomia.expression.tree import Type
from isonomia.fixed_point import plain_text
from isonomia.ledger.corrections import named_values
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.record import FieldValue
from isonomia.scheme.scheme import Scheme

INSTANT = pa.timestamp("us")
ARROW_TYPES: Mapping[Type, pa.DataType] = {
    Type.BOOLEAN: pa.bool_(),
    Type.INTEGER: pa.int64(),
    Type.DECIMAL: pa.decimal128(18, 6),
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
}
EVENT_COLUMNS = {
    "event_id": pa.string(),
    "member": pa.string(),
    "occurred_at": INSTANT,
    "occurred_on": pa.date32(),
    "recorded_at": INSTANT,
}
PROCEDURE_TABLES: Mapping[str, Mapping[str, pa.DataType]] = {
    # `field` is member, occurred_at, occurred_on or data.<name>; `value` its text, NULL to set NULL
    "correction": {
        "source": pa.string(),
        "event_id": pa.string(),
        "field": pa.string(),
        "value": pa.string(),
        "recorded_at": INSTANT,
    },
    # no query reads a reason; statements do
    "withdrawal": {"source": pa.string(), "event_id": pa.string(), "recorded_at": INSTANT, "reason": pa.string()},
    "dispute": {"source": pa.string(), "event_id": pa.string(), "dispute_id": pa.string(), "recorded_at": INSTANT},
    "decision": {"dispute_id": pa.string(), "outcome": pa.string(), "recorded_at": INSTANT, "reason": pa.string()},
    "measure": {
        "member": pa.string(),
        "measure_id": pa.string(),
        "measure": pa.string(),
        "occurred_at": INSTANT,
        "occurred_on": pa.date32(),
        "recorded_at": INSTANT,
    },
    "measure_withdrawal": {"measure_id": pa.string(), "recorded_at": INSTANT},
    "membership": {
        "kind": pa.string(),
        "member": pa.string(),
        "occurred_at": INSTANT,
        "occurred_on": pa.date32(),
        "recorded_at": INSTANT,
    },
}


@dataclass(frozen=True)
class LedgerShape:
    """Which kinds of records a ledger has at all; a query leaves out the parts that have nothing to do."""

    corrections: bool = True
    withdrawals: bool = True
    disputes: bool = True
    measures: bool = True
    memberships: bool = True
    joins: bool = True


EVERYTHING = LedgerShape()


def event_table_name(source: str) -> str:
    """The name of the table that holds a source's events."""
    return f"event_{source}"


def table_schemas(scheme: Scheme) -> dict[str, pa.Schema]:
    """The name and Arrow schema of every table that a ledger of this scheme has."""
    schemas = {
        event_table_name(source): pa.schema(
            [*EVENT_COLUMNS.items(), *((f"data_{name}", ARROW_TYPES[type_]) for name, type_ in fields.items())]
        )
        for source, fields in scheme.fields.items()
    }
    return schemas | {name: pa.schema(list(columns.items())) for name, columns in PROCEDURE_TABLES.items()}


def shape_of(ledger: Ledger) -> LedgerShape:
    """Which kinds of records the ledger holds."""
    return LedgerShape(
        corrections=bool(ledger.corrections),
        withdrawals=bool(ledger.withdrawals or ledger.withdrawn_measures),
        disputes=bool(ledger.disputes),
        measures=bool(ledger.measures),
        memberships=bool(ledger.memberships),
        joins=ledger.has_joins,
    )


def arrow_tables(scheme: Scheme, ledger: Ledger) -> dict[str, pa.Table]:
    """A checked ledger as Arrow tables, by table name."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in table_schemas(scheme)}
    for event in ledger.events.values():
        row = {f"data_{name}": value for name, value in event.data.items()}
        rows[event_table_name(event.source)].append(
            row
            | {
                "event_id": event.event_id,
                "member": event.member,
                "occurred_at": naive(event.occurred_at),
                "occurred_on": event.occurred_on,
                "recorded_at": naive(event.recorded_at),
            }
        )
    rows["correction"] = list(_correction_rows(ledger))
    _procedure_rows(ledger, rows)
    return {name: pa.Table.from_pylist(rows[name], schema) for name, schema in table_schemas(scheme).items()}


def naive(instant: datetime) -> datetime:
    """An instant as the UTC wall time that the tables hold."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def _correction_rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """One row for each field that a correction names; equal ones of one instant once."""
    for (source, event_id), corrections in ledger.corrections.items():
        seen: set[tuple[str, datetime]] = set()
        for correction in corrections:
            values = named_values(correction)
            if correction.occurred_on is not None:
                values["occurred_on"] = correction.occurred_on
            for field, value in values.items():
                if (field, correction.recorded_at) in seen:
                    continue
                seen.add((field, correction.recorded_at))
                yield {
                    "source": source,
                    "event_id": event_id,
                    "field": field,
                    "value": canonical_text(value),
                    "recorded_at": naive(correction.recorded_at),
                }


def canonical_text(value: FieldValue | datetime) -> str | None:
    """A corrected value as text that every engine casts back to the same value."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return naive(value).isoformat(sep=" ", timespec="microseconds")
    return plain_text(value) if not hasattr(value, "isoformat") else value.isoformat()


def _procedure_rows(ledger: Ledger, rows: dict[str, list[dict[str, Any]]]) -> None:
    for withdrawal in ledger.withdrawals.values():
        rows["withdrawal"].append(
            {
                "source": withdrawal.source,
                "event_id": withdrawal.event_id,
                "recorded_at": naive(withdrawal.recorded_at),
                "reason": withdrawal.reason,
            }
        )
    for dispute in ledger.disputes.values():
        rows["dispute"].append(
            {
                "source": dispute.source,
                "event_id": dispute.event_id,
                "dispute_id": dispute.dispute_id,
                "recorded_at": naive(dispute.recorded_at),
            }
        )
    for decision in ledger.decisions.values():
        rows["decision"].append(
            {
                "dispute_id": decision.dispute_id,
                "outcome": decision.outcome,
                "recorded_at": naive(decision.recorded_at),
                "reason": decision.reason,
            }
        )
    for measure in ledger.measures.values():
        rows["measure"].append(
            {
                "member": measure.member,
                "measure_id": measure.measure_id,
                "measure": measure.measure,
                "occurred_at": naive(measure.occurred_at),
                "occurred_on": measure.occurred_on,
                "recorded_at": naive(measure.recorded_at),
            }
        )
    for measure_id, withdrawal in ledger.withdrawn_measures.items():
        rows["measure_withdrawal"].append({"measure_id": measure_id, "recorded_at": naive(withdrawal.recorded_at)})
    for membership in ledger.memberships:
        rows["membership"].append(
            {
                "kind": membership.kind,
                "member": membership.member,
                "occurred_at": naive(membership.occurred_at),
                "occurred_on": membership.occurred_on,
                "recorded_at": naive(membership.recorded_at),
            }
        )
