"""Who knows whom, without a stored graph: a ring and pseudo-random permutations within each district.

Near ties are i - d and i + d on the district's ring (clustering); far ties are P(i) and its inverse for permutations P
(short paths), so that every tie is mutual: who is in my ties has me in theirs. P is a Feistel network of four rounds
(Luby and Rackoff, SIAM Journal on Computing 17 (1988), doi:10.1137/0217022) on the smallest even number of bits, walked
on until it lands inside the district (Black and Rogaway, CT-RSA 2002, section 3). Districts of one size share their
permutations, so memory does not grow with the population.
"""

import numpy as np
import numpy.typing as npt

from isonomia.simulate.random_streams.philox import philox

ROUNDS = 4


def _half_bits(size: int) -> int:
    return max(1, ((size - 1).bit_length() + 1) // 2)


def _round_values(values: npt.NDArray[np.uint32], key: tuple[int, int], turn: int) -> npt.NDArray[np.uint32]:
    counters = np.zeros((values.size, 4), np.uint32)
    counters[:, 0], counters[:, 1] = values, turn
    return philox(counters, np.tile(np.array(key, np.uint32), (values.size, 1)))[:, 0]


def feistel(values: npt.NDArray[np.uint32], half: int, key: tuple[int, int]) -> npt.NDArray[np.uint32]:
    """The images of `values` (each below 4^half) under the network's permutation of 0 .. 4^half - 1."""
    mask = np.uint32((1 << half) - 1)
    left, right = values >> np.uint32(half), values & mask
    for turn in range(ROUNDS):
        left, right = right, left ^ (_round_values(right, key, turn) & mask)
    return (left << np.uint32(half)) | right


def permutation(size: int, key: tuple[int, int]) -> npt.NDArray[np.uint32]:
    """A permutation of 0 .. size - 1 (uint32): the Feistel network, walked until it lands inside."""
    half = _half_bits(size)
    images = feistel(np.arange(size, dtype=np.uint32), half, key)
    while (outside := images >= size).any():
        images[outside] = feistel(images[outside], half, key)
    return images


def inverse(images: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The permutation that undoes another."""
    back = np.empty_like(images)
    back[images] = np.arange(images.size, dtype=np.uint32)
    return back


def far_ties(size: int, count: int, seed: int) -> npt.NDArray[np.uint32]:
    """The far ties within a district of `size`: 2 x count rows, P and its inverse for each permutation (uint32)."""
    ties = np.empty((2 * count, size), np.uint32)
    for number in range(count):
        key = (seed & 0xFFFFFFFF, (seed >> 32 ^ 0x46454953 ^ number << 8 ^ size) & 0xFFFFFFFF)
        ties[2 * number] = permutation(size, key)
        ties[2 * number + 1] = inverse(ties[2 * number])
    return ties


def district_bounds(people: int, district_people: int) -> npt.NDArray[np.int64]:
    """Where districts begin: as few as hold `people` at most `district_people` each, sizes differing by at most one."""
    count = max(1, -(-people // district_people))
    return np.array([people * number // count for number in range(count + 1)], np.int64)
