"""What is wrong with a row, word for word (SEMANTICS 6.12, 6.19, 6.23, 6.24)."""

from datetime import datetime
from decimal import Decimal as D

import pytest

from isonomia.diagnostics.yaml_document import NumberText
from isonomia.ledger.parse_record import CellText
from unit.ledger_rules.written_rows import KEYS, fault_of, row

KINDS = "one of event, correction, withdrawal, dispute, decision, measure, join, leave"
SOURCES = "a source of the scheme, one of hours, fees"
NO_RULE_MAY_READ = "data that no rule may read must not be in the ledger"
FIELDS = "one of hours, place, late, since, days"


@pytest.mark.parametrize(
    ("kind", "found", "remedy"),
    [
        ("evnt", "the kind 'evnt'", "did you mean 'event'?"),
        ("Join", "the kind 'Join'", "did you mean 'join'?"),
        ("fine", "the kind 'fine'", ""),
        (None, "the kind that is absent", ""),
        (7, "the kind 7", ""),
    ],
)
def test_kinds(kind, found, remedy):
    assert fault_of({**row("event"), "kind": kind}) == ("ledger-kind", found, KINDS, remedy)


def test_a_row_without_kind_and_event_id():
    assert fault_of({"member": "anna"}) == ("ledger-kind", "the kind that is absent", KINDS, "")


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *((kind, key) for kind, keys in KEYS.items() for key in keys if kind not in ("withdrawal", "join", "leave")),
        ("join", "member"),
        ("leave", "member"),
        *((kind, "recorded_at") for kind in KEYS),
    ],
)
def test_missing_keys(kind, key):
    for absent in (..., None):
        found = fault_of({**row(kind), key: None} if absent is None else row(kind, **{key: ...}) | {"kind": kind})
        assert found == ("ledger-missing-key", f"no `{key}` in a record of kind {kind}", "", f"add `{key}`")


@pytest.mark.parametrize(
    ("kind", "key", "allowed", "remedy"),
    [
        ("event", "membr", "source, event_id, member, occurred_at, data", "did you mean 'member'?"),
        ("event", "reason", "source, event_id, member, occurred_at, data", ""),
        ("correction", "dispute_id", "source, event_id, correction_id, occurred_at, member, data, reason", ""),
        ("withdrawal", "by", "source, event_id, measure_id, reason", ""),
        ("dispute", "outcome", "source, event_id, dispute_id, by", ""),
        ("decision", "event_id", "dispute_id, outcome, by, reason", ""),
        ("measure", "data", "member, measure_id, measure, occurred_at", ""),
        ("join", "source", "member, occurred_at", ""),
        ("leave", "ocurred_at", "member, occurred_at", "did you mean 'occurred_at'?"),
    ],
)
def test_keys_of_another_kind(kind, key, allowed, remedy):
    code, found, expected, help_text = fault_of({**row(kind), key: "x"})
    assert (code, found) == ("ledger-unknown-key", f"the key '{key}' in a record of kind {kind}")
    assert expected == f"one of {allowed}"
    assert help_text == remedy or not remedy


@pytest.mark.parametrize(
    "changes",
    [
        {"source": ..., "event_id": ...},
        {"event_id": ...},
        {"source": ...},
        {"measure_id": "m1"},
        {"measure_id": "m1", "source": ...},
    ],
)
def test_a_withdrawal_names_one_thing(changes):
    found, expected = "a withdrawal that does not name one thing", "source and event_id, or measure_id"
    assert fault_of(row("withdrawal", **changes)) == ("ledger-missing-key", found, expected, "")


@pytest.mark.parametrize("data", [..., None, {}])
def test_a_correction_that_changes_nothing(data):
    expected = ("ledger-empty-correction", "a correction that changes nothing", "occurred_at, member or data", "")
    assert fault_of(row("correction", data=data, reason="because")) == expected


@pytest.mark.parametrize(
    ("source", "found", "remedy"),
    [
        ("hour", "the source 'hour'", "did you mean 'hours'?"),
        ("payments", "the source 'payments'", NO_RULE_MAY_READ),
        (7, "the source 7", NO_RULE_MAY_READ),
        ({}, "the source a mapping", NO_RULE_MAY_READ),
    ],
)
def test_sources(source, found, remedy):
    for kind in ("event", "correction", "dispute"):
        written = row(kind, source=source, **({"data": {"hours": 1}} if kind == "correction" else {}))
        assert fault_of(written) == ("ledger-unknown-source", found, SOURCES, remedy)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("hour", "did you mean 'hours'?"), ("religion", "data that no rule may read must not be there")],
)
def test_undeclared_fields(name, remedy):
    found = f"the field '{name}', which the source 'hours' does not declare"
    assert fault_of(row("event", data={name: None})) == ("ledger-unknown-field", found, FIELDS, remedy)


def test_a_source_without_fields():
    written = row("event", source="fees", data={"hours": 1})
    found = "the field 'hours', which the source 'fees' does not declare"
    assert fault_of(written)[1:3] == (found, "none, as none is declared")


@pytest.mark.parametrize(("data", "shown"), [("hours", "'hours'"), (["hours"], "a list"), (3, "3"), (True, "true")])
def test_data_that_is_no_mapping(data, shown):
    expected = ("ledger-value", f"`data` that is {shown}", "a mapping of the source's fields", "")
    assert fault_of(row("event", data=data)) == expected


