"""Who has a standing (SEMANTICS 6.21), and what is left to whoever comes back (6.6)."""

import pytest

from unit.score.small_schemes import account_of, act, decision, dispute, everyone, measure, record, small

SCHEME = small(
    """
rules: {rule: {source: acts, points: n, halves: every 1 year}}
score: {base: 20}
bands: {low: {}, mid: {from: 10}, high: {from: 50}}
former_measures: [letter]
"""
)
DAY = "2025-06-30"


def listed(rows, as_of=DAY, known_at="2999-12-31"):
    return list(everyone(SCHEME, rows, as_of, known_at))


def moved(recorded: str = "2025-02-01", **changes):
    return record("correction", recorded, event_id="2025-01-05", **changes)


def test_a_member_none_of_whose_events_stands_has_the_base():
    rows = [act("2025-01-05", 40), record("withdrawal", "2025-02-01", event_id="2025-01-05")]
    account = account_of(SCHEME, rows, DAY)
    assert (account.score, account.band_name, account.entries) == (20, "mid", ())


def test_an_upheld_dispute_still_names_its_member():
    rows = [act("2025-01-05", -40), dispute("2025-01-10", "2025-01-05"), decision("2025-01-20", "upheld")]
    assert (account_of(SCHEME, rows, DAY).score, account_of(SCHEME, rows, DAY, "2025-01-15").score) == (20, -20)


def test_an_event_later_than_as_of_names_its_member():
    account = account_of(SCHEME, [act("2025-12-05", 40)], DAY)
    assert (account.score, account.entries) == (20, ())


def test_an_event_moved_away_names_the_other_member_only():
    rows = [act("2025-01-05", 40), moved(member="bea")]
    assert listed(rows) == ["bea"]
    assert everyone(SCHEME, rows, DAY)["bea"].score == 60
    assert listed(rows, known_at="2025-01-31") == ["anna"]  # before the correction was known


def test_a_moved_event_that_is_withdrawn_names_the_other_member_too():
    rows = [act("2025-01-05", 40), moved(member="bea"), record("withdrawal", "2025-03-01", event_id="2025-01-05")]
    assert listed(rows) == ["bea"]


def test_its_disputes_go_with_it():
    scheme = small("rules: {rule: {source: acts, points: n}}\nrights: {appeal: {to: board, suspends: true}}")
    rows = [act("2025-01-05", -5), dispute("2025-01-10", "2025-01-05"), moved(member="bea")]
    assert everyone(scheme, rows, DAY)["bea"].score == 0


@pytest.mark.parametrize(
    ("known_at", "expected"),
    [("2024-12-31", []), ("2025-01-01", ["anna"]), ("2025-01-04", ["anna"]), ("2025-01-05", ["anna", "bea"])],
)
def test_only_what_is_known_names_anybody(known_at, expected):
    rows = [record("join", "2025-01-01"), record("join", "2025-01-05", member="bea")]
    assert listed(rows, known_at=known_at) == expected


def test_a_join_alone_is_enough_also_one_still_to_come():
    assert account_of(SCHEME, [record("join", "2025-01-01")], DAY).score == 20
    assert listed([record("join", "2025-01-01", occurred_at="2025-12-01")]) == ["anna"]


def test_a_measure_alone_is_not():
    assert listed([act("2025-01-05", 1), measure("2025-01-06", "letter", member="bea")]) == ["anna"]


@pytest.mark.parametrize(
    ("as_of", "is_listed"), [("2025-03-14", True), ("2025-03-15", False), ("2025-04-30", False), ("2025-05-01", True)]
)
def test_whoever_left_has_no_standing(as_of, is_listed):
    rows = [record("join", "2025-01-01"), act("2025-01-05", 40)]
    rows += [record("leave", "2025-03-15"), record("join", "2025-05-01")]
    # gone on the very date of leaving, back on that of joining again
    assert (listed(rows, as_of) == ["anna"]) is is_listed


def test_the_date_of_leaving_counts_whole():
    rows = [record("join", "2025-01-01"), record("leave", "2025-03-15T18:00:00Z")]
    assert listed(rows, "2025-03-15T09:00:00Z") == []  # "on or before as_of's date"
    assert listed(rows, "2025-03-14T23:59:59Z") == ["anna"]


def test_whoever_joins_again_finds_the_old_entries_faded_meanwhile():
    rows = [
        record("join", "2025-01-01"),
        act("2025-01-05", 41),
        record("leave", "2025-03-15"),
        record("join", "2027-02-01"),
    ]
    # 41, halved on 5 January 2026 and 2027: 20, 10
    assert account_of(SCHEME, rows, "2027-02-01").score == 30


def test_leaving_is_known_or_it_is_not():
    rows = [record("join", "2025-01-01"), record("leave", "2025-06-01", occurred_at="2025-03-15")]
    assert listed(rows, "2025-04-01", "2025-05-31") == ["anna"]
    assert listed(rows, "2025-04-01", "2025-06-01") == []


def test_leave_and_join_of_one_date():
    rows = [record("join", "2025-01-01"), record("leave", "2025-03-15"), record("join", "2025-03-15")]
    assert listed(rows, "2025-03-15") == ["anna"]


def test_a_leave_in_a_ledger_without_joins():
    rows = [act("2025-01-05", 40), record("leave", "2025-03-15")]
    assert (listed(rows, "2025-03-14"), listed(rows, "2025-03-15")) == (["anna"], [])


def test_members_by_code_point():
    names = ["b", "a", "B", "é", "007", "7", "\U0001f333", "z"]
    rows = [act("2025-01-05", 1, str(number), member=name) for number, name in enumerate(names)]
    assert listed(rows) == ["007", "7", "B", "a", "b", "z", "é", "\U0001f333"]
