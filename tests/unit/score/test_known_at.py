"""Two times: what had happened by as_of, as known at known_at (SEMANTICS 3.1, 6.7, 6.8, 6.9)."""

import itertools

import pytest

from unit.score.small_schemes import account_of, act, everyone, left, record, score, small

SCHEME = small("rules: {rule: {source: acts, points: n, cap: {points: 50, per: month}}}")


def correction(recorded: str, event: str = "e", **changes):
    return record("correction", recorded, event_id=event, **changes)


# happened on 10 January, recorded on 1 March as 8, corrected to 5 on 1 April and to 6 on 1 May, withdrawn on 1 June
STORY = [
    act("2025-01-10", 8, "e", recorded="2025-03-01"),
    act("2024-12-01", 1, "other"),
    correction("2025-04-01", data={"n": 5}),
    correction("2025-05-01", data={"n": 6}),
    record("withdrawal", "2025-06-01", event_id="e"),
]


@pytest.mark.parametrize(
    ("as_of", "known_at", "expected"),
    [
        ("2025-01-31", "2025-02-28", 1),  # happened, not yet recorded
        ("2025-01-31", "2025-03-01", 9),
        ("2025-01-31", "2025-03-31", 9),
        ("2025-01-31", "2025-04-01", 6),
        ("2025-01-31", "2025-05-01", 7),
        ("2025-01-31", "2025-05-31", 7),
        ("2025-01-31", "2025-06-01", 1),
        ("2025-01-09", "2025-05-31", 1),  # known, not yet happened
        ("2025-01-10", "2025-05-31", 7),
        ("2026-12-31", "2025-03-31", 9),  # a forecast in which nothing more happens
    ],
)
def test_one_story(as_of, known_at, expected):
    assert score(SCHEME, STORY, as_of, known_at) == expected


@pytest.mark.parametrize("known_at", ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"])
def test_the_order_of_arrival_never_matters(known_at):
    found = {score(SCHEME, list(order), "2025-01-31", known_at) for order in itertools.permutations(STORY)}
    assert len(found) == 1


@pytest.mark.parametrize(("known_at", "expected"), [("2025-03-01T11:59:59.999999Z", None), ("2025-03-01T12:00:00Z", 8)])
def test_to_the_microsecond(known_at, expected):
    rows = [act("2025-01-10", 8, "e", recorded="2025-03-01T12:00:00Z")]
    found = everyone(SCHEME, rows, "2025-12-31", known_at)
    assert (found["anna"].score if found else None) == expected


def test_a_correction_recorded_before_its_event_takes_effect_with_it():
    rows = [act("2025-01-10", 8, "e", recorded="2025-03-01"), correction("2025-02-01", data={"n": 5})]
    assert everyone(SCHEME, rows, "2025-12-31", "2025-02-28") == {}
    # any correction goes before the event's own value
    assert score(SCHEME, rows, "2025-12-31", "2025-03-01") == 5


def test_a_withdrawal_recorded_before_its_event_is_final_too():
    rows = [act("2025-01-10", 8, "e", recorded="2025-03-01"), record("withdrawal", "2025-02-01", event_id="e")]
    assert account_of(SCHEME, rows, "2025-12-31", "2025-03-01").entries == ()


def test_a_correction_after_the_withdrawal_revives_nothing():
    rows = [*STORY, correction("2025-07-01", data={"n": 40})]
    assert score(SCHEME, rows, "2025-12-31") == 1
    # a new event_id does
    assert score(SCHEME, [*rows, act("2025-01-10", 7, "e2", recorded="2025-07-01")], "2025-12-31") == 8


def test_the_same_event_again_is_known_from_its_first_record_on():
    rows = [act("2025-01-10", 8, "e", recorded="2025-05-01"), act("2025-01-10", 8, "e", recorded="2025-03-01")]
    assert score(SCHEME, rows, "2025-12-31", "2025-03-01") == 8


def test_null_makes_points_unknown_and_a_value_makes_them_known():
    rows = [
        act("2025-01-10", 8, "e"),
        correction("2025-04-01", data={"n": None}),
        correction("2025-05-01", data={"n": 3}),
    ]
    unknown = [
        account_of(SCHEME, rows, "2025-12-31", day).entries[0].is_unknown for day in ("2025-04-01", "2025-05-01")
    ]
    assert unknown == [True, False]


def test_a_moved_date_counts_as_though_it_had_always_been():
    # 30 + 30 in January under a cap of 50; the first is corrected into February: each in its own month
    rows = [
        act("2025-01-10", 30, "a"),
        act("2025-01-20", 30, "b"),
        correction("2025-04-01", "a", occurred_at="2025-02-10"),
    ]
    assert left(account_of(SCHEME, rows, "2025-12-31", "2025-03-31")) == [30, 20]
    assert left(account_of(SCHEME, rows, "2025-12-31", "2025-04-01")) == [30, 30]
    # and so it is not there yet on 31 January, though it was then thought to be
    assert score(SCHEME, rows, "2025-01-31", "2025-04-01") == 30


def test_a_moved_member_frees_the_cap_and_takes_of_the_others():
    rows = [
        act("2025-01-10", 30, "a"),
        act("2025-01-20", 30, "b"),
        act("2025-01-25", 30, "c", member="bea"),
        correction("2025-04-01", "a", member="bea"),
    ]
    before, after = (everyone(SCHEME, rows, "2025-12-31", day) for day in ("2025-03-31", "2025-04-01"))
    assert (left(before["anna"]), left(before["bea"])) == ([30, 20], [30])
    assert (left(after["anna"]), left(after["bea"])) == ([30], [30, 20])


def test_to_one_member_and_on_to_another():
    rows = [
        act("2025-01-10", 30, "a"),
        correction("2025-04-01", "a", member="bea"),
        correction("2025-05-01", "a", member="carl"),
    ]
    days = ("2025-03-31", "2025-04-30", "2025-05-01")
    assert [list(everyone(SCHEME, rows, "2025-12-31", day)) for day in days] == [["anna"], ["bea"], ["carl"]]
