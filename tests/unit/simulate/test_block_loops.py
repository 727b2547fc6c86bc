"""The loops over a block of people, and the arrays they work on, against plain NumPy."""

import numba
import numpy as np
import pytest
from numba.core.errors import TypingError

from isonomia.simulate.stack_arrays import on_stack
from isonomia.simulate.submodels.act import gather_ties
from isonomia.simulate.submodels.chunks import count_bits, count_marks, places_of, take_counts

ROOM = 64


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 63, 64])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_places_are_those_of_the_marks(count, share):
    marks = (np.random.default_rng(count).random(ROOM) < share).astype(np.uint8)
    expected = np.flatnonzero(marks[:count]).tolist()
    marks[count:] = 1  # what an earlier, longer block left
    places = np.zeros(ROOM, np.int32)
    found = places_of(marks, count, places)
    assert places[:found].tolist() == expected


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 511, 512, 2040])
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_marks_are_counted(count, share):
    marks = (np.random.default_rng(count).random(2040) < share).astype(np.uint8)
    expected = int(marks[:count].sum())
    marks[count:] = 1
    assert count_marks(marks, count) == expected


@pytest.mark.parametrize("dtype", [np.uint16, np.uint32, np.uint64])
def test_seven_weeks_are_counted_for_each_activity(dtype):
    activities = np.dtype(dtype).itemsize * 8
    weeks = np.random.default_rng(3).random((7, ROOM, activities)) < 0.6
    weeks[:, 0], weeks[:, 1] = True, False
    rows, counts, sums = np.zeros((3, ROOM), dtype), np.zeros(ROOM, np.uint16), np.zeros(ROOM, np.uint16)
    for week in weeks:
        bits = (week.astype(dtype) << np.arange(activities, dtype=dtype)).sum(axis=1, dtype=dtype)
        count_bits(bits, *rows)
    for activity in range(activities):
        assert take_counts(dtype(1) << dtype(activity), *rows, counts, sums) == weeks[:, :, activity].sum()
        assert counts.tolist() == weeks[:, :, activity].sum(axis=0).tolist()


@pytest.mark.parametrize("near", [1, 2, 7])
def test_the_ring_of_a_block_closes_in_its_district(near):
    acts, none = np.arange(100, 160, dtype=np.uint16), np.zeros((0, 1), np.int32)
    halo, far_acts, low = np.zeros(60 + 2 * 7, np.uint16), np.zeros((0, 1), np.uint16), 20
    for size in (1, 2, 3, 8, 16, 40):
        for offset in range(0, size, 5):
            count = min(5, size - offset)
            gather_ties(acts, low, size, offset, count, near, none, halo, far_acts)
            expected = [100 + low + place % size for place in range(offset - near, offset + count + near)]
            assert halo[: count + 2 * near].tolist() == expected


@numba.njit(_nrt=False)
def squares(count):
    one, other = on_stack(8, np.uint16), on_stack(8, np.uint16)
    for j in range(8):
        one[j], other[j] = np.uint16(j), np.uint16(j * j)
    return one.size + other.size, one[count], other[count]


def test_arrays_on_the_stack_lie_apart():
    assert [squares(j) for j in range(8)] == [(16, j, j * j) for j in range(8)]


def test_an_array_on_the_stack_has_a_constant_size():
    with pytest.raises(TypingError, match="constant size"):
        numba.njit(lambda count: on_stack(count, np.uint16).size)(8)
