"""Schemes of the format, with every feature that the score reads."""

import json
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from isonomia.expression.scope import Scope
from isonomia.expression.tree import Type
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from strategies.expressions import conditions, fits, numbers

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
        if fits(condition, Scope(fields=types, has_date=True)):
            rule["when"] = condition
    has_nth = draw(st.integers(0, 2)) == 0
    if has_nth:
        rule["nth"] = {"within": draw(st.sampled_from(DURATIONS))} if draw(st.booleans()) else {}
        names = (*names, "nth")
    scope = Scope(fields=types, has_date=True, has_nth=has_nth)
    points = draw(numbers(names))
    rule["points"] = points if fits(points, scope) else draw(st.sampled_from([5, -4, 1]))
    if "ceiling" in rule and draw(st.booleans()):
        condition = draw(conditions(names, 1))
        if fits(condition, scope):
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
        if fits(condition, scope):
            rule["when"] = condition
    points = draw(numbers(names, 1))
    rule["points"] = points if fits(points, scope) else draw(st.sampled_from([3, -2]))
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
