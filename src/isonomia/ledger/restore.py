"""Records again from the tables of a store, for what reads records: the reference scorer, statements."""

from collections.abc import Collection
from dataclasses import dataclass, field
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


def ledger_of(scheme: Scheme, store: LedgerStore, members: Collection[str] | None = None) -> Ledger:
    """The ledger that a store holds; the store was checked when it was made, so no fault is expected.

    With `members` only the records that concern one of them: their events, those that a correction gave to them or took
    from them, and whatever was recorded about these.
    """
    rows = _Rows(store, members)
    records: list[AnyRecord] = []
    for source, fields in scheme.fields.items():
        for row in rows.events(source):
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
            rows.keys.append((source, row["event_id"]))
    corrections = _corrections(scheme, rows.about_events("correction"))
    # whoever an event was moved to or from must be known as enrolled too
    named = {record.member for record in (*records, *corrections) if isinstance(record, Event | Correction)}
    records += corrections
    records += _procedure(rows, named | set(members or ()))
    outcome = validate(records)
    assert not outcome.faults, outcome.faults[0]
    return outcome.ledger


@dataclass
class _Rows:
    """The rows of a store's tables, all of them or those that concern some members; `keys` are the events read."""

    store: LedgerStore
    members: Collection[str] | None
    keys: list[tuple[str, str]] = field(default_factory=list)

    def events(self, source: str) -> list[dict[str, Any]]:
        table = event_table_name(source)
        if self.members is None:
            return self._all(table)
        wanted = "SELECT UNNEST($members)"
        given = f"SELECT event_id FROM correction WHERE source = $source AND field = 'member' AND value IN ({wanted})"
        where = f"member IN ({wanted}) OR event_id IN ({given})"
        return self._some(table, where, source=source, members=list(self.members))

    def about_events(self, table: str) -> list[dict[str, Any]]:
        if self.members is None:
            return self._all(table)
        keys = [f"{source} {event_id}" for source, event_id in self.keys]  # no source has a space in its name
        return self._some(table, "source || ' ' || event_id IN (SELECT UNNEST($keys))", keys=keys)

    def with_value(self, table: str, column: str, values: Collection[str | None] | None) -> list[dict[str, Any]]:
        """All rows where the members do not matter, else those with one of some values in a column."""
        if self.members is None:
            return self._all(table)
        return self._some(
            table,
            f"{column} IN (SELECT UNNEST($chosen))",
            chosen=[value for value in values or () if value is not None],
        )

    def _all(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.store.connection.table(table).to_arrow_table().to_pylist()
        return rows

    def _some(self, table: str, where: str, **values: Any) -> list[dict[str, Any]]:
        sql = f'SELECT * FROM "{table}" WHERE {where}'
        rows: list[dict[str, Any]] = self.store.connection.sql(sql, params=values).to_arrow_table().to_pylist()
        return rows


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


def _origin(table: str, row: int) -> Origin:
    return Origin(table, row)


def _corrections(scheme: Scheme, rows: list[dict[str, Any]]) -> list[AnyRecord]:
    """One correction for each corrected field: the same effect, field by field."""
    found: list[AnyRecord] = []
    days: dict[tuple[str, str, datetime], date] = {}
    for row in rows:
        if row["field"] == "occurred_on":
            days[row["source"], row["event_id"], row["recorded_at"]] = date.fromisoformat(row["value"])
    for row in rows:
        what, value = row["field"], row["value"]
        if what == "occurred_on":
            continue
        name = what.removeprefix("data.")
        is_data, is_moved = name != what, what == "occurred_at"
        data = {name: _value(scheme.fields[row["source"]][name], value)} if is_data else {}
        found.append(
            Correction(
                recorded_at=_instant(row["recorded_at"]),
                origin=_origin("correction", len(found)),
                source=row["source"],
                event_id=row["event_id"],
                correction_id=None,
                member=value if what == "member" else None,
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


def _procedure(rows: _Rows, named: Collection[str | None]) -> list[AnyRecord]:
    def common(table: str, row: dict[str, Any], number: int) -> dict[str, Any]:
        return {"recorded_at": _instant(row["recorded_at"]), "origin": _origin(table, number)}

    found: list[AnyRecord] = []
    for number, row in enumerate(rows.about_events("withdrawal")):
        base = common("withdrawal", row, number) | {key: row[key] for key in ("source", "event_id", "reason")}
        found.append(Withdrawal(**base, measure_id=None))
    disputes = rows.about_events("dispute")
    for number, row in enumerate(disputes):
        base = common("dispute", row, number) | {key: row[key] for key in ("source", "event_id", "dispute_id")}
        found.append(Dispute(**base, by=None))
    decisions = rows.with_value("decision", "dispute_id", [row["dispute_id"] for row in disputes])
    for number, row in enumerate(decisions):
        base = common("decision", row, number) | {key: row[key] for key in ("dispute_id", "outcome", "reason")}
        found.append(Decision(**base, by=None))
    measures = rows.with_value("measure", "member", rows.members)
    for number, row in enumerate(measures):
        base = common("measure", row, number) | {key: row[key] for key in ("member", "measure_id", "measure")}
        found.append(Measure(**base, occurred_at=_instant(row["occurred_at"]), occurred_on=row["occurred_on"]))
    withdrawn = rows.with_value("measure_withdrawal", "measure_id", [row["measure_id"] for row in measures])
    for number, row in enumerate(withdrawn):
        base = common("measure_withdrawal", row, number)
        found.append(Withdrawal(**base, source=None, event_id=None, measure_id=row["measure_id"], reason=None))
    for number, row in enumerate(rows.with_value("membership", "member", named)):
        base = common("membership", row, number) | {key: row[key] for key in ("kind", "member")}
        found.append(Membership(**base, occurred_at=_instant(row["occurred_at"]), occurred_on=row["occurred_on"]))
    return found
