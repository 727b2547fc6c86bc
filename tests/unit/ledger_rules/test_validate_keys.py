"""Keys, sameness and references of the whole ledger (SEMANTICS 6.8), with every message word for word."""

import itertools
from datetime import UTC, datetime
from decimal import Decimal as D

import pytest

from unit.ledger_rules.written_rows import checked, faults, row

AGAIN = "2025-03-11T08:00:00Z"
ANOTHER = "the same record, or a key of its own"
APPEND = "to change what was recorded, append a `correction`; nothing is edited"
EVENT, MEASURE = row("event"), row("measure")
DISPUTE = row("dispute")


@pytest.mark.parametrize(
    "same",
    [
        [row("event", data={"hours": "85.50"}), row("event", AGAIN, data={"hours": "85.5"})],  # after typing
        [row("event"), row("event", AGAIN, data={"hours": None})],  # NULL as absent
        [row("event"), row("event", AGAIN, occurred_at="2025-03-09T11:00:00+01:00")],  # one instant
        [EVENT, DISPUTE, row("dispute", AGAIN, by="anna")],  # `by` and `reason` are free text
        [EVENT, DISPUTE, row("decision", AGAIN), row("decision", AGAIN, reason="other words", by="board")],
        [EVENT, row("withdrawal"), row("withdrawal", AGAIN, reason="twice")],
        [MEASURE, row("measure", AGAIN)],
        [row("join"), row("join", AGAIN)],
        [
            EVENT,
            row("correction", data={"hours": 1}, correction_id="c"),
            row("correction", AGAIN, data={"hours": "1.0"}, correction_id="c"),
        ],
    ],
    ids=lambda rows: rows[-1]["kind"],
)
def test_the_same_record_again_changes_nothing(same):
    for order in itertools.permutations(same):
        assert faults(*order) == []


def test_the_earliest_recorded_at_stands():
    for rows in ([row("event", AGAIN), EVENT], [EVENT, row("event", AGAIN)]):
        [kept] = checked(*rows).ledger.events.values()
        assert kept.recorded_at == datetime(2025, 3, 10, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rows", "number", "name"),
    [
        ([EVENT, row("event", AGAIN, member="bea")], 2, "event 'h1' of 'hours'"),
        ([EVENT, row("event", AGAIN, occurred_at="2025-03-09")], 2, "event 'h1' of 'hours'"),
        ([EVENT, row("event", AGAIN, data={"hours": 0})], 2, "event 'h1' of 'hours'"),  # NULL is not 0
        ([EVENT, row("event", event_id="h2"), DISPUTE, row("dispute", AGAIN, event_id="h2")], 4, "dispute 'd1'"),
        ([EVENT, DISPUTE, row("decision"), row("decision", AGAIN, outcome="upheld")], 4, "decision on 'd1'"),
        ([MEASURE, row("measure", AGAIN, measure="warning")], 2, "measure 'm1'"),
        ([MEASURE, row("measure", AGAIN, member="bea")], 2, "measure 'm1'"),
        (
            [EVENT, *(row("correction", data={"hours": n}, correction_id="c") for n in (1, 2))],
            3,
            "correction 'c'",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_record_under_the_same_key(rows, number, name):
    first = number - 1
    expected = (number, "ledger-key", f"another {name} than in ledger.jsonl row {first}", ANOTHER, APPEND)
    assert faults(*rows) == [expected]


def test_the_later_recorded_one_is_the_other_one():
    # in the file the later recorded row comes first; the fault is of that row all the same
    rows = [row("event", AGAIN, member="bea"), EVENT]
    assert faults(*rows) == [
        (1, "ledger-key", "another event 'h1' of 'hours' than in ledger.jsonl row 2", ANOTHER, APPEND)
    ]


def test_one_id_in_two_sources_is_two_events():
    assert faults(EVENT, row("event", source="fees", member="bea")) == []
    assert len(checked(EVENT, row("event", source="fees", member="bea")).ledger.events) == 2
    assert len(checked(EVENT, row("event", event_id="H1"), row("event", event_id="h1 ")).ledger.events) == 3


UNKNOWN = ("one that was recorded", "give the file that holds it too")


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([row("dispute")], "event 'h1' of 'hours'"),
        ([row("withdrawal")], "event 'h1' of 'hours'"),
        ([row("correction", data={"hours": 1})], "event 'h1' of 'hours'"),
        ([row("correction", data={"hours": 1}, correction_id="c")], "event 'h1' of 'hours'"),
        ([row("event", source="fees"), row("withdrawal")], "event 'h1' of 'hours'"),
        ([row("decision")], "dispute 'd1'"),
        ([row("withdrawal", source=..., event_id=..., measure_id="m1")], "measure 'm1'"),
        ([MEASURE, row("withdrawal", source=..., event_id=..., measure_id="m2")], "measure 'm2'"),
        ([row("withdrawal", event_id="x" * 70)], f"event '{'x' * 57}...' of 'hours'"),
    ],
)
def test_what_names_something_unknown(rows, name):
    expected = (len(rows), "ledger-reference", f"the {name}, which is not in the ledger", *UNKNOWN)
    assert faults(*rows) == [expected]


def test_what_names_a_later_recorded_event_is_sound():
    # a withdrawal and a correction recorded before their event take effect once all are known
    early = "2025-03-01T00:00:00Z"
    assert faults(row("withdrawal", early), row("correction", early, data={"hours": 1}), EVENT) == []


def test_a_decision_before_its_dispute():
    rows = [EVENT, DISPUTE, row("decision", "2025-03-10T07:59:59Z")]
    found, expected = (
        "a decision recorded before its dispute in ledger.jsonl row 2",
        "a decision at or after the dispute",
    )
    assert faults(*rows) == [(3, "ledger-order", found, expected, "")]
    assert faults(EVENT, DISPUTE, row("decision")) == []  # at the same instant


def test_a_decision_whose_dispute_names_an_unknown_event_is_unknown_too():
    rows = [DISPUTE, row("decision")]
    assert [(number, code) for number, code, *_ in faults(*rows)] == [(1, "ledger-reference"), (2, "ledger-reference")]


def test_several_disputes_and_corrections_of_one_event():
    ledger = checked(
        EVENT,
        DISPUTE,
        row("dispute", AGAIN, dispute_id="d2"),
        row("correction", data={"hours": 1}),
        row("correction", AGAIN, data={"hours": 1}),
        row("correction", AGAIN, data={"hours": 1}),  # the whole record again: one correction
    ).ledger
    assert len(ledger.disputes_of()["hours", "h1"]) == 2
    assert [item.data["hours"] for item in ledger.corrections["hours", "h1"]] == [D(1), D(1)]


@pytest.mark.parametrize("count", [2, 3])
def test_the_order_of_rows_never_matters(count):
    rows = [EVENT, row("event", AGAIN, member="bea"), DISPUTE, row("decision", AGAIN), row("join")][: count + 2]
    kept = [checked(*order).ledger.events["hours", "h1"].member for order in itertools.permutations(rows)]
    assert set(kept) == {"anna"}
