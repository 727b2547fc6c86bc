"""Who is a member on which local dates: leaving, joining again, one instant (SEMANTICS 6.6)."""

import itertools
from datetime import date

import pytest

from isonomia.ledger.enrolment import Enrolment, enrolments, in_order
from unit.ledger_rules.written_rows import read, row


def records(*turns: str):
    """`join 2025-01-01` and the like, as records."""
    return [read(row(kind, occurred_at=day)) for kind, day in (turn.split() for turn in turns)]


def stretches(*turns: str) -> list[tuple[str, str | None]]:
    return [(item.first.isoformat(), item.last and item.last.isoformat()) for item in enrolments(records(*turns))]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["join 2025-01-01"], [("2025-01-01", None)]),
        (["join 2025-01-01", "leave 2025-02-01"], [("2025-01-01", "2025-02-01")]),
        (
            ["join 2025-01-01", "leave 2025-02-01", "join 2025-05-01"],
            [("2025-01-01", "2025-02-01"), ("2025-05-01", None)],
        ),
        # left and joined again on one date, at two times of it: two stretches that share the date
        (
            ["join 2025-01-01", "leave 2025-02-01T09:00", "join 2025-02-01T17:00"],
            [("2025-01-01", "2025-02-01"), ("2025-02-01", None)],
        ),
        # at the same instant: whoever is a member leaves and then joins
        (
            ["join 2025-01-01", "leave 2025-02-01", "join 2025-02-01"],
            [("2025-01-01", "2025-02-01"), ("2025-02-01", None)],
        ),
        # who is not, joins and then leaves: a member for one date
        (["join 2025-02-01", "leave 2025-02-01"], [("2025-02-01", "2025-02-01")]),
        (["leave 2025-02-01"], []),
        ([], []),
    ],
)
def test_stretches(turns, expected):
    for order in itertools.permutations(turns):
        assert stretches(*order) == expected


def test_a_time_of_day_makes_no_part_of_a_day():
    # 23:30 UTC on 31 January is the 1st of February in Vienna
    assert stretches("join 2025-01-31T23:30:00Z", "leave 2025-02-28T23:30:00Z") == [("2025-02-01", "2025-03-01")]


def test_of_one_instant_the_one_that_fits_comes_first():
    turns = records("leave 2025-02-01", "join 2025-02-01")
    assert [item.kind for item in in_order(turns)] == ["join", "leave"]
    turns = records("leave 2025-02-01", "join 2025-02-01", "join 2025-01-01")
    assert [item.kind for item in in_order(turns)] == ["join", "leave", "join"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-12-31", False), ("2025-01-01", True), ("2025-02-01", True), ("2025-02-02", False)],
)
def test_both_ends_are_enrolled_dates(day, expected):
    stretch = Enrolment(date(2025, 1, 1), date(2025, 2, 1))
    assert stretch.holds(date.fromisoformat(day)) is expected


def test_an_open_end():
    assert Enrolment(date(2025, 1, 1), None).holds(date(2999, 12, 31))
