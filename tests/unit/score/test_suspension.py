"""Step 5: adverse points under an open dispute rest, after the caps (SEMANTICS 3.5, 6.4, 6.13)."""

import pytest

from isonomia.score.steps.suspension import suspended_points
from unit.score.small_schemes import APPEAL, account_of, act, decision, dispute, left, record, score, small

RULES = "rules: {rule: {source: acts, points: n, cap: {points: 10, per: month}}}\n"
HIGHER = small(RULES + APPEAL)
LOWER = small(RULES + APPEAL + "score: {better: lower}")
RESTING_NOTHING = small(RULES + "rights: {appeal: {to: board, suspends: false}}")
NO_APPEAL = small(RULES)
DAY = "2025-01-31"


@pytest.mark.parametrize(
    ("scheme", "points", "counting"),
    [
        (HIGHER, -5, 0),
        (HIGHER, 5, 5),  # points for the member count on
        (LOWER, 5, 0),
        (LOWER, -5, -5),
        (RESTING_NOTHING, -5, -5),
        (NO_APPEAL, -5, -5),
    ],
)
def test_adverse_points_rest(scheme, points, counting):
    rows = [act("2025-01-05", points), dispute("2025-01-10", "2025-01-05")]
    account = account_of(scheme, rows, DAY)
    assert account.score == counting
    assert [suspended_points(scheme, entry) for entry in account.entries] == [points - counting]
    assert [len(entry.disputes) for entry in account.entries] == [1]  # listed in any case


def test_it_comes_after_the_caps():
    # -6 is disputed; of the second -6 the cap of 10 leaves -4, for the disputed -6 keep their room
    rows = [act("2025-01-05", -6), act("2025-01-06", -6), dispute("2025-01-10", "2025-01-05")]
    account = account_of(HIGHER, rows, DAY)
    assert (left(account), account.score) == ([-6, -4], -4)
    # rejected: all of it counts
    assert score(HIGHER, [*rows, decision("2025-01-20", "rejected")], DAY) == -10
    # upheld: the event is gone, and with it what it took of the cap
    account = account_of(HIGHER, [*rows, decision("2025-01-20", "upheld")], DAY)
    assert (left(account), account.score) == ([-6], -6)


@pytest.mark.parametrize(("outcome", "expected"), [("rejected", -5), ("corrected", -5), ("upheld", 0)])
def test_decisions(outcome, expected):
    rows = [act("2025-01-05", -5), dispute("2025-01-10", "2025-01-05"), decision("2025-01-20", outcome)]
    assert score(HIGHER, rows, DAY) == expected


def test_a_decision_to_correct_changes_nothing_itself():
    rows = [act("2025-01-05", -5), dispute("2025-01-10", "2025-01-05"), decision("2025-01-20", "corrected")]
    rows.append(record("correction", "2025-01-21", event_id="2025-01-05", data={"n": -2}))
    assert score(HIGHER, rows, DAY, "2025-01-20") == -5
    assert score(HIGHER, rows, DAY, "2025-01-21") == -2


def test_an_event_is_disputed_while_any_dispute_is_open():
    rows = [
        act("2025-01-05", -5),
        dispute("2025-01-10", "2025-01-05"),
        dispute("2025-01-11", "2025-01-05", "d2"),
        decision("2025-01-20", "rejected"),
    ]
    assert score(HIGHER, rows, DAY) == 0
    assert score(HIGHER, [*rows, decision("2025-01-21", "rejected", "d2")], DAY) == -5


def test_one_upheld_dispute_withdraws_whatever_the_other_says():
    rows = [act("2025-01-05", -5), dispute("2025-01-10", "2025-01-05"), dispute("2025-01-11", "2025-01-05", "d2")]
    rows += [decision("2025-01-20", "upheld"), decision("2025-01-21", "rejected", "d2")]
    assert account_of(HIGHER, rows, DAY).entries == ()


def test_nothing_revives_a_withdrawn_event():
    rows = [act("2025-01-05", -5), record("withdrawal", "2025-01-08", event_id="2025-01-05")]
    rows += [dispute("2025-01-10", "2025-01-05"), decision("2025-01-20", "rejected")]
    assert account_of(HIGHER, rows, DAY).entries == ()


def test_a_dispute_rests_from_the_moment_it_is_known_and_for_all_days():
    rows = [act("2025-01-05", -5), dispute("2025-03-10", "2025-01-05")]
    assert score(HIGHER, rows, "2025-01-31", "2025-03-09") == -5
    # known since 10 March: the score of January, too, is now without it (6.9)
    assert score(HIGHER, rows, "2025-01-31", "2025-03-10") == 0


def test_only_the_disputed_event_rests():
    rows = [act("2025-01-05", -3), act("2025-01-06", -4), dispute("2025-01-10", "2025-01-06")]
    assert score(HIGHER, rows, DAY) == -3


def test_fees_of_the_same_id_are_not_disputed():
    scheme = small("rules: {one: {source: acts, points: n}, two: {source: fees, points: n}}\n" + APPEAL)
    rows = [act("2025-01-05", -3, "x"), act("2025-01-06", -4, "x", source="fees"), dispute("2025-01-10", "x")]
    assert score(scheme, rows, DAY) == -4
