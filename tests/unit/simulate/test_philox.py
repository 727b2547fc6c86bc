"""Philox against the known answers of Random123, and the block form against the scalar one."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.simulate.compiled import allocating
from isonomia.simulate.random_streams.philox import philox, philox_block

ANSWERS = Path(__file__).parents[2] / "known_answers" / "philox4x32_10.txt"
VECTORS = [
    [int(word, 16) for word in line.split()] for line in ANSWERS.read_text().splitlines() if line and line[0] != "#"
]
WORD = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("vector", VECTORS)
def test_known_answers(vector):
    counters, keys = np.array([vector[:4]], np.uint32), np.array([vector[4:6]], np.uint32)
    assert philox(counters, keys)[0].tolist() == vector[6:]


def naive_philox(counter, key):
    """The definition of the paper's section 3.3, in Python's whole numbers."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c3 ^ k1, p0 & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return [c0, c1, c2, c3]


@allocating
def in_block(first, count, tick, slot, stream, key_0, key_1):
    words = np.empty((4, 64), np.uint32)
    philox_block(first, count, tick, slot, stream, key_0, key_1, words[0], words[1], words[2], words[3])
    return words[:, :count].copy()


@settings(deadline=None)
@given(st.tuples(WORD, WORD, WORD, WORD), st.tuples(WORD, WORD))
def test_agrees_with_its_definition(counter, key):
    result = philox(np.array([counter], np.uint32), np.array([key], np.uint32))
    assert result[0].tolist() == naive_philox(counter, key)


@settings(deadline=None)  # the first call compiles
@given(st.integers(0, 2**31), st.integers(1, 64), WORD, st.integers(0, 300), st.integers(0, 40), WORD, WORD)
def test_a_block_is_the_same_numbers(first, count, tick, slot, stream, key_0, key_1):
    words = in_block(*(np.uint64(first), count, *(np.uint64(item) for item in (tick, slot, stream, key_0, key_1))))
    expected = [naive_philox((first + j, tick, slot, stream), (key_0, key_1)) for j in range(count)]
    assert words.T.tolist() == expected
