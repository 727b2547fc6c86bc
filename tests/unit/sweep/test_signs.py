"""Verdicts and luck, on tables computed by hand."""

import math

import pytest

from isonomia.sweep.signs import Verdict, luck, signs

NAN = math.nan


@pytest.mark.parametrize(
    ("values", "counted", "verdict"),
    [
        ([0.2, 0.3, 0.11], (3, 0, 0), Verdict.ROBUST),
        ([-0.2, -0.3], (0, 0, 2), Verdict.ROBUST),
        ([0.2, 0.1, -0.1], (1, 2, 0), Verdict.ONE_SIDED),  # the band's edge is no effect
        ([0.2, 0.05, -0.3], (1, 1, 1), Verdict.DEPENDS),
        ([0.2, -0.3], (1, 0, 1), Verdict.DEPENDS),
        ([0.05, -0.05, 0], (0, 3, 0), Verdict.NONE),
        ([NAN, 0.4, NAN], (1, 0, 0), Verdict.ROBUST),
        ([NAN, NAN], (0, 0, 0), Verdict.UNMEASURED),
        ([], (0, 0, 0), Verdict.UNMEASURED),
    ],
)
def test_verdict(values, counted, verdict):
    found = signs(values, 0.0, 0.1)
    assert (found.above, found.within, found.below) == counted
    assert found.verdict is verdict
    assert found.unmeasured == sum(math.isnan(value) for value in values)


def test_shares_are_of_the_points_measured():
    found = signs([0.2, 0.2, 0.0, NAN], 0.0, 0.1)
    assert (found.points, found.share(found.above), found.share(found.within)) == (3, 2 / 3, 1 / 3)
    assert (found.least, found.greatest) == (0.0, 0.2)
    assert math.isnan(signs([NAN], 0.0, 0.1).share(0))


def test_neutral():
    found = signs([0.45, 0.55, 0.62], 0.5, 0.1)
    assert (found.above, found.within, found.below) == (1, 2, 0)


def test_without_any_luck_to_measure_only_the_neutral_value_is_no_effect():
    found = signs([0.0, 1e-9, -1e-9], 0.0, NAN)
    assert (found.above, found.within, found.below) == (1, 1, 1)


def test_luck_is_pooled():
    # 1, 2, 3: squares 2, two degrees; 4, 6: squares 2, one degree; 5 and nothing: none
    found = luck([[1, 2, 3], [4, 6], [5, NAN]])
    assert found.freedom == 3
    assert found.deviation == pytest.approx(math.sqrt(4 / 3))
    assert found.band == pytest.approx(5.8409 * math.sqrt(4 / 3), rel=1e-5)  # Student's t, 3 degrees, 99 %


def test_no_luck_to_measure():
    found = luck([[1.0], [NAN, 2.0]])
    assert found.freedom == 0
    assert math.isnan(found.band)


def test_seeds_that_agree_leave_no_band():
    assert luck([[3.0, 3.0, 3.0]]).band == 0.0
