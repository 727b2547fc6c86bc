"""Joins and leaves in turn, events of enrolled members only (SEMANTICS 6.6), with every message word for word."""

import pytest

from unit.ledger_rules.written_rows import checked, faults, row

IN_TURN = "joins and leaves in turn"
BETWEEN = "an event between join and leave"
MEND = "add the `join`, or correct the event's date or member"


def join(day: str, member: str = "anna"):
    return row("join", occurred_at=day, member=member)


def leave(day: str, member: str = "anna"):
    return row("leave", occurred_at=day, member=member)


def event(day: str, member: str = "anna", **changes):
    return row("event", occurred_at=day, member=member, **changes)


def test_joins_and_leaves_in_turn():
    assert faults(join("2025-01-01"), leave("2025-03-01"), join("2025-05-01"), leave("2025-06-01")) == []
    assert faults(leave("2025-03-01"), join("2025-01-01")) == []  # in any order of the file
    assert faults(join("2025-01-01"), join("2025-01-01", "bea")) == []


def test_a_second_join():
    rows = [join("2025-01-01"), join("2025-02-01")]
    assert faults(*rows) == [(2, "ledger-membership", "a second join of 'anna'", IN_TURN, "")]
    # by the time of joining, not by the row
    assert [number for number, *_ in faults(*reversed(rows))] == [1]


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([join("2025-01-01", "bea"), leave("2025-02-01")], 2),
        ([join("2025-03-01"), leave("2025-02-01")], 2),
        ([join("2025-01-01"), leave("2025-02-01"), leave("2025-03-01")], 3),
    ],
)
def test_a_leave_without_a_join(rows, number):
    found = "a leave without a join before it of 'anna'"
    assert faults(*rows) == [(number, "ledger-membership", found, IN_TURN, "")]


def test_without_any_join_a_leave_ends_what_the_first_event_began():
    assert faults(event("2025-01-05"), leave("2025-02-01")) == []
    assert faults(event("2025-03-05"), leave("2025-02-01")) == []  # no join in the ledger: events are not checked


@pytest.mark.parametrize(
    ("day", "is_sound"),
    [
        ("2024-12-31", False),
        ("2025-01-01", True),  # the day of joining
        ("2025-02-01", True),  # the day of leaving
        ("2025-02-02", False),
        ("2025-04-30", False),
        ("2025-05-01", True),  # joined again
        ("2030-01-01", True),
    ],
)
def test_an_event_falls_on_an_enrolled_date(day, is_sound):
    members = [join("2025-01-01"), leave("2025-02-01"), join("2025-05-01")]
    found = f"an event of 'anna' on {day}, who is not enrolled on that date"
    expected = [] if is_sound else [(4, "ledger-not-enrolled", found, BETWEEN, MEND)]
    assert faults(*members, event(day)) == expected


def test_the_date_is_the_local_one():
    # joined on 2 January; 23:30 UTC on the 1st is 00:30 on the 2nd in Vienna
    assert faults(join("2025-01-02"), event("2025-01-01T23:30:00Z")) == []
    assert len(faults(join("2025-01-02"), event("2025-01-01T22:30:00Z"))) == 1
    # whoever joins at noon is enrolled on that date from its first instant
    assert faults(join("2025-01-02T12:00"), event("2025-01-02T08:00")) == []


def test_an_event_of_somebody_who_never_joined():
    rows = [join("2025-01-01", "bea"), event("2025-03-09")]
    found = "an event of 'anna' on 2025-03-09, who is not enrolled on that date"
    assert faults(*rows) == [(2, "ledger-not-enrolled", found, BETWEEN, MEND)]
    assert faults(event("2025-03-09")) == []  # the file has no join at all


def test_it_is_the_event_as_corrected_that_counts():
    members = [join("2025-01-01"), join("2025-01-01", "bea")]
    # outside as recorded, inside as corrected
    assert faults(*members, event("2024-12-01"), row("correction", occurred_at="2025-02-01")) == []
    assert faults(*members, event("2025-02-01", "carl"), row("correction", member="bea")) == []
    # and the other way round
    rows = [*members, event("2025-02-01"), row("correction", occurred_at="2024-12-01")]
    assert [item[:2] for item in faults(*rows)] == [(3, "ledger-not-enrolled")]
    rows = [*members, event("2025-02-01"), row("correction", member="carl")]
    found = "an event of 'carl' on 2025-02-01, who is not enrolled on that date"
    assert faults(*rows) == [(3, "ledger-not-enrolled", found, BETWEEN, MEND)]


def test_it_is_checked_on_the_whole_ledger_whenever_it_was_recorded():
    # the join was recorded in August, long after the event
    assert faults(row("join", "2025-08-01T00:00:00Z", occurred_at="2025-01-01"), event("2025-03-09")) == []


def test_a_withdrawn_event_must_have_been_a_members_too():
    rows = [join("2025-06-01"), event("2025-03-09"), row("withdrawal")]
    assert [item[:2] for item in faults(*rows)] == [(2, "ledger-not-enrolled")]


def test_what_is_sound_stays():
    ledger = checked(join("2025-01-01"), event("2025-01-05"), event("2024-01-05", event_id="h2")).ledger
    assert list(ledger.events) == [("hours", "h1")]
    assert ledger.has_joins
