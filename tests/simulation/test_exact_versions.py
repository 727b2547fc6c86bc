"""A change of the rules in the middle of a run: the kernel prices each day by the version of its day, as the reference."""

from datetime import date

import pytest

from isonomia.scheme.succession.succeed import succession
from isonomia.scheme.succession.version import Version
from isonomia.simulate.run import Request, run
from simulation.made import scheme_of
from simulation.scored_again import assert_scores_again
from simulation.test_exact_periods import FOOT, SHARED, UNITS, eager

CHANGES = {
    "units": (
        UNITS,
        [
            ("points: 3, cap: {points: 9, per: month}, expires: 3 months", "points: 4, cap: {points: 9, per: month}"),
            ("points: -nth", "points: -2 * nth"),
            ("MONTH(date) <> 4", "MONTH(date) <> 7"),
            ("points: 5, expires: 4 months", "points: 6, expires: 4 months"),
        ],
        {"help__v1", "late__v1", "of_month__v1"},
    ),
    "shared": (
        SHARED,
        [
            ("when: COUNT(traffic) = 0, points: 2", "when: COUNT(traffic) <= 1, points: 1"),
            ("points: 4, halves: every 2 months", "points: 5, halves: every 1 month"),
            ("{points: 8, per: quarter}", "{points: 12, per: quarter}"),
        ],
        {"of_week__v1", "rescue__v1", "speeding__v1", "of_day__v1", "of_month__v1"},
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_scores_again(case, tmp_path):
    old, changes, past = CHANGES[case]
    new = old
    for before, after in changes:
        assert before in new
        new = new.replace(before, after)
    merged = succession([Version("1", scheme_of(old + FOOT)), Version("2", scheme_of(new + FOOT), date(2026, 6, 10))])
    assert {name for name in merged.origin if "__" in name} == past
    made = run(Request(eager(), merged.scheme, 200, 58, seed=5, sample=8), threads=1)
    assert assert_scores_again(made, tmp_path) >= 8 * 40
