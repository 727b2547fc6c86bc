"""Step 7: base and sum, clamped by the range; nothing is stored beyond it (SEMANTICS 3.7, 6.18)."""

import pytest

from isonomia.score.steps.total import Total
from unit.score.small_schemes import account_of, act, small

RULES = "rules: {rule: {source: acts, points: n, expires: 10 years}}\n"
THOUSAND = small(RULES + "score: {base: 0, range: [0, 1000]}")
LATER = "2026-12-31"


def totals(scheme, *points):
    """The total after each of these points, one a day."""
    rows = [act(f"2025-01-{day:02}", n) for day, n in enumerate(points, 1)]
    return [
        (found.total, found.score)
        for day in range(1, len(points) + 1)
        for found in [account_of(scheme, rows, f"2025-01-{day:02}").total]
    ]


def test_at_1000_with_a_sum_of_1060_a_loss_of_20_loses_nothing():
    # 600 + 460 = 1060, shown as 1000; less 20 is 1040, still 1000; less 60 is 980
    assert totals(THOUSAND, 600, 460, -20, -60) == [(600, 600), (1060, 1000), (1040, 1000), (980, 980)]


def test_below_the_range_gains_first_fill_what_is_missing():
    assert totals(THOUSAND, -30, 20, 15) == [(-30, 0), (-10, 0), (5, 5)]


@pytest.mark.parametrize(
    ("text", "points", "expected"),
    [
        ("score: {base: 100}", [-300], [(-200, -200)]),  # no range at all
        ("score: {base: 100, range: [0, null]}", [-300, 5000], [(-200, 0), (4800, 4800)]),
        ("score: {base: 100, range: [null, 120]}", [30, -300], [(130, 120), (-170, -170)]),
        ("score: {base: 100, range: [100, 120]}", [0, 20, 1], [(100, 100), (120, 120), (121, 120)]),
        ("score: {base: -5, range: [-5, 5]}", [5, 5, 1], [(0, 0), (5, 5), (6, 5)]),
    ],
)
def test_ranges(text, points, expected):
    assert totals(small(RULES + text), *points) == expected


def test_fading_comes_off_the_sum_not_off_the_score():
    scheme = small("rules: {rule: {source: acts, points: n, expires: 1 month}}\nscore: {range: [0, 100]}")
    rows = [act("2025-01-01", 150), act("2025-01-15", 60)]
    # 210 shown as 100; from 1 February 60
    assert account_of(scheme, rows, "2025-01-31").total == Total(210, 100, 100)
    assert account_of(scheme, rows, "2025-02-01").total == Total(60, 60, 60)


def test_bands_are_of_the_clamped_score():
    scheme = small(RULES + "score: {range: [0, 1000]}\nbands: {low: {}, top: {from: 1000}}")
    assert account_of(scheme, [act("2025-01-01", 5000)], LATER).band_name == "top"
    assert account_of(scheme, [act("2025-01-01", 999)], LATER).band_name == "low"


def test_nobody_has_a_band_where_there_are_none():
    account = account_of(THOUSAND, [act("2025-01-01", 5)], LATER)
    assert (account.band, account.band_name) == (None, None)
