"""One row to one record: every kind, defaults, and what of a row is taken as it is written."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal as D

import pytest

from isonomia.diagnostics.yaml_document import NumberText
from isonomia.ledger.parse_record import CellText
from isonomia.ledger.record import Correction, Decision, Dispute, Event, Measure, Membership, Withdrawal
from unit.ledger_rules.written_rows import read, row

RECORDED = datetime(2025, 3, 10, 8, tzinfo=UTC)


def test_an_event():
    record = read(row("event", data={"hours": "2.50", "place": "park"}))
    assert isinstance(record, Event)
    assert (record.source, record.event_id, record.member) == ("hours", "h1", "anna")
    assert (record.recorded_at, record.occurred_at) == (RECORDED, datetime(2025, 3, 9, 10, tzinfo=UTC))
    # a declared field that is absent is NULL
    assert record.data == {"hours": D("2.5"), "place": "park", "late": None, "since": None, "days": None}


def test_the_local_date_is_that_of_the_schemes_zone():
    # 23:30 UTC on 9 March is 00:30 on the 10th in Vienna
    assert read(row("event", occurred_at="2025-03-09T23:30:00Z")).occurred_on == date(2025, 3, 10)
    assert read(row("event", occurred_at="2025-03-09T23:30")).occurred_on == date(2025, 3, 9)


def test_a_row_without_kind_that_has_an_event_id_is_an_event():
    written = row("event")
    del written["kind"]
    assert isinstance(read(written), Event)


def test_a_correction_holds_what_it_names_only():
    record = read(row("correction", data={"hours": 3, "place": None}, reason="misread"))
    assert isinstance(record, Correction)
    assert record.data == {"hours": D(3), "place": None}
    assert (record.member, record.occurred_at, record.occurred_on, record.correction_id) == (None, None, None, None)
    assert record.reason == "misread"


def test_a_correction_of_member_and_date():
    record = read(row("correction", member="bea", occurred_at="2025-03-01", correction_id="c1"))
    assert (record.member, record.correction_id, record.data) == ("bea", "c1", {})
    assert record.occurred_on == date(2025, 3, 1)


def test_a_withdrawal_of_an_event_and_of_a_measure():
    record = read(row("withdrawal", reason="twice"))
    assert isinstance(record, Withdrawal)
    assert (record.source, record.event_id, record.measure_id, record.reason) == ("hours", "h1", None, "twice")
    record = read(row("withdrawal", source=..., event_id=..., measure_id="m1"))
    assert (record.source, record.event_id, record.measure_id) == (None, None, "m1")


def test_a_dispute_and_its_decision():
    dispute, decision = (
        read(row("dispute", by="anna")),
        read(row("decision", outcome="upheld", by="board", reason="so")),
    )
    assert isinstance(dispute, Dispute)
    assert (dispute.source, dispute.event_id, dispute.dispute_id, dispute.by) == ("hours", "h1", "d1", "anna")
    assert isinstance(decision, Decision)
    assert (decision.dispute_id, decision.outcome, decision.by, decision.reason) == ("d1", "upheld", "board", "so")


def test_a_measure():
    record = read(row("measure"))
    assert isinstance(record, Measure)
    assert (record.member, record.measure_id, record.measure) == ("anna", "m1", "letter")
    assert record.occurred_on == date(2025, 3, 9)


@pytest.mark.parametrize("kind", ["join", "leave"])
def test_membership(kind):
    record = read(row(kind, occurred_at="2025-06-30"))
    assert isinstance(record, Membership)
    assert (record.kind, record.member, record.occurred_on) == (kind, "anna", date(2025, 6, 30))
    # without a time of its own it happened when it was recorded
    record = read(row(kind, occurred_at=...))
    assert (record.occurred_at, record.occurred_on) == (RECORDED, date(2025, 3, 10))


def test_nothing_is_the_same_as_absent():
    assert read(row("event", data=None)) == read(row("event"))
    assert read(row("dispute", by=None)) == read(row("dispute"))
    assert read({**row("event"), "reason": None}) == read(row("event"))  # a column of another kind, empty here


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("hours", "85.50", D("85.5")),
        ("hours", NumberText("85.5"), D("85.5")),
        ("hours", D("85.5"), D("85.5")),
        ("hours", D("1E+2"), D(100)),  # a decimal column, not a text with an exponent
        ("hours", 3, D(3)),
        ("hours", "-0.000001", D("-0.000001")),
        ("hours", "999999999999.999999", D("999999999999.999999")),
        ("days", 3, 3),
        ("days", "3", 3),
        ("days", "-3", -3),
        ("days", "007", 7),
        ("days", 2**63 - 1, 2**63 - 1),
        ("late", True, True),
        ("late", CellText("false"), False),
        ("place", CellText("false"), "false"),
        ("since", "2024-02-29", date(2024, 2, 29)),
        ("since", date(2024, 2, 29), date(2024, 2, 29)),
        ("place", "", ""),
        ("place", " own  home ", " own  home "),  # nothing is trimmed
        ("place", "e\u0301", "e\u0301"),  # or normalised
        ("place", "\U0001f333", "\U0001f333"),
        ("place", None, None),
    ],
)
def test_values(name, given, expected):
    found = read(row("event", data={name: given})).data[name]
    assert found == expected
    assert type(found) is type(expected)


def test_identifiers_are_text_exactly_as_written():
    assert read(row("event", event_id="007")).event_id == "007"
    assert read(row("event", event_id=7)).event_id == "7"
    assert read(row("event", event_id=" a ")).event_id == " a "
    assert read(row("event", member="x" * 1000)).member == "x" * 1000


def test_times_that_a_format_has_typed():
    two = timezone(timedelta(hours=2))
    record = read(row("event", datetime(2025, 3, 10, 10, tzinfo=two), occurred_at=datetime(2025, 3, 9, 10, tzinfo=two)))
    assert (record.recorded_at, record.occurred_at) == (RECORDED, datetime(2025, 3, 9, 8, tzinfo=UTC))
    # a time without zone is Vienna's, a date its first instant there
    assert read(row("event", occurred_at=datetime(2025, 3, 9, 10))).occurred_at == datetime(2025, 3, 9, 9, tzinfo=UTC)
    assert read(row("event", occurred_at=date(2025, 3, 9))).occurred_at == datetime(2025, 3, 8, 23, tzinfo=UTC)
