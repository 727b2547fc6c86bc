"""What the key findings say of made-up rows: direction, size, certainty, and what is compared."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from isonomia.experiment.paired import Estimate, Row, estimate
from isonomia.measures.registry import MEASURES
from isonomia.report.simulation.drawing import bands_of
from isonomia.report.simulation.subject import certain, typeset
from isonomia.report.simulation.traps import Stay, _left, _stays, _weeks
from isonomia.report.simulation.treatment import may_be_chance
from isonomia.report.simulation_findings import (
    changed,
    extent,
    fall,
    interval,
    least_lawful,
    number,
    rivals,
    share,
    told_apart,
)

NONE = Estimate(math.nan, math.nan, math.nan)


@pytest.mark.parametrize(
    ("low", "high", "is_change", "words"),
    [
        (-0.004, -0.001, True, "95 % interval -0.4 % to -0.1 %, so the direction is not chance"),
        (-0.067, 0.02, True, "95 % interval -6.7 % to 2.0 %, so it may be chance"),
        (-0.00012, -0.00004, True, "95 % interval -0.012 % to -0.004 %, so the direction is not chance"),
        (0.0001, 0.0003, False, "95 % interval 0.01 % to 0.03 %"),
        (-0.15, 0.31, False, "95 % interval 0.0 % to 31.0 %"),
        (0.62, 1.04, False, "95 % interval 62.0 % to 100.0 %"),
        (0.0, 0.0, True, "no change in any pair of runs"),
        (0.2, 0.2, False, "the same in every pair of runs"),
        (math.nan, math.nan, True, "from one pair of runs, so without an interval: --replicates adds one"),
    ],
)
def test_intervals_in_words(low, high, is_change, words):
    middle = 0.0 if math.isnan(low) else (low + high) / 2
    assert interval(Estimate(middle, low, high), is_change=is_change) == words


def test_an_interval_of_counts():
    assert interval(Estimate(5.5, -1, 12), number) == "95 % interval 0 to 12.0"
    assert interval(NONE) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [(-0.0321, "3.2 % less"), (0.5, "50.0 % more"), (0.0004, "under 0.1 % more"), (0.0, "no change")],
)
def test_changes_in_words(change, words):
    assert changed(change) == words


def row(item, values, measure="conduct"):
    known = next(one for one in MEASURES if one.name == measure)
    return Row(known, item, "everyone", NONE, NONE, NONE, estimate(values))


def test_only_what_chance_does_not_explain_is_named():
    sure, unsure = row("post", [-0.02, -0.021]), row("assembly", [-0.3, 0.1])
    assert told_apart([sure, unsure]) == [sure]
    assert least_lawful([sure, unsure]) is sure
    assert least_lawful([unsure, row("bill", [-0.001, -0.0011])]) is None
    alone = row("assembly", [-0.1])
    assert least_lawful([alone, row("post", [-0.02])]) is alone, "one pair of runs has no intervals"


def test_minus_signs_and_percent_signs():
    assert typeset("-0.4 % to -0.1 %, 2016-2018, chinese-county-2015") == (
        "\N{MINUS SIGN}0.4\N{NO-BREAK SPACE}% to \N{MINUS SIGN}0.1\N{NO-BREAK SPACE}%, 2016-2018, chinese-county-2015"
    )


def test_differences_between_groups_need_intervals_that_do_not_meet():
    assert may_be_chance(Estimate(3, 2, 4), Estimate(1, 0, 2))
    assert may_be_chance(Estimate(3, math.nan, math.nan), Estimate(1, 0, 2))
    assert not may_be_chance(Estimate(3, 2.1, 4), Estimate(1, 0, 2))


def test_red_is_for_bands_that_bring_something_adverse():
    assert bands_of([True, True, False, False]) == ["#b2182b", "#d77979", "#d1e5f0", "#2166ac"]
    assert bands_of([False]) == ["#d1e5f0"]
    assert bands_of([]) == []


def test_what_changes_most_is_named_alone_only_where_no_other_interval_reaches_it():
    first, near, far = row("a", [-0.30, -0.32]), row("b", [0.28, 0.31]), row("c", [-0.02, -0.021])
    assert rivals(first, [far, near, first], extent) == [near], "up or down, the size counts"
    assert rivals(first, [far, near, first], fall) == [], "what rises does not fall"
    wide = row("d", [-0.5, 0.2])
    assert rivals(first, [wide, first], fall) == [wide], "what chance may explain may yet be more"
    alone = row("a", [-0.3])
    assert rivals(alone, [alone, row("b", [-0.29])], fall) == [], "one pair of runs has no intervals"


def test_the_interval_of_a_share_ends_at_all():
    assert certain(Estimate(0.9, -0.2, 1.1), share, (0.0, 1.0)) == "0.0 % to 100.0 %"
    assert certain(Estimate(0.9, -0.2, 1.1), share) == "-20.0 % to 110.0 %"


@pytest.mark.parametrize(
    ("left", "weeks_in_it", "words", "cell"),
    [
        (0, 500, "nobody was seen to leave 'low' for a better one in 104 weeks", "nobody left"),
        (1, 6511, "'low' was left for a better one only 1 time in 104 weeks", "too few left"),
        (9, 900, "'low' was left for a better one only 9 times in 104 weeks", "too few left"),
        (10, 200, "'low' by 5.0 % of those in it each week, after 20.0 weeks on average", "20.0"),
        (
            20,
            9000,
            "'low' by 0.2 % of those in it each week, so few that 104 weeks are too short to say when",
            "over 104",
        ),
        (0, 0, "nobody came into 'low'", ""),
    ],
)
def test_how_a_band_is_left(left, weeks_in_it, words, cell):
    """Nothing is reckoned from few moves, nor beyond the weeks that were seen."""
    stay = Stay("low", "everyone", weeks_in_it, left, 104)
    assert _left(stay) == words
    assert not weeks_in_it or _weeks(stay) == cell


def test_only_moves_to_a_better_band_leave_a_trap():
    """Of three bands, worst first: 30 fall from the middle one, and 12 rise from it."""
    moves = np.array([[0, 5, 0], [30, 0, 12], [0, 7, 0]])
    run = SimpleNamespace(
        tally=SimpleNamespace(moves=moves, people=np.array([[4, 4, 4]]), bands=np.full((4, 3), 4)),
        by_group=lambda counts: counts.reshape(-1, 1, *counts.shape[1:]),
    )
    subject = SimpleNamespace(scheme=run, groups=["all"], weeks=4, period_weeks=np.array([4]))
    everyone, by_group = _stays(subject, ["low", "middle", "good"])
    assert [(stay.band, stay.left, stay.person_weeks) for stay in everyone] == [("low", 5, 16), ("middle", 12, 16)]
    assert [stay.left for stay in by_group] == [5, 12]
