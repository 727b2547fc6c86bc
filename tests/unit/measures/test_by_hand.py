"""Each measure on six people, worked by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from isonomia.experiment.paired import estimate
from isonomia.measures import equal_conduct, harm_by_error, traps
from isonomia.measures.registry import MEASURES
from isonomia.measures.segregation import assortativity, between
from isonomia.measures.validity import concordance
from isonomia.simulate.submodels.observe import STATES


def six(**more):
    """Six members, three of each group; bands 0 (adverse) and 1."""
    persons = SimpleNamespace(
        group=np.array([0, 0, 0, 1, 1, 1]),
        member=np.ones(6, bool),
        band=np.array([0, 1, 1, 0, 0, 1]),
        harmful=np.array([1, 0, 0, 0, 0, 2]),
    )
    life = SimpleNamespace(adverse=np.array([1, 0]))
    scoring = SimpleNamespace(bands=2)
    made = SimpleNamespace(
        groups=["many", "few"],
        persons=persons,
        setting=SimpleNamespace(life=life, scoring=scoring),
        weeks=10,
        group_sizes=np.array([3, 3]),
    )
    made.by_group = lambda counts: counts.reshape(-1, 2, *counts.shape[1:])
    made.__dict__.update(more)
    return made


def test_equal_conduct():
    """Without harm: of many 0 of 2 are in the adverse band, of few 2 of 2; with harm 1 of 1 and 0 of 1."""
    found = equal_conduct.measure(six())
    assert found["without harm, adverse band", "many"] == 0
    assert found["without harm, adverse band", "few"] == 1
    assert found["without harm, adverse band", "everyone"] == 2 / 4
    assert found["with harm, adverse band", "everyone"] == 1 / 2
    assert found["equalized odds difference", "everyone"] == 1
    assert found["selection ratio", "everyone"] == (1 / 3) / (2 / 3)


def test_harm_by_error():
    """60 person-weeks; 12 under restriction, 3 of them by error; 4 contests waited 6 weeks."""
    tally = SimpleNamespace(
        error_weeks=np.array([[1], [2]]),
        restricted_weeks=np.array([[6], [6]]),
        contests=np.array([[1, 1, 0, 2], [3, 3, 1, 4]]),
    )
    found = harm_by_error.measure(six(tally=tally, states=lambda name: np.array([[0, 0], [1, 2]])))
    assert found["under restriction at the end", "many"] == 1000 * 1 / 3
    assert found["under restriction at the end", "everyone"] == 1000 * 3 / 6
    assert found["under restriction by error", "everyone"] == 1000 * 3 / 60
    assert found["under restriction", "many"] == 1000 * 6 / 30
    assert found["share of restriction that is error", "few"] == 2 / 6
    assert found["weeks to a decision", "everyone"] == 6 / 4


def test_traps():
    """Two of many and one of few are in the lowest band; 6 left it in 10 weeks of two and one people on average."""
    tally = SimpleNamespace(moves=np.array([[0, 4], [1, 0], [0, 2], [0, 0]]))
    states = {"lowest": [[2, 1]], "lowest_weeks": [[8, 1]], "members": [[3, 3]]}
    assert set(states) <= set(STATES)
    found = traps.measure(six(tally=tally, states=lambda name: np.array(states[name])))
    assert found["in the lowest band", "everyone"] == 3 / 6
    assert found["chance to leave in a week", "many"] == 4 / (2 * 10)
    assert found["weeks in it so far", "many"] == 8 / 2


def test_transition_matrix():
    """Of 8 person-weeks in the lowest band 2 ended in the upper one, so 3/4 stay."""
    tally = SimpleNamespace(moves=np.array([[0, 2], [1, 0]]), bands=np.array([[4, 2], [4, 2]]))
    matrix = traps.transition_matrix(six(tally=tally))
    assert matrix.tolist() == [[6 / 8, 2 / 8], [1 / 4, 3 / 4]]


@pytest.mark.parametrize(
    ("score", "merit", "area"),
    [
        ([1, 2, 3, 4], [0, 0, 5, 5], 1.0),
        ([4, 3, 2, 1], [0, 0, 5, 5], 0.0),
        ([1, 3, 2, 4], [0, 0, 5, 5], 3 / 4),  # one of four pairs is the wrong way round
        ([1, 1, 1, 1], [0, 0, 5, 5], 1 / 2),
    ],
)
def test_validity(score, merit, area):
    assert concordance(np.array(score), np.array(merit)) == area


def test_segregation():
    """All ties within bands: 1. All across: -1. Half and half of two bands: 0."""
    assert assortativity(between(np.array([0, 1]), np.array([0, 1]), 2)) == 1
    assert assortativity(between(np.array([0, 1]), np.array([1, 0]), 2)) == -1
    assert assortativity(between(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), 2)) == 0


def test_estimate():
    """Mean of 1, 2, 3 is 2; t for two degrees of freedom 4.303, standard error 1 / sqrt 3."""
    found = estimate([1.0, 2.0, 3.0])
    assert found.mean == 2
    assert found.half_width == pytest.approx(4.303 / 3**0.5)
    assert np.isnan(estimate([1.0]).low)
    assert np.isnan(estimate([float("nan")]).mean)


def test_each_measure_says_what_it_is():
    for measure in MEASURES:
        assert measure.definition.endswith(".")
        assert measure.source
    assert len({measure.name for measure in MEASURES}) == len(MEASURES) == 13
