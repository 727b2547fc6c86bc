"""The far ties are permutations, their inverses undo them, and districts hold everyone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.simulate.population.network import district_bounds, far_ties, feistel, inverse, permutation

WORD = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("half", [1, 2, 3, 5, 8])
def test_the_network_is_a_bijection(half):
    images = feistel(np.arange(4**half, dtype=np.uint32), half, (7, 11))
    assert sorted(images.tolist()) == list(range(4**half))


@settings(deadline=None)  # the first call compiles
@given(st.integers(1, 3000), WORD, WORD)
def test_a_permutation_of_any_size_is_a_bijection(size, key_0, key_1):
    images = permutation(size, (key_0, key_1))
    assert np.array_equal(np.sort(images), np.arange(size))
    assert np.array_equal(inverse(images)[images], np.arange(size))


def test_far_ties_are_mutual():
    ties = far_ties(1000, 2, seed=5)
    for i in range(1000):
        for number in range(4):
            other = ties[number, i]
            assert i in ties[:, other]


def test_far_ties_differ_by_seed_and_by_number():
    first, second = far_ties(500, 2, seed=5), far_ties(500, 2, seed=6)
    assert not np.array_equal(first[0], first[2])
    assert not np.array_equal(first[0], second[0])


@given(st.integers(1, 100_000), st.integers(1, 5000))
def test_districts_hold_everyone_in_sizes_that_differ_by_one(people, most):
    sizes = np.diff(district_bounds(people, most))
    assert sizes.sum() == people
    assert sizes.max() <= most
    assert sizes.max() - sizes.min() <= 1
