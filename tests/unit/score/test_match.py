"""Step 2: where a rule applies, and which match it is (SEMANTICS 3.2, 6.11, 6.14)."""

import itertools

import pytest

from unit.score.small_schemes import APPEAL, account_of, act, decision, dispute, record, score, small

MONTH = small("rules: {late: {source: acts, points: nth, nth: {within: 1 month}}}")
EVER = small("rules: {late: {source: acts, when: n > 0, points: nth, nth: {}}}\n" + APPEAL)
LATER = "2026-12-31"


def nths(scheme, rows, as_of=LATER, known_at="2999-12-31"):
    """The number of each match, by event id; the same in every order of the rows."""
    orders = itertools.permutations(rows) if len(rows) < 5 else [rows, rows[::-1]]
    found = [account_of(scheme, list(order), as_of, known_at).entries for order in orders]
    numbers = [{entry.event_id: entry.nth for entry in entries} for entries in found]
    assert all(item == numbers[0] for item in numbers)
    return numbers[0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2025-01-01", "2025-01-31"], [1, 2]),  # 1 January + 1 month = 1 February, later than 31 January
        (["2025-01-01", "2025-02-01"], [1, 1]),  # ... and not later than 1 February
        # all of 28 to 31 January + 1 month = 28 February: on the 27th they count, on the 28th none of them does
        (["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-27"], [1, 2, 3, 4, 5]),
        (["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-28"], [1, 2, 3, 4, 1]),
        (["2025-01-31", "2025-02-27", "2025-02-28"], [1, 2, 2]),
        # 28 February + 1 month = 28 March: it is not a month's end for ever
        (["2025-02-28", "2025-03-27", "2025-03-28"], [1, 2, 2]),
        (["2025-02-28", "2025-03-31"], [1, 1]),
        (["2024-01-31", "2024-02-28", "2024-02-29"], [1, 2, 2]),
    ],
)
def test_windows_with_month_ends(days, expected):
    assert list(nths(MONTH, [act(day) for day in days]).values()) == expected


@pytest.mark.parametrize(
    ("within", "days", "expected"),
    [
        ("12 months", ["2024-02-29", "2025-02-27", "2025-02-28"], [1, 2, 2]),
        ("1 day", ["2025-01-01", "2025-01-01T12:00:00Z", "2025-01-02"], [1, 2, 1]),
        ("2 weeks", ["2025-01-01", "2025-01-14", "2025-01-15"], [1, 2, 2]),
    ],
)
def test_other_windows(within, days, expected):
    scheme = small(f"rules: {{late: {{source: acts, points: nth, nth: {{within: {within}}}}}}}")
    assert list(nths(scheme, [act(day) for day in days]).values()) == expected


def test_without_a_window_it_counts_since_ever():
    assert nths(EVER, [act("1999-01-01", 1), act("2025-01-01", 1)]) == {"1999-01-01": 1, "2025-01-01": 2}


def test_at_one_instant_the_ids_decide():
    rows = [act("2025-01-01", 1, event) for event in ("9", "10", "a", "B")]
    assert nths(EVER, rows) == {"10": 1, "9": 2, "B": 3, "a": 4}


def test_only_the_rules_own_matches_count():
    # n = 0 does not match, and an unknown n neither
    rows = [act("2025-01-01", 0), act("2025-01-02"), act("2025-01-03", 1), act("2025-01-04", 1, member="bea")]
    assert nths(EVER, rows) == {"2025-01-03": 1}


def test_two_rules_on_one_source_count_apart():
    scheme = small(
        "rules: {big: {source: acts, when: n > 5, points: nth, nth: {}}, any: {source: acts, points: nth, nth: {}}}"
    )
    entries = account_of(scheme, [act("2025-01-01", 1), act("2025-01-02", 9)], LATER).entries
    assert [(entry.rule.name, entry.nth) for entry in entries] == [("any", 1), ("big", 1), ("any", 2)]


def test_disputed_matches_count_withdrawn_ones_do_not():
    rows = [act("2025-01-01", 1), act("2025-01-02", 1), act("2025-01-03", 1), dispute("2025-02-01", "2025-01-01")]
    three = {"2025-01-01": 1, "2025-01-02": 2, "2025-01-03": 3}
    assert nths(EVER, rows) == three
    assert nths(EVER, [*rows, decision("2025-03-01", "rejected")]) == three
    assert nths(EVER, [*rows, decision("2025-03-01", "upheld")]) == {"2025-01-02": 1, "2025-01-03": 2}
    rows = [*rows[:3], record("withdrawal", "2025-02-01", event_id="2025-01-02")]
    assert nths(EVER, rows) == {"2025-01-01": 1, "2025-01-03": 2}
    assert nths(EVER, rows, known_at="2025-01-31") == three  # before the withdrawal was known


def test_a_corrected_date_takes_its_new_place():
    rows = [act("2025-01-01", 1, "a"), act("2025-01-02", 1, "b")]
    rows.append(record("correction", "2025-02-01", event_id="a", occurred_at="2025-01-03"))
    assert nths(EVER, rows) == {"b": 1, "a": 2}
    assert nths(EVER, rows, as_of="2025-01-02") == {"b": 1}  # by then it had not happened


def test_a_fact_recorded_late_counts_as_though_always_known():
    rows = [act("2025-01-10", 1), act("2025-01-05", 1, recorded="2025-06-01")]
    assert nths(EVER, rows, known_at="2025-05-31") == {"2025-01-10": 1}
    assert nths(EVER, rows) == {"2025-01-05": 1, "2025-01-10": 2}


def test_it_drives_points():
    scheme = small(
        "rules: {late: {source: acts, points: CASE WHEN nth > 2 THEN -20 ELSE -5 END, nth: {within: 12 months}}}"
    )
    rows = [act("2025-01-01"), act("2025-02-01"), act("2025-03-01"), act("2026-02-15")]
    # -5, -5, -20; on 15 February 2026 only that of 1 March 2025 is within its twelve months: the second, -5
    assert score(scheme, rows, LATER) == -5 - 5 - 20 - 5


@pytest.mark.parametrize(("when", "expected"), [("n > 2", 0), ("NOT n > 2", 0), ("n IS NULL", 1), ("n > 2 OR TRUE", 1)])
def test_unknown_is_not_true(when, expected):
    scheme = small(f"rules: {{rule: {{source: acts, when: {when}, points: 1}}}}")
    assert score(scheme, [act("2025-01-01")], LATER) == expected


def test_the_date_of_a_match_is_the_local_one():
    scheme = small("rules: {weekend: {source: acts, when: WEEKDAY(date) >= 6, points: 1}}", "Europe/Vienna")
    # Friday 3 January 2025 23:30 UTC is Saturday 00:30 in Vienna
    assert score(scheme, [act("2025-01-03T22:30:00Z"), act("2025-01-03T23:30:00Z")], LATER) == 1
