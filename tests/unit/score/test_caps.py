"""Step 4: caps, per rule and then per pool, in the total order (SEMANTICS 3.4, 6.1, 6.15)."""

import itertools

import pytest

from unit.score.small_schemes import account_of, act, left, score, small

TEN_A_MONTH = small("rules: {gain: {source: acts, points: n, cap: {points: 10, per: month}}}")
LATER = "2026-12-31"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([6, 6, 6], [6, 4, 0]),  # the second crosses the cap and is cut to fit
        ([10, 1], [10, 0]),
        ([4, 6], [4, 6]),  # exactly full: nothing is cut
        ([25], [10]),
        ([0, 11], [0, 10]),
        ([-6, -6, -6], [-6, -4, 0]),
        # positive and negative points each have the whole cap
        ([6, -6, 6, -6], [6, -6, 4, -4]),
        ([10, -25, 10], [10, -10, 0]),  # what is lost frees no room for gains
    ],
)
def test_within_one_month(points, expected):
    rows = [act(f"2025-01-{day:02}", n) for day, n in enumerate(points, 1)]
    account = account_of(TEN_A_MONTH, rows, LATER)
    assert left(account) == expected
    assert [entry.cut for entry in account.entries] == [n - kept for n, kept in zip(points, expected, strict=True)]
    assert account.score == sum(expected)


def test_a_new_month_has_a_new_cap():
    rows = [act("2025-01-30", 8), act("2025-01-31", 8), act("2025-02-01", 8), act("2025-02-28", 8)]
    assert left(account_of(TEN_A_MONTH, rows, LATER)) == [8, 2, 8, 2]


def test_members_have_a_cap_each():
    rows = [act("2025-01-01", 8, "1", member="bea"), act("2025-01-02", 8, "2")]
    assert left(account_of(TEN_A_MONTH, rows, LATER)) == [8]


@pytest.mark.parametrize(
    ("unit", "days", "expected"),
    [
        ("day", ["2025-01-01", "2025-01-01T23:59:59Z", "2025-01-02"], [8, 2, 8]),
        # ISO weeks: Sunday 29 December 2024 ends one; Monday 30 December and Sunday 5 January are in the next
        ("week", ["2024-12-29", "2024-12-30", "2025-01-05", "2025-01-06"], [8, 8, 2, 8]),
        ("quarter", ["2025-03-31", "2025-04-01", "2025-06-30", "2025-07-01"], [8, 8, 2, 8]),
        ("year", ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"], [8, 8, 2, 8]),
        ("ever", ["1999-12-31", "2024-12-31", "2025-01-01"], [8, 2, 0]),
    ],
)
def test_periods(unit, days, expected):
    scheme = small(f"rules: {{gain: {{source: acts, points: n, cap: {{points: 10, per: {unit}}}}}}}")
    assert left(account_of(scheme, [act(day, 8) for day in days], LATER)) == expected


def test_the_period_is_that_of_the_local_date():
    # 31 January 23:30 UTC is February in Vienna
    scheme = small("rules: {gain: {source: acts, points: n, cap: {points: 10, per: month}}}", "Europe/Vienna")
    rows = [act("2025-01-31T22:30:00Z", 8), act("2025-01-31T23:30:00Z", 8)]
    assert left(account_of(scheme, rows, LATER)) == [8, 8]


def test_a_cap_bounds_what_is_given_so_fading_frees_no_room():
    scheme = small("rules: {gain: {source: acts, points: n, cap: {points: 10, per: year}, expires: 10 days}}")
    rows = [act("2025-01-01", 8), act("2025-03-01", 8)]
    # the first 8 ended on 11 January; of the second only 2 are given all the same
    assert score(scheme, rows, "2025-03-01") == 2


ORDER = small(
    """
rules:
  first: {source: acts, points: n}
  second: {source: fees, points: n}
  third: {source: acts, points: n}
pools: {all: {rules: [first, second, third], cap: {points: 10, per: ever}}}
"""
)


def given(rows, *names):
    """What is left of each match, found by rule and event id."""
    found = account_of(ORDER, rows, LATER).entries
    return {(entry.rule.name, entry.event_id): entry.left for entry in found}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # by time first: the id 9 is earlier by a second
        (
            [act("2025-01-01T12:00:01Z", 3, "1"), act("2025-01-01T12:00:00Z", 3, "9")],
            {("first", "9"): 3, ("third", "9"): 3, ("first", "1"): 3, ("third", "1"): 1},
        ),
        # at one instant by source: acts before fees
        (
            [act("2025-01-01", 7, "9", source="fees"), act("2025-01-01", 4, "9")],
            {("first", "9"): 4, ("third", "9"): 4, ("second", "9"): 2},
        ),
        # then by id as text, by code point: "10" before "9", "Z" before "a"
        (
            [act("2025-01-01", 4, "9"), act("2025-01-01", 4, "10")],
            {("first", "10"): 4, ("third", "10"): 4, ("first", "9"): 2, ("third", "9"): 0},
        ),
        (
            [act("2025-01-01", 4, "a"), act("2025-01-01", 4, "Z")],
            {("first", "Z"): 4, ("third", "Z"): 4, ("first", "a"): 2, ("third", "a"): 0},
        ),
        # of one event by the position of the rule in the file
        ([act("2025-01-01", 7, "1")], {("first", "1"): 7, ("third", "1"): 3}),
        # one instant, written in two zones
        (
            [act("2025-01-01T13:00:00+01:00", 4, "2"), act("2025-01-01T12:00:00Z", 4, "1")],
            {("first", "1"): 4, ("third", "1"): 4, ("first", "2"): 2, ("third", "2"): 0},
        ),
    ],
)
def test_the_total_order(rows, expected):
    for order in itertools.permutations(rows):
        assert given(list(order)) == expected


POOL = small(
    """
rules:
  help: {source: acts, points: n, cap: {points: 5, per: month}}
  care: {source: fees, points: n}
pools: {kindness: {rules: [help, care], cap: {points: 8, per: year}}}
"""
)


def test_pools_work_on_what_the_rules_caps_left():
    rows = [
        act("2025-01-01", 7, "1"),  # its rule gives 5; the pool has room for 8
        act("2025-01-02", 6, "2", source="fees"),  # the pool has room for 3
        act("2025-01-03", 7, "3"),  # the rule's cap is full already: nothing is left for the pool to cut
        act("2025-02-01", 7, "4"),  # a new month for the rule, 5; the pool's year is full
        act("2026-01-01", 7, "5"),  # a new year
    ]
    entries = account_of(POOL, rows, LATER).entries
    assert [entry.left for entry in entries] == [5, 3, 0, 0, 5]
    assert [entry.cut_by_rule for entry in entries] == [2, 0, 7, 2, 2]
    assert [entry.cut_by_pool for entry in entries] == [0, 3, 0, 5, 0]


def test_pools_keep_signs_apart_too():
    rows = [
        act("2025-01-01", 5, "1"),
        act("2025-01-02", -9, "2", source="fees"),
        act("2025-01-03", 9, "3", source="fees"),
    ]
    assert left(account_of(POOL, rows, LATER)) == [5, -8, 3]


def test_a_fact_recorded_late_takes_its_place_in_time():
    rows = [act("2025-01-10", 8), act("2025-01-05", 8, recorded="2025-06-01")]
    assert left(account_of(TEN_A_MONTH, rows, LATER, "2025-05-31")) == [8]
    # once known, the earlier one takes its 8 and leaves 2 to the later
    assert left(account_of(TEN_A_MONTH, rows, LATER, "2025-06-01")) == [8, 2]
