"""Step 8: assessments and graces (SEMANTICS 3.8, 6.2, 6.3, 6.4, 6.9, 6.22).

In force on day T is the best band B such that some assessment day A <= T gave B or a better one and
T < next(A) + grace(B). In January 2025 the Sundays are the 5th, 12th, 19th and 26th.
"""

from datetime import date

import pytest

from unit.score.small_schemes import account_of, act, band, record, small

GAIN = "rules: {gain: {source: acts, points: n}, brief: {source: fees, points: n, expires: 20 days}}\n"


def bands_on(scheme, rows, *days):
    return [band(scheme, rows, day) for day in days]


def weekly(bands: str, base: int = 0):
    return small(f"{GAIN}score: {{base: {base}, assessed: weekly}}\nbands: {{low: {{}}, {bands}}}")


def brief(day: str, n: int):
    """Points that end 20 days later."""
    return act(day, n, source="fees")


PLAIN = weekly("mid: {from: 10}, high: {from: 50}")


def test_a_rise_and_a_fall_are_found_at_the_next_assessment():
    # 60 points from Wednesday 1 to Monday 20 January
    days = ["2024-12-31", "2025-01-04", "2025-01-05", "2025-01-21", "2025-01-25", "2025-01-26"]
    assert bands_on(PLAIN, [brief("2025-01-01", 60)], *days) == ["low", "low", "high", "high", "high", "low"]


def test_what_is_gone_before_an_assessment_was_never_there():
    # +60 on Monday 6 January, -60 on Saturday 11: no Sunday saw it
    rows = [act("2025-01-06", 60), act("2025-01-11", -60)]
    assert bands_on(PLAIN, rows, "2025-01-08", "2025-01-12", "2025-01-19") == ["low", "low", "low"]


def test_the_last_assessment_with_the_band_is_the_one_that_counts():
    # high on Sundays 5, 12 and 19; next(19) = 26; the band lasts up to 26 January + 30 days = 25 February, that day no more
    scheme = weekly("mid: {from: 10}, high: {from: 50, grace: 30 days}")
    days = ["2025-01-26", "2025-02-24", "2025-02-25"]
    assert bands_on(scheme, [brief("2025-01-01", 60)], *days) == ["high", "high", "low"]


@pytest.mark.parametrize(
    ("mid", "high", "expected"),
    [
        # day:                    25.1.   26.1.  4.2.   5.2.   24.2.  25.2.  26.3.  27.3.
        (None, "30 days", ["high", "high", "high", "high", "high", "low", "low", "low"]),
        # mid lasts up to 26 January + 60 days = 27 March; the assessment that gave high gave mid, too
        ("60 days", "30 days", ["high", "high", "high", "high", "high", "mid", "mid", "low"]),
        ("60 days", None, ["high", "mid", "mid", "mid", "mid", "mid", "mid", "low"]),
        # mid's 10 days end on 5 February, inside those of high, and never show
        ("10 days", "30 days", ["high", "high", "high", "high", "high", "low", "low", "low"]),
        ("10 days", None, ["high", "mid", "mid", "low", "low", "low", "low", "low"]),
        ("1 month", "10 days", ["high", "high", "high", "mid", "mid", "mid", "low", "low"]),
    ],
)
def test_several_bands_with_graces(mid, high, expected):
    graces = [f", grace: {grace}" if grace else "" for grace in (mid, high)]
    scheme = weekly(f"mid: {{from: 10{graces[0]}}}, high: {{from: 50{graces[1]}}}")
    days = ["01-25", "01-26", "02-04", "02-05", "02-24", "02-25", "03-26", "03-27"]
    found = bands_on(scheme, [brief("2025-01-01", 60)], *(f"2025-{day}" for day in days))
    # a month from 26 January ends on 26 February, so mid lasts one day more on the 25th
    assert found == expected


def test_a_grace_in_months_is_clamped():
    # monthly: high on 31 December and gone by 31 January; next = 31 January, + 1 month = 28 February
    text = "score: {assessed: monthly}\nbands: {low: {}, high: {from: 50, grace: 1 month}}"
    scheme, rows = small(GAIN + text), [brief("2024-12-20", 60)]
    assert bands_on(scheme, rows, "2025-01-31", "2025-02-27", "2025-02-28") == ["high", "high", "low"]


