"""Philox4x32-10: random numbers as a pure function of a counter and a key.

Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), doi:10.1145/2063384.2063405,
section 3.3. Tested against the known answers of Random123. Without state, neither order, threads nor shards can change
a number.
"""

import numpy as np
import numpy.typing as npt

from isonomia.simulate.compiled import allocating, inlined

Words = npt.NDArray[np.uint32]

ROUNDS = 10
MULTIPLIER_0, MULTIPLIER_1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL_0, WEYL_1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)


@inlined
def philox_words(counter_0, counter_1, counter_2, counter_3, key_0, key_1):
    """Four words of 32 bits, as uint64, for a counter of four and a key of two words (uint64, high halves zero)."""
    c0, c1, c2, c3, a, b = counter_0, counter_1, counter_2, counter_3, key_0, key_1
    for _ in range(ROUNDS):
        product_0 = MULTIPLIER_0 * (c0 & LOW)
        product_1 = MULTIPLIER_1 * (c2 & LOW)
        c0, c1 = (product_1 >> HALF) ^ (c1 & LOW) ^ a, product_1 & LOW
        c2, c3 = (product_0 >> HALF) ^ (c3 & LOW) ^ b, product_0 & LOW
        a, b = (a + WEYL_0) & LOW, (b + WEYL_1) & LOW
    return c0 & LOW, c1, c2 & LOW, c3


@inlined
def philox_block(first, count, counter_1, counter_2, counter_3, key_0, key_1, w0, w1, w2, w3):
    """Fill four arrays (of at least `count`, uint32) with the words of the counters first, first + 1, ...

    The high halves of the products stay in the words between rounds: LLVM then emits one multiplication of 32 by 32
    bits for each (vpmuludq), with the persons in the lanes.
    """
    for j in range(count):
        c0, c1, c2, c3, a, b = first + np.uint64(j), counter_1, counter_2, counter_3, key_0, key_1
        for _ in range(ROUNDS):
            product_0 = MULTIPLIER_0 * (c0 & LOW)
            product_1 = MULTIPLIER_1 * (c2 & LOW)
            c0 = (product_1 >> HALF) ^ c1 ^ a
            c2 = (product_0 >> HALF) ^ c3 ^ b
            c1 = product_1
            c3 = product_0
            a = (a + WEYL_0) & LOW
            b = (b + WEYL_1) & LOW
        w0[j] = np.uint32(c0 & LOW)
        w1[j] = np.uint32(c1 & LOW)
        w2[j] = np.uint32(c2 & LOW)
        w3[j] = np.uint32(c3 & LOW)


@allocating
def philox(counters: Words, keys: Words) -> Words:
    """The words (n x 4, uint32) of n counters (n x 4, uint32) and keys (n x 2, uint32), for tests and synthesis."""
    words = np.empty((counters.shape[0], 4), np.uint32)
    for i in range(counters.shape[0]):
        w0, w1, w2, w3 = philox_words(
            np.uint64(counters[i, 0]),
            np.uint64(counters[i, 1]),
            np.uint64(counters[i, 2]),
            np.uint64(counters[i, 3]),
            np.uint64(keys[i, 0]),
            np.uint64(keys[i, 1]),
        )
        words[i, 0], words[i, 1] = np.uint32(w0), np.uint32(w1)
        words[i, 2], words[i, 3] = np.uint32(w2), np.uint32(w3)
    return words
