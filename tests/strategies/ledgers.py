"""Ledgers that belong to a scheme: rows in any order, sound or not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from isonomia.ledger.ledger import Ledger
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import AnyRecord, Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.scheme import Scheme
from strategies.expressions import TEXTS

MEMBERS = ["anna", "Bob", "çetin", "007"]
# month ends, a leap day, both ends of daylight saving in several zones, a year's turn
ANCHORS = [
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2024, 3, 10),
    date(2024, 3, 31),
    date(2024, 4, 26),
    date(2024, 10, 27),
    date(2024, 11, 3),
    date(2024, 12, 30),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2025, 5, 31),
]


@st.composite
def instants(draw: st.DrawFn, low: int = 0) -> datetime:
    """An instant near one of the anchors, often exactly equal to another draw."""
    anchor = draw(st.sampled_from(ANCHORS[low:]))
    minutes = draw(st.sampled_from([0, 0, 1, 30, 90, 150, 12 * 60, 23 * 60 + 59]))
    days = draw(st.sampled_from([0, 0, 0, 1, -1, 2, 7]))
    return datetime(anchor.year, anchor.month, anchor.day, tzinfo=UTC) + timedelta(days=days, minutes=minutes)


@st.composite
def data_of(draw: st.DrawFn, fields: dict[str, Any], *, partial: bool = False) -> dict[str, Any]:
    values: dict[str, st.SearchStrategy[Any]] = {
        "number": st.sampled_from([0, 1, 2, 3, -1, 7, "12", 2**63 - 1, -(2**63)]),
        "hours": st.sampled_from(["0", "2", "3.5", "0.000001", "-7.25", "999999999999.999999", "8.5"]),
        "place": st.sampled_from(TEXTS),
        "late": st.booleans(),
        "since": st.sampled_from(["2024-12-30", "2024-02-29", "2019-01-01"]),
    }
    data: dict[str, Any] = {}
    for name in fields:
        kind = draw(st.integers(0, 5))
        if kind == 0:
            data[name] = None
        elif kind > 1 and not (partial and draw(st.booleans())):
            data[name] = draw(values[name])
    return data


@st.composite
def raw_records(draw: st.DrawFn, scheme: Scheme, style: str) -> list[dict[str, Any]]:
    """Rows of a ledger for a scheme, in any order; not all of them need be sound."""
    fields = {name: list(types) for name, types in scheme.fields.items()}
    rows: list[dict[str, Any]] = []
    keys: list[tuple[str, str]] = []
    for index in range(draw(st.integers(0, 14))):
        source = draw(st.sampled_from(sorted(fields)))
        occurred = draw(instants())
        keys.append((source, f"{index}"))
        rows.append(
            {
                "kind": "event",
                "source": source,
                "event_id": f"{index}",
                "member": draw(st.sampled_from(MEMBERS[:3])),
                "occurred_at": occurred.isoformat(),
                "recorded_at": (occurred + timedelta(days=draw(st.sampled_from([0, 0, 1, 40])))).isoformat(),
                "data": draw(data_of(fields[source])),
            }
        )
    if keys:
        rows += draw(_procedure(keys, fields))
    rows += draw(_measures([step.measure for step in scheme.steps]))
    rows += draw(_memberships(style))
    return draw(st.permutations(rows))


@st.composite
def _procedure(draw: st.DrawFn, keys: list[tuple[str, str]], fields: dict[str, list[str]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 4))):
        source, event_id = draw(st.sampled_from(keys))
        row = {"source": source, "event_id": event_id, "recorded_at": draw(instants()).isoformat()}
        kind = draw(st.sampled_from(["correction", "correction", "withdrawal", "dispute", "dispute"]))
        if kind == "correction":
            row |= {
                "kind": kind,
                "reason": "mistake",
                "data": draw(data_of(dict.fromkeys(fields[source]), partial=True)),
            }
            if draw(st.integers(0, 3)) == 0:
                row["member"] = draw(st.sampled_from(MEMBERS))
            if draw(st.integers(0, 3)) == 0:
                row["occurred_at"] = draw(instants()).isoformat()
        elif kind == "dispute":
            row |= {"kind": kind, "dispute_id": f"d{index}", "by": "member"}
            if draw(st.booleans()):
                outcome = draw(st.sampled_from(["upheld", "rejected", "corrected"]))
                when = draw(instants()).isoformat()
                rows.append({"kind": "decision", "dispute_id": f"d{index}", "outcome": outcome, "recorded_at": when})
        else:
            row |= {"kind": kind, "reason": "error"}
        rows.append(row)
    return rows


@st.composite
def _measures(draw: st.DrawFn, names: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 3)) if names else 0):
        occurred = draw(instants()).isoformat()
        rows.append(
            {
                "kind": "measure",
                "measure_id": f"m{index}",
                "measure": draw(st.sampled_from(names)),
                "member": draw(st.sampled_from(MEMBERS[:3])),
                "occurred_at": occurred,
                "recorded_at": occurred,
            }
        )
        if draw(st.integers(0, 3)) == 0:
            rows.append({"kind": "withdrawal", "measure_id": f"m{index}", "recorded_at": draw(instants()).isoformat()})
    return rows


@st.composite
def _memberships(draw: st.DrawFn, style: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for member in MEMBERS if style != "none" else []:
        when = draw(instants(0)) - timedelta(days=draw(st.sampled_from([0, 400])))
        if style != "leaves":
            rows.append({"kind": "join", "member": member, "recorded_at": when.isoformat()})
        if style in ("turns", "leaves") and draw(st.booleans()):
            left = when + timedelta(days=draw(st.sampled_from([0, 30, 200, 500])))
            rows.append({"kind": "leave", "member": member, "recorded_at": left.isoformat()})
            if style == "turns" and draw(st.booleans()):
                again = left + timedelta(days=draw(st.sampled_from([0, 1, 60])))
                rows.append({"kind": "join", "member": member, "recorded_at": again.isoformat()})
    return rows


def sound_records(scheme: Scheme, rows: list[dict[str, Any]]) -> tuple[tuple[AnyRecord, ...], Ledger]:
    """The records that a ledger can hold: faulty ones are dropped until none is left."""
    parser = RecordParser(scheme)
    records: list[AnyRecord] = []
    for index, row in enumerate(rows, 1):
        if row["kind"] == "correction" and not row["data"] and "member" not in row and "occurred_at" not in row:
            continue
        records.append(parser.parse(row, Origin("generated.jsonl", index)))
    while True:
        outcome = validate(records)
        if not outcome.faults:
            return tuple(records), outcome.ledger
        bad = {fault.record.origin for fault in outcome.faults}
        records = [record for record in records if record.origin not in bad]