def test_a_fall_that_is_made_good_within_the_grace_was_none():
    scheme = weekly("high: {from: 50, grace: 30 days}")
    rows = [brief("2025-01-01", 60), act("2025-02-20", 60)]
    # in grace until 24 February; Sunday 23 February finds the new points
    assert bands_on(scheme, rows, "2025-02-19", "2025-02-24", "2025-03-10") == ["high", "high", "high"]


def test_grace_keeps_a_band_and_never_lifts_to_one():
    scheme = weekly("mid: {from: 10, grace: 60 days}, high: {from: 50}")
    # 20 points: mid; they end on 21 January; then 5 points: low, and mid by grace; never high
    rows = [brief("2025-01-01", 20), act("2025-02-01", 5)]
    assert bands_on(scheme, rows, "2025-02-02", "2025-03-26", "2025-03-27") == ["mid", "mid", "low"]


def test_until_when_grace_keeps_it():
    scheme = weekly("high: {from: 50, grace: 30 days}")
    rows = [brief("2025-01-01", 60)]
    kept = [account_of(scheme, rows, day).band.kept_until for day in ("2025-01-25", "2025-01-26", "2025-02-24")]
    assert kept == [None, date(2025, 2, 25), date(2025, 2, 25)]


@pytest.mark.parametrize(
    ("assessed", "expected"),
    [
        ("daily", {"2025-01-06": "high", "2025-01-05": "low"}),
        ("weekly", {"2025-01-11": "low", "2025-01-12": "high"}),
        ("monthly", {"2025-01-30": "low", "2025-01-31": "high"}),
    ],
)
def test_schedules(assessed, expected):
    scheme = small(f"{GAIN}score: {{assessed: {assessed}}}\nbands: {{low: {{}}, high: {{from: 10}}}}")
    rows = [act("2025-01-06", 10)]
    assert {day: band(scheme, rows, day) for day in expected} == expected


def test_a_newcomer_has_the_band_of_the_base():
    scheme = weekly("mid: {from: 10, grace: 60 days}, high: {from: 50}", base=20)
    # Wednesday 1 January: the last assessment was 29 December, before the first record, of the base
    assert bands_on(scheme, [act("2025-01-01", 60)], "2025-01-01", "2025-01-05") == ["mid", "high"]
    # -20 on the first day: on Sunday 5 January low, but the base gave mid on 29 December: until 5 January + 60 days
    rows = [act("2025-01-01", -20)]
    assert bands_on(scheme, rows, "2025-01-05", "2025-03-05", "2025-03-06") == ["mid", "mid", "low"]


def test_a_fact_recorded_late_is_treated_as_always_known():
    scheme = weekly("high: {from: 50, grace: 30 days}")
    rows = [brief("2025-01-01", 60), act("2025-01-02", -60, recorded="2025-02-10")]
    assert band(scheme, rows, "2025-02-10", "2025-02-09") == "high"
    # once it is known, no assessment ever gave high: the grace falls with it
    assert band(scheme, rows, "2025-02-10", "2025-02-10") == "low"


def test_where_fewer_points_are_better():
    text = "score: {better: lower}\nbands: {fine: {grace: 14 days}, warned: {from: 4, grace: 7 days}, out: {from: 8}}"
    scheme = small(GAIN + text)
    # 9 points on 10 January, daily: the 9th was the last to give fine; fine lasts until 10 January + 14 days = 24 January
    rows = [act("2025-01-10", 9)]
    assert bands_on(scheme, rows, "2025-01-23", "2025-01-24") == ["fine", "out"]
    # 5 on 10 January, 4 more on 5 February: warned from the 24th; the 4th of February gave it last, until 12 February
    rows = [act("2025-01-10", 5), act("2025-02-05", 4)]
    assert bands_on(scheme, rows, "2025-01-24", "2025-02-11", "2025-02-12") == ["warned", "warned", "out"]
    # a change for the better is at once
    assert bands_on(scheme, [*rows, act("2025-03-01", -9)], "2025-02-28", "2025-03-01") == ["out", "fine"]


def test_no_assessment_before_the_window_matters():
    scheme = weekly("high: {from: 50, grace: 30 days}")
    rows = [brief("2020-01-01", 60), record("join", "2019-01-01")]
    assert band(scheme, rows, "2025-01-01") == "low"
    days = [item.day for item in account_of(scheme, rows, "2025-01-01").band.assessments]
    # 1 January < next(A) + 30 days holds for A = 1 December (8 December + 30 days = 7 January), not for 24 November
    # (1 December + 30 days = 31 December)
    assert days == [date(2024, 12, day) for day in (29, 22, 15, 8, 1)]