WHOLE = "a whole number of at most 64 bits, such as 3"
NO_FLOAT = "a decimal number such as 85.5, written as a number or a text, not a binary float"
DIGITS = "a decimal number with at most 12 digits before and 6 after the point"
DECIMAL = "a decimal number such as 85.5, without exponent"
DAY = "a date such as 2025-03-31, from 1900 to 2999"


@pytest.mark.parametrize(
    ("name", "value", "shown", "expected"),
    [
        ("days", "3.0", "'3.0'", WHOLE),
        ("days", NumberText("3.0"), "'3.0'", WHOLE),
        ("days", D("3.0"), "3", WHOLE),
        ("days", 3.0, "'3.0'", WHOLE),
        ("days", True, "true", WHOLE),
        ("days", "three", "'three'", WHOLE),
        ("days", "", "''", WHOLE),
        ("days", 2**63, "9223372036854775808", WHOLE),
        ("days", [3], "a list", WHOLE),
        ("hours", 85.5, "'85.5'", NO_FLOAT),
        ("hours", False, "false", NO_FLOAT),
        ("hours", "1e3", "'1e3'", DECIMAL),
        ("hours", "NaN", "'NaN'", DECIMAL),
        ("hours", "85,5", "'85,5'", DECIMAL),
        ("hours", D("NaN"), "NaN", DECIMAL),
        ("hours", "1.1234567", "'1.1234567'", DIGITS),
        ("hours", "1234567890123", "'1234567890123'", DIGITS),
        ("hours", 10**12, "1000000000000", DIGITS),
        ("late", "True", "'True'", "true or false"),
        ("late", "yes", "'yes'", "true or false"),
        ("late", 1, "1", "true or false"),
        ("late", CellText("yes"), "'yes'", "true or false"),
        ("late", "", "''", "true or false"),
        ("since", "2025-02-29", "'2025-02-29'", DAY),
        ("since", "31.03.2025", "'31.03.2025'", DAY),
        ("since", datetime(2025, 3, 31), "'2025-03-31 00:00:00'", "a date such as 2025-03-31, without a time"),
        ("since", 20250331, "20250331", "a date such as 2025-03-31"),
        ("place", 7, "7", "a text"),
        ("place", NumberText("7.5"), "'7.5'", "a text"),
        ("place", True, "true", "a text"),
        ("place", {"de": "Park"}, "a mapping", "a text"),
        ("place", "a\0b", "'a\\u0000b'", "a text without U+0000"),
        ("place", "\ud83c", "'\\ud83c'", "Unicode text without lone surrogates"),
        ("place", "x" * 70 + "\0", f"'{'x' * 57}...'", "a text without U+0000"),
    ],
)
def test_values(name, value, shown, expected):
    fault = ("ledger-value", f"{shown} in the field `{name}`", expected, "")
    assert fault_of(row("event", data={name: value})) == fault
    assert fault_of(row("correction", data={name: value})) == fault


@pytest.mark.parametrize(
    ("value", "shown"),
    [("", "''"), (True, "true"), (D("1.5"), "1.5"), ([], "a list"), ("x" * 1001, f"'{'x' * 57}...'")],
)
def test_identifiers(value, shown):
    for kind, key in [("event", "event_id"), ("event", "member"), ("dispute", "dispute_id"), ("measure", "measure")]:
        expected = ("ledger-value", f"`{key}` {shown}", "a text of 1 to 1000 characters", "")
        assert fault_of(row(kind, **{key: value})) == expected


def test_identifiers_without_odd_characters():
    assert fault_of(row("event", member="a\0")) == ("ledger-value", "`member` 'a\\u0000'", "a text without U+0000", "")
    expected = ("ledger-value", "`event_id` '\\udc00'", "Unicode text without lone surrogates", "")
    assert fault_of(row("event", event_id="\udc00")) == expected


@pytest.mark.parametrize(
    ("outcome", "shown", "remedy"),
    [("uphold", "'uphold'", "did you mean 'upheld'?"), ("Rejected", "'Rejected'", "did you mean 'rejected'?")],
)
def test_outcomes(outcome, shown, remedy):
    expected = ("ledger-value", f"the outcome {shown}", "one of upheld, rejected, corrected", remedy)
    assert fault_of(row("decision", outcome=outcome)) == expected


@pytest.mark.parametrize(
    ("key", "value", "found", "expected"),
    [
        ("recorded_at", "2025-03-10", "'2025-03-10'", "a time such as 2025-03-31T12:00:00+02:00"),
        (
            "recorded_at",
            "2025-03-10T08:00:00",
            "'2025-03-10T08:00:00'",
            "a time with an offset such as 2025-03-31T12:00:00Z or ...+02:00",
        ),
        ("recorded_at", 1741593600, "1741593600", "a time such as 2025-03-31T12:00:00Z"),
        ("recorded_at", datetime(2025, 3, 10, 8), "2025-03-10 08:00:00", "a time with an offset or a time zone"),
        ("occurred_at", "2025-02-30", "'2025-02-30'", DAY),
        ("occurred_at", "2025-03-09T10:00:60Z", "'2025-03-09T10:00:60Z'", "a time without a leap second (60)"),
        ("occurred_at", 20250309, "20250309", "a time such as 2025-03-31T12:00:00Z"),
    ],
)
def test_times(key, value, found, expected):
    assert fault_of({**row("event"), key: value}) == ("ledger-time", f"{key} {found}", expected, "")
