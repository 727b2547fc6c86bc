"""The urn: theory of Polya's urn, and distances computed by hand. Seeds are fixed; false alarms are 1 in 10,000."""

import math

import numpy as np
import pytest

from isonomia.reproduce import ensign_2018
from isonomia.reproduce.ensign_2018 import distance_from_uniform, distance_limit, draw_urns, higher_orders, shortfall
from isonomia.reproduce.result import Verdict


def test_the_distance_from_uniform():
    # three values: the steps of their distribution are at 1/3, 2/3, 1, and 1/3 - 0.1 is the farthest
    assert distance_from_uniform(np.array([0.6, 0.1, 0.7])) == pytest.approx(1 - 0.7)
    assert distance_from_uniform(np.array([0.5])) == 0.5


def test_the_limit_of_the_distance():
    assert distance_limit(200) == pytest.approx(math.sqrt(math.log(20_000) / 400))


def test_one_draw_with_sure_discovery_adds_one_ball():
    urns = draw_urns((1.0, 1.0), is_corrected=False, runs=1_000, draws=1, seed=1)
    assert set(np.round(urns.final, 9)) == {round(1 / 3, 9), round(2 / 3, 9)}


def test_without_discoveries_nothing_changes():
    urns = draw_urns((0.0, 0.0), is_corrected=True, runs=5, draws=100, seed=1)
    assert urns.final.tolist() == [0.5] * 5


def test_an_urn_of_polya_is_uniform_after_any_number_of_balls():
    # sure discovery, 3 balls added to 1 and 1: each of 1, 2, 3, 4 balls of A in 5 has probability 1/4
    runs = 4_000
    urns = draw_urns((1.0, 1.0), is_corrected=False, runs=runs, draws=3, seed=2)
    counts = [int((np.round(5 * urns.final) == balls).sum()) for balls in (1, 2, 3, 4)]
    assert sum(counts) == runs
    # chi-squared with 3 degrees of freedom exceeds 21.1 with a probability of 1 in 10,000
    assert sum((count - runs / 4) ** 2 / (runs / 4) for count in counts) < 21.1


def test_the_same_seed_gives_the_same_urns():
    first, second = (draw_urns((0.2, 0.1), is_corrected=True, runs=20, draws=50, seed=3) for _ in range(2))
    assert first.final.tolist() == second.final.tolist()
    assert first.means == second.means
    assert first.draws[-1] == 50


def test_how_much_is_missing():
    assert shortfall(20_000) == pytest.approx(math.sqrt(math.pi / 4_000))
    assert higher_orders(20_000) == pytest.approx(2 * math.log(4_000) / 4_000)


def test_the_result():
    result = ensign_2018.run(None, True)
    assert result.counts == {Verdict.AGREES: 5, Verdict.DIFFERS: 0, Verdict.NOT_COMPARED: 1}
    assert result.seed == 20180223
    uncorrected, corrected = result.rows[0].ours, result.rows[1].ours
    assert uncorrected > 0.88
    assert corrected < 0.7
