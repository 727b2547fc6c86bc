"""Records again from the tables of a store, for what reads records: the reference scorer, statements."""

from datetime import UTC, date, datetime
from typing import Any

from isonomia.expression.tree import Type
from isonomia.fixed_point import parse_decimal, parse_integer
from isonomia.ledger.ledger import Ledger
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
from isonomia.ledger.store import LedgerStore
from isonomia.ledger.tables import event_table_name
from isonomia.ledger.validate import validate
from isonomia.scheme.scheme import Scheme


def ledger_of(scheme: Scheme, store: LedgerStore) -> Ledger:
    """The ledger that a store holds; the store was checked when it was made, so no fault is expected."""
    records: list[AnyRecord] = []
    for source, fields in scheme.fields.items():
        for row in _rows(store, event_table_name(source)):
            records.append(
                Event(
                    recorded_at=_instant(row["recorded_at"]),
                    origin=_origin(event_table_name(source), len(records)),
                    source=source,
                    event_id=row["event_id"],
                    member=row["member"],
                    occurred_at=_instant(row["occurred_at"]),
                    occurred_on=row["occurred_on"],
                    data={name: row[f"data_{name}"] for name in fields},
                )
            )
    records += _corrections(scheme, store)
    records += _procedure(store)
    outcome = validate(records)
    assert not outcome.faults, outcome.faults[0]
    return outcome.ledger


def _rows(store: LedgerStore, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = store.connection.table(table).to_arrow_table().to_pylist()
    return rows


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


def _origin(table: str, row: int) -> Origin:
    return Origin(table, row)


def _corrections(scheme: Scheme, store: LedgerStore) -> list[AnyRecord]:
    """One correction for each corrected field: the same effect, field by field."""
    found: list[AnyRecord] = []
    days: dict[tuple[str, str, datetime], date] = {}
    rows = _rows(store, "correction")
    for row in rows:
        if row["field"] == "occurred_on":
            days[row["source"], row["event_id"], row["recorded_at"]] = date.fromisoformat(row["value"])
    for row in rows:
        field, value = row["field"], row["value"]
        if field == "occurred_on":
            continue
        name = field.removeprefix("data.")
        is_data, is_moved = name != field, field == "occurred_at"
        data = {name: _value(scheme.fields[row["source"]][name], value)} if is_data else {}
        found.append(
            Correction(
                recorded_at=_instant(row["recorded_at"]),
                origin=_origin("correction", len(found)),
                source=row["source"],
                event_id=row["event_id"],
                correction_id=None,
                member=value if field == "member" else None,
                occurred_at=_instant(datetime.fromisoformat(value)) if is_moved else None,
                occurred_on=days.get((row["source"], row["event_id"], row["recorded_at"])) if is_moved else None,
                data=data,
                reason=None,
            )
        )
    return found


def _value(wanted: Type, text: str | None) -> FieldValue:
    if text is None or wanted is Type.TEXT:
        return text
    if wanted is Type.BOOLEAN:
        return text == "true"
    if wanted is Type.DATE:
        return date.fromisoformat(text)
    return parse_integer(text) if wanted is Type.INTEGER else parse_decimal(text)


def _procedure(store: LedgerStore) -> list[AnyRecord]:
    def common(table: str, row: dict[str, Any], number: int) -> dict[str, Any]:
        return {"recorded_at": _instant(row["recorded_at"]), "origin": _origin(table, number)}

    found: list[AnyRecord] = []
    for number, row in enumerate(_rows(store, "withdrawal")):
        base = common("withdrawal", row, number)
        found.append(Withdrawal(**base, source=row["source"], event_id=row["event_id"], measure_id=None, reason=None))
    for number, row in enumerate(_rows(store, "measure_withdrawal")):
        base = common("measure_withdrawal", row, number)
        found.append(Withdrawal(**base, source=None, event_id=None, measure_id=row["measure_id"], reason=None))
    for number, row in enumerate(_rows(store, "dispute")):
        base = common("dispute", row, number)
        found.append(
            Dispute(**base, source=row["source"], event_id=row["event_id"], dispute_id=row["dispute_id"], by=None)
        )
    for number, row in enumerate(_rows(store, "decision")):
        base = common("decision", row, number)
        found.append(Decision(**base, dispute_id=row["dispute_id"], outcome=row["outcome"], by=None, reason=None))
    for number, row in enumerate(_rows(store, "measure")):
        base = common("measure", row, number) | {key: row[key] for key in ("member", "measure_id", "measure")}
        found.append(Measure(**base, occurred_at=_instant(row["occurred_at"]), occurred_on=row["occurred_on"]))
    for number, row in enumerate(_rows(store, "membership")):
        base = common("membership", row, number) | {key: row[key] for key in ("kind", "member")}
        found.append(Membership(**base, occurred_at=_instant(row["occurred_at"]), occurred_on=row["occurred_on"]))
    return found
