"""What an event says after its corrections: field by field, the latest recorded one wins (SEMANTICS 6.7)."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest

from isonomia.ledger.corrections import corrected
from unit.ledger_rules.written_rows import faults, read, row

EVENT = row("event", "2025-03-10T08:00:00Z", data={"hours": "2", "place": "park", "late": False})
BEFORE, FIRST, SECOND = "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z", "2025-05-01T00:00:00Z"


def after(*corrections):
    """The event after these corrections; the same in every order of theirs."""
    found = [corrected(read(EVENT), [read(item) for item in order]) for order in itertools.permutations(corrections)]
    assert all(item == found[0] for item in found)
    return found[0]


def test_none():
    assert after() == read(EVENT)


def test_fields_are_replaced_one_by_one():
    event = after(row("correction", FIRST, data={"hours": "3"}))
    assert (event.data["hours"], event.data["place"], event.data["late"]) == (D(3), "park", False)
    assert (event.member, event.occurred_on) == ("anna", date(2025, 3, 9))


def test_null_sets_a_field_to_null():
    assert after(row("correction", FIRST, data={"place": None})).data["place"] is None


def test_per_field_the_latest_recorded_wins():
    event = after(
        row("correction", FIRST, data={"hours": "3", "place": "school"}),
        row("correction", SECOND, data={"hours": "4"}),
    )
    assert (event.data["hours"], event.data["place"]) == (D(4), "school")
    event = after(row("correction", FIRST, data={"hours": None}), row("correction", SECOND, data={"hours": "4"}))
    assert event.data["hours"] == D(4)
    event = after(row("correction", FIRST, data={"hours": "3"}), row("correction", SECOND, data={"hours": None}))
    assert event.data["hours"] is None


def test_one_recorded_earlier_than_the_event_wins_over_the_event():
    assert after(row("correction", BEFORE, data={"hours": "7"})).data["hours"] == D(7)


def test_member_and_date():
    event = after(row("correction", FIRST, member="bea"), row("correction", SECOND, occurred_at="2025-02-28T23:30:00Z"))
    assert (event.member, event.occurred_at) == ("bea", datetime(2025, 2, 28, 23, 30, tzinfo=UTC))
    assert event.occurred_on == date(2025, 3, 1)  # 00:30 on 1 March in Vienna
    event = after(row("correction", FIRST, member="bea"), row("correction", SECOND, member="carl"))
    assert event.member == "carl"


def test_what_was_recorded_stays_recorded():
    event = after(row("correction", SECOND, data={"hours": "3"}))
    assert event.recorded_at == datetime(2025, 3, 10, 8, tzinfo=UTC)
    assert (event.source, event.event_id) == ("hours", "h1")


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"data": {"hours": "3"}}, {"data": {"hours": "4"}}, "data.hours"),
        ({"data": {"hours": "3"}}, {"data": {"hours": None}}, "data.hours"),
        ({"data": {"place": "a"}}, {"data": {"place": "A"}}, "data.place"),
        ({"member": "bea"}, {"member": "carl"}, "member"),
        ({"occurred_at": "2025-02-01"}, {"occurred_at": "2025-02-02"}, "occurred_at"),
        ({"data": {"hours": "3"}, "member": "bea"}, {"data": {"hours": "3"}, "member": "carl"}, "member"),
    ],
)
def test_two_values_at_one_instant(one, other, field):
    found = f"another value of `{field}` than in ledger.jsonl row 2, recorded at the same instant"
    expected, remedy = "corrections of one field at different times", "record the later one again, with its own time"
    rows = [EVENT, row("correction", FIRST, **one), row("correction", FIRST, **other)]
    assert faults(*rows) == [(3, "ledger-correction-conflict", found, expected, remedy)]
    # also where a later correction settles the matter: which of the two held until then is unknown
    later = row("correction", SECOND, data={"hours": "9"}, member="dora", occurred_at="2025-02-03")
    assert [item[1] for item in faults(*rows, later)] == ["ledger-correction-conflict"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"data": {"hours": "3"}}, {"data": {"place": "a"}}),  # two fields
        ({"data": {"hours": "3.0"}}, {"data": {"hours": "3"}}),  # one value after typing
        ({"data": {"hours": None}}, {"data": {"hours": None, "late": True}}),
        ({"occurred_at": "2025-02-01"}, {"occurred_at": "2025-02-01T00:00:00+01:00"}),
        ({"member": "bea"}, {"data": {"hours": "3"}}),
    ],
)
def test_one_instant_without_contradiction(one, other):
    assert faults(EVENT, row("correction", FIRST, **one), row("correction", FIRST, **other)) == []
    assert faults(EVENT, row("correction", FIRST, **one), row("correction", SECOND, **other)) == []


def test_two_instants_written_differently_are_one():
    rows = [
        EVENT,
        row("correction", FIRST, member="bea"),
        row("correction", "2025-04-01T02:00:00+02:00", member="carl"),
    ]
    assert [item[:2] for item in faults(*rows)] == [(3, "ledger-correction-conflict")]


def test_corrections_of_two_events_never_clash():
    rows = [EVENT, row("event", event_id="h2"), row("correction", FIRST, member="bea")]
    assert faults(*rows, row("correction", FIRST, member="carl", event_id="h2")) == []
