"""as_of in the middle of a day, and the local day in a zone (SEMANTICS 6.19, 6.22)."""

from datetime import date

import pytest

from unit.score.small_schemes import account_of, act, band, score, small

RULES = "rules: {rule: {source: acts, points: n}, brief: {source: fees, points: n, expires: 1 day}}\n"
WEEKLY = small(RULES + "score: {assessed: weekly}\nbands: {low: {}, high: {from: 10}}")
SUNDAY = "2025-01-12"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2025-01-12T11:59:59.999999Z", 0), ("2025-01-12T12:00:00Z", 10), (SUNDAY, 10)],
)
def test_what_happened_up_to_as_of(as_of, expected):
    assert score(WEEKLY, [act(f"{SUNDAY}T12:00:00Z", 10), act("2025-01-01", 0)], as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # today is an assessment day: with what is known so far
        (f"{SUNDAY}T09:00:00Z", "low"),
        (f"{SUNDAY}T12:00:00Z", "high"),
        # a past assessment takes the whole day
        ("2025-01-13T00:00:00Z", "high"),
        ("2025-01-18T23:59:59Z", "high"),
    ],
)
def test_the_assessment_of_today(as_of, expected):
    assert band(WEEKLY, [act(f"{SUNDAY}T12:00:00Z", 10)], as_of) == expected


def test_a_loss_later_today_is_not_there_yet():
    rows = [act("2025-01-01", 10), act(f"{SUNDAY}T18:00:00Z", -5)]
    assert [band(WEEKLY, rows, f"{SUNDAY}T{hour}:00:00Z") for hour in ("17", "18")] == ["high", "low"]


def test_fading_begins_with_the_day_not_with_the_hour():
    # from 12 January 12:00 for a day: gone at the first instant of the 13th
    rows = [act(f"{SUNDAY}T12:00:00Z", 7, source="fees")]
    days = [f"{SUNDAY}T23:59:59.999999Z", "2025-01-13T00:00:00Z"]
    assert [score(WEEKLY, rows, day) for day in days] == [7, 0]


def test_today_is_the_local_date():
    scheme = small(RULES, "America/New_York")
    # 04:59 UTC on 13 January is 23:59 on the 12th in New York
    rows = [act("2025-01-12T23:00:00Z", 7, source="fees")]
    account = account_of(scheme, rows, "2025-01-13T04:59:59Z")
    assert (account.today, account.score) == (date(2025, 1, 12), 7)
    account = account_of(scheme, rows, "2025-01-13T05:00:00Z")
    assert (account.today, account.score) == (date(2025, 1, 13), 0)


def test_a_bare_day_is_its_last_instant_in_the_zone():
    scheme = small(RULES, "Europe/Vienna")
    # 12 January ends in Vienna at 22:59:59.999999 UTC
    assert score(scheme, [act("2025-01-12T22:59:59.999999Z", 7), act("2025-01-01", 0)], SUNDAY) == 7
    assert score(scheme, [act("2025-01-12T23:00:00Z", 7), act("2025-01-01", 0)], SUNDAY) == 0


def test_the_days_on_which_clocks_change_are_days_like_others():
    scheme = small(RULES + "bands: {low: {}, high: {from: 10}}", "Europe/Vienna")
    # 30 March 2025 has 23 hours, 26 October has 25; points for a day end at its local end
    for day, last, first in [
        ("2025-03-30", "2025-03-30T21:59:59Z", "2025-03-30T22:00:00Z"),
        ("2025-10-26", "2025-10-26T22:59:59Z", "2025-10-26T23:00:00Z"),
    ]:
        rows = [act(day, 10, "1", source="fees")]
        assert [score(scheme, rows, at) for at in (last, first)] == [10, 0]
        assert [band(scheme, rows, at) for at in (last, first)] == ["high", "low"]
