"""How people differ: the table of deviates, and the middle for which the mean is the stated share."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from isonomia.simulate.population import disposition
from isonomia.simulate.population.disposition import STEPS, deviates, probabilities, spread_out, usual_log_odds
from simulation.made import activity, q, quiet, society_of


def test_no_deviate_lies_near_a_rounding_edge():
    """The quantiles come from floating-point numbers, which may differ in their last bits between machines."""
    exact = [NormalDist().inv_cdf((step + 0.5) / STEPS) * 65536 for step in range(STEPS)]
    assert min(abs(value - math.floor(value) - 0.5) for value in exact) > 1e-5
    assert deviates().tolist() == [round(value) for value in exact]


def test_deviates_are_those_of_the_normal_distribution():
    table = deviates()
    assert table.sum() == 0
    assert (np.diff(table) > 0).all()
    assert round(float((table.astype(float) ** 2).mean()) / 65536**2, 3) == 1.0


def test_deviates_are_scaled_half_up():
    assert spread_out(1024, np.array([0, 2047, 2048, 4095])).tolist() == [-3756, 0, 0, 3756]  # 3.6683 x 1024


@pytest.mark.parametrize("spread", [0, 1, 3])
@pytest.mark.parametrize("weekly", ["0.0005", "0.02", "0.5", "0.9"])
def test_the_mean_over_people_is_the_share(weekly, spread):
    society = quiet()
    society["activities"]["act"] = activity("Act", "lawful", weekly, spread=q(spread), by_group={"few": q("0.4")})
    file = society_of(society)
    middle = usual_log_odds(file.activities["act"], file)
    around = spread_out(1024 * spread, np.arange(STEPS))
    means = [probabilities(middle + shift + around).mean() / 2**31 for shift in (0, 410)]
    found = 0.8 * means[0] + 0.2 * means[1]
    assert abs(found / float(weekly) - 1) < 0.0011  # one step of 1/1024 in log-odds


def test_the_middle_is_found_once_for_all_runs_of_a_society(monkeypatch):
    society = quiet()
    society["activities"]["act"] = activity("Act", "lawful", "0.0321", spread=q(2))
    middle = usual_log_odds(society_of(society).activities["act"], society_of(society))
    monkeypatch.setattr(disposition, "probabilities", None)
    assert usual_log_odds(society_of(society).activities["act"], society_of(society)) == middle
