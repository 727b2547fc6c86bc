"""Hypothesis strategies: schemes with all features at once, and ledgers that belong to them."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from isonomia.expression.fault import ExpressionFault
from isonomia.expression.parse import parse_expression
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Type
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import AnyRecord, Origin
from isonomia.ledger.validate import validate
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme

ZONES = [
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
]
FIELDS = {"number": "integer", "hours": "decimal", "place": "text", "late": "boolean", "since": "date"}
DURATIONS = ["1 day", "10 days", "2 weeks", "1 month", "3 months", "12 months", "1 year"]
PERIODS = ["day", "week", "month", "quarter", "year"]
TEXTS = ["park", "Park", "own home", "Ätna", "z\U0001f333", "a_b", "100%", "b\\c", "", "it's"]
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


@dataclass(frozen=True)
class Case:
    """A scheme with a checked ledger of its own, and the two instants."""

    scheme: Scheme
    ledger: Ledger
    records: tuple[AnyRecord, ...]
    as_of: datetime
    known_at: datetime

    def __repr__(self) -> str:
        """What a person needs to try it again, not the compiled trees."""
        records = "\n".join(map(str, self.records[:60]))
        return f"as_of {self.as_of}, known_at {self.known_at}\n{self.scheme.text[:4000]}\n{records[:12000]}"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))


# -- expressions --------------------------------------------------------------------------------------------


@st.composite
def numbers(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> str:
    """A numeric expression over some names."""
    leaves = [
        name for name in names if name in ("number", "hours", "nth") or name.startswith(("COUNT", "SUM", "MIN", "MAX"))
    ]
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        constants = ["0", "1", "2", "-3", "7", "2.5", "0.000001", "-0.5", "1000000", "33.333333"]
        return draw(st.sampled_from(leaves * 3 + constants))
    inner = numbers(names, depth - 1)
    form = draw(st.integers(0, 9))
    left, right = draw(inner), draw(inner)
    if form <= 2:
        return f"({left} {draw(st.sampled_from('+-*'))} {right})"
    if form == 3:
        return f"({left} / {right})"
    if form == 4:
        return f"LEAST({left}, {right}, {draw(st.sampled_from(['3', '8.5', '-2']))})"
    if form == 5:
        return f"GREATEST({left}, {right})"
    if form == 6:
        return f"COALESCE({left}, {right})"
    if form == 7:
        return f"CASE WHEN {draw(conditions(names, depth - 1))} THEN {left} ELSE {right} END"
    if form == 8:
        return f"ROUND({left}, {draw(st.integers(0, 6))})"
    return f"ABS(-{left})"


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> str:
    """A condition over some names."""
    if depth > 0 and draw(st.integers(0, 2)) == 0:
        left, right = draw(conditions(names, depth - 1)), draw(conditions(names, depth - 1))
        return draw(st.sampled_from([f"({left} AND {right})", f"({left} OR {right})", f"(NOT {left})"]))
    forms = ["number"]
    forms += [name for name in ("place", "late", "since", "date") if name in names]
    what = draw(st.sampled_from(forms))
    compare = draw(st.sampled_from(["=", "<>", "<", "<=", ">", ">="]))
    text = draw(st.sampled_from(TEXTS)).replace("'", "''")
    if what == "place":
        return draw(
            st.sampled_from(
                [
                    f"place {compare} '{text}'",
                    "place LIKE 'p%'",
                    "place LIKE '_a%' ",
                    "place LIKE 'b\\%'",
                    "place IS NULL",
                    f"place IN ('park', '{text}')",
                    "place NOT LIKE 'z_'",
                ]
            )
        )
    if what == "late":
        return draw(st.sampled_from(["late", "NOT late", "late IS NOT NULL", "late = FALSE"]))
    if what in ("since", "date"):
        part = draw(st.sampled_from(["YEAR", "QUARTER", "MONTH", "DAY", "WEEK", "WEEKDAY"]))
        return draw(
            st.sampled_from([f"{what} {compare} '2024-12-30'", f"{part}({what}) {compare} {draw(st.integers(1, 31))}"])
        )
    left = draw(numbers(names, 1))
    return draw(
        st.sampled_from(
            [
                f"{left} {compare} {draw(numbers(names, 1))}",
                f"{left} BETWEEN -2 AND 4",
                f"{left} IN (1, 2.5, 0)",
                f"{left} IS NULL",
            ]
        )
    )


def _fits(text: str, scope: Scope) -> bool:
    try:
        parse_expression(text, scope)
    except ExpressionFault:
        return False
    return True


# -- schemes ------------------------------------------------------------------------------------------------


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """A scheme of the format, with every feature that the score reads."""
    sources = {
        name: {"fields": {field: FIELDS[field] for field in draw(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1))}}
        for name in ["works", "fees", "acts"][: draw(st.integers(1, 3))]
    }
    better = draw(st.sampled_from(["higher", "lower"]))
    bands = draw(_bands())
    rules: dict[str, Any] = {}
    for index in range(draw(st.integers(1, 5))):
        is_period = draw(st.integers(0, 3)) == 0
        rules[f"rule_{index}"] = draw(_period_rule(sources, rules, bands) if is_period else _event_rule(sources, bands))
    data: dict[str, Any] = {
        "isonomia": 1,
        "scheme": "generated",
        "time_zone": draw(st.sampled_from(ZONES)),
        "sources": sources,
        "rules": rules,
        "score": {
            "base": draw(st.sampled_from([0, 10, -5, 100])),
            "better": better,
            "assessed": draw(st.sampled_from(["daily", "weekly", "monthly"])),
            "range": draw(st.sampled_from([None, [-20, 130], [None, 120], [-10, None]])),
        },
        "bands": bands,
    }
    if draw(st.booleans()):
        data["rights"] = {"appeal": {"to": "board", "suspends": draw(st.booleans())}}
    data["pools"] = draw(_pools(sorted(rules)))
    if len(bands) >= 3 and draw(st.integers(0, 3)):
        data["steps"] = draw(_steps(list(bands), better))
    data = {key: value for key, value in data.items() if value}
    if data["score"]["range"] is None:
        del data["score"]["range"]
    reading = read_scheme_text(Path("generated.yaml"), json.dumps(data))
    assume(reading.scheme is not None)
    assert reading.scheme is not None
    return reading.scheme


@st.composite
def _bands(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.sampled_from([0, 1, 2, 3, 4, 4]))
    begins = [-5, 0, 12, 40]
    bands: dict[str, Any] = {}
    for index in range(count):
        band: dict[str, Any] = {} if index == 0 else {"from": begins[index]}
        if draw(st.booleans()):
            band["grace"] = draw(st.sampled_from(["1 day", "10 days", "1 month"]))
        bands[f"band_{index}"] = band
    return bands


@st.composite
def _common(draw: st.DrawFn, bands: dict[str, Any]) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    if draw(st.booleans()):
        rule["cap"] = {
            "points": draw(st.integers(1, 25)),
            "per": draw(st.sampled_from([*PERIODS, "ever"])),
        }
    if draw(st.booleans()):
        rule["expires"] = draw(st.sampled_from(DURATIONS))
    if draw(st.integers(0, 2)) == 0:
        rule["halves"] = "every " + draw(st.sampled_from(["1 month", "3 months", "10 days", "1 year"]))
    if bands and draw(st.integers(0, 3)) == 0:
        rule["ceiling"] = {"band": draw(st.sampled_from(sorted(bands))), "for": draw(st.sampled_from(DURATIONS))}
    return rule


@st.composite
def _event_rule(draw: st.DrawFn, sources: dict[str, Any], bands: dict[str, Any]) -> dict[str, Any]:
    source = draw(st.sampled_from(sorted(sources)))
    fields = tuple(sources[source]["fields"])
    rule = draw(_common(bands))
    rule["source"] = source
    types = {name: Type(FIELDS[name]) for name in fields}
    names = (*fields, "date")
    if draw(st.booleans()):
        condition = draw(conditions(names))
        if _fits(condition, Scope(fields=types, has_date=True)):
            rule["when"] = condition
    has_nth = draw(st.integers(0, 2)) == 0
    if has_nth:
        rule["nth"] = {"within": draw(st.sampled_from(DURATIONS))} if draw(st.booleans()) else {}
        names = (*names, "nth")
    scope = Scope(fields=types, has_date=True, has_nth=has_nth)
    points = draw(numbers(names))
    rule["points"] = points if _fits(points, scope) else draw(st.sampled_from([5, -4, 1]))
    if "ceiling" in rule and draw(st.booleans()):
        condition = draw(conditions(names, 1))
        if _fits(condition, scope):
            rule["ceiling"]["when"] = condition
    return rule


@st.composite
def _period_rule(
    draw: st.DrawFn, sources: dict[str, Any], rules: dict[str, Any], bands: dict[str, Any]
) -> dict[str, Any]:
    rule = draw(_common(bands))
    rule["each"] = draw(st.sampled_from(PERIODS))
    events = sorted(name for name, other in rules.items() if "source" in other)
    terms = [f"COUNT({name})" for name in [*events, *sources]]
    for name, source in sources.items():
        terms += [
            f"{function}({name}.{field})"
            for field in source["fields"]
            if field in ("number", "hours")
            for function in ("SUM", "MIN", "MAX")
        ]
    names = tuple(draw(st.lists(st.sampled_from(terms), min_size=1, max_size=2)))
    types = {name: {field: Type(FIELDS[field]) for field in source["fields"]} for name, source in sources.items()}
    scope = Scope(is_period=True, has_date=True, matches=frozenset(events), sources=types)
    if draw(st.booleans()):
        condition = f"{names[0]} {draw(st.sampled_from(['=', '>', '<']))} {draw(st.integers(0, 3))}"
        if _fits(condition, scope):
            rule["when"] = condition
    points = draw(numbers(names, 1))
    rule["points"] = points if _fits(points, scope) else draw(st.sampled_from([3, -2]))
    return rule


@st.composite
def _pools(draw: st.DrawFn, rules: list[str]) -> dict[str, Any]:
    pools: dict[str, Any] = {}
    waiting = list(rules)
    for name in ["first", "second"][: draw(st.integers(0, 2))]:
        members = [rule for rule in waiting if draw(st.booleans())]
        waiting = [rule for rule in waiting if rule not in members]
        if members:
            cap = {"points": draw(st.integers(1, 40)), "per": draw(st.sampled_from([*PERIODS, "ever"]))}
            pools[name] = {"rules": members, "cap": cap}
    return pools


@st.composite
def _steps(draw: st.DrawFn, bands: list[str], better: str) -> list[dict[str, Any]]:
    worsening = bands if better == "lower" else bands[::-1]
    steps = []
    for index in range(2, len(worsening)):
        if draw(st.integers(0, 3)):
            after = {"band": worsening[index - 1], "measure": f"letter_{index}"}
            steps.append({"band": worsening[index], "after": after})
    return steps


# -- ledgers ------------------------------------------------------------------------------------------------


@st.composite
def instants(draw: st.DrawFn, low: int = 0) -> datetime:
    """An instant near one of the anchors, often exactly equal to another draw."""
    anchor = draw(st.sampled_from(ANCHORS[low:]))
    minutes = draw(st.sampled_from([0, 0, 1, 30, 90, 150, 12 * 60, 23 * 60 + 59]))
    days = draw(st.sampled_from([0, 0, 0, 1, -1, 2, 7]))
    return datetime(anchor.year, anchor.month, anchor.day, tzinfo=UTC) + timedelta(days=days, minutes=minutes)


@st.composite
def _data(draw: st.DrawFn, fields: dict[str, Any], *, partial: bool = False) -> dict[str, Any]:
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
                "data": draw(_data(fields[source])),
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
            row |= {"kind": kind, "reason": "mistake", "data": draw(_data(dict.fromkeys(fields[source]), partial=True))}
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


@st.composite
def cases(draw: st.DrawFn, towns: int = 1) -> Case:
    """A scheme, a sound ledger and two instants.

    With several `towns` the ledger is that many ledgers in one: since a score reads only its member's records, one
    query tries them all. They agree on whether the ledger has joins, as that is a property of the whole.
    """
    scheme = draw(schemes())
    style = draw(st.sampled_from(["none", "none", "joins", "joins", "turns", "leaves"]))
    rows = [row for town in range(towns) for row in _in_town(draw(raw_records(scheme, style)), town)]
    records, ledger = sound_records(scheme, rows)
    return Case(scheme, ledger, records, draw(instants(1)), draw(instants(1)))


def _in_town(rows: list[dict[str, Any]], town: int) -> list[dict[str, Any]]:
    """The same rows with members and keys of their own."""
    if town == 0:
        return rows
    own = ("member", "event_id", "dispute_id", "measure_id")
    return [{key: f"{value}@{town}" if key in own else value for key, value in row.items()} for row in rows]
