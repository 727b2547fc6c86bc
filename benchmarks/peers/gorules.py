"""How many events does a rules engine decide in a second, conditions and points alone: no cap, no fading, no band?

GoRules' zen-engine with one decision table a source (`collect`: every rule that matches), called as its users call it
for one event after another; the table is compiled once. `evaluate_batch` does the same on all cores.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import zen

# source: fields; rules: a condition for each field (empty: any), the rule's name, its points
TABLES: dict[str, tuple[tuple[str, ...], list[tuple[tuple[str, ...], str, str]]]] = {
    "hours": (
        ("hours", "task"),
        [
            ((">= 2", ""), "long_help", "floor(min([hours, 8]) * 2 + 0.5)"),
            (("< 2", ""), "short_help", "1"),
            (("", "'night'"), "night_shift", "3"),
            (("", "'teaching'"), "teaching", "5"),
        ],
    ),
    "payments": (
        ("days_late", "amount"),
        [
            (("<= 0", ""), "on_time", "1"),
            (("> 30", ""), "late", "days_late > 90 ? -12 : -4"),
            (("", ">= 500"), "donation", "2"),
        ],
    ),
    "reports": (
        ("severity", "confirmed"),
        [
            (("1", "true"), "complaint", "-2"),
            ((">= 2", "true"), "offence", "severity * -10"),
            (("0", ""), "praise", "4"),
        ],
    ),
}
Events = dict[str, list[dict[str, Any]]]


def graph(source: str) -> dict[str, Any]:
    """The decision of a source: its input, one table, its output."""
    fields, rules = TABLES[source]
    column = {"type": "expression"}
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} | column for name in fields],
        "outputs": [{"id": f"{name}_out", "name": name, "field": name} | column for name in ("rule", "points")],
        "rules": [
            {"_id": rule, **dict(zip(fields, tests, strict=True)), "rule_out": f"'{rule}'", "points_out": points}
            for tests, rule, points in rules
        ],
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": name, "name": name, "type": kind, "position": {"x": place, "y": 0}, "content": content}
            for place, (name, kind, content) in enumerate(nodes)
        ],
        "edges": [
            {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
            for one, other in (("in", "table"), ("table", "out"))
        ],
    }


def engine() -> zen.ZenEngine:
    """All tables, compiled once."""
    compiled = {source: zen.ZenDecisionContent(json.dumps(graph(source))) for source in TABLES}
    return zen.ZenEngine({"loader": compiled.__getitem__})


def one_by_one(decide: zen.ZenEngine, events: Events) -> Counter[str]:
    """The points of each rule over all events, a call an event."""
    points: Counter[str] = Counter()
    for source, contexts in events.items():
        for context in contexts:
            _add(points, decide.evaluate(source, context)["result"])
    return points


def in_batches(decide: zen.ZenEngine, events: Events) -> Counter[str]:
    """The same, a call for each source."""
    points: Counter[str] = Counter()
    for source, contexts in events.items():
        for answer in decide.evaluate_batch([{"key": source, "context": context} for context in contexts]):
            _add(points, answer["data"]["result"])
    return points


def _add(points: Counter[str], result: list[dict[str, Any]] | None) -> None:
    for match in result or ():
        points[match["rule"]] += match["points"]


WAYS: dict[str, Callable[[zen.ZenEngine, Events], Counter[str]]] = {"one by one": one_by_one, "in batches": in_batches}
