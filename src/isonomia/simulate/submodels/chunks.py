"""Loops over a block's persons that the compiler makes vectors of."""

import numpy as np

from isonomia.simulate.compiled import inlined


@inlined
def places_of(marks, count, places):
    """How many of the first `count` marks are set, and in `places` which; both have room for a multiple of eight.

    Marks are bytes, and mostly none, so eight are looked at together.
    """
    for j in range(count, (count + 7) // 8 * 8):
        marks[j] = np.uint8(0)
    eights, found = marks.view(np.uint64), np.uint64(0)
    for k in range((count + 7) // 8):
        if eights[np.uint64(k)] != np.uint64(0):
            for j in range(8 * k, 8 * k + 8):
                places[found] = j
                found += np.uint64(1) if marks[np.uint64(j)] != np.uint8(0) else np.uint64(0)
    return np.int64(found)


@inlined
def count_marks(marks, count):
    """How many of the first `count` marks are set, each 0 or 1; room and most as for a block of at most 2,040.

    Each byte of one sum counts every eighth mark, so that no mark need be made wider.
    """
    for j in range(count, (count + 7) // 8 * 8):
        marks[j] = np.uint8(0)
    eights, sums, evens = marks.view(np.uint64), np.uint64(0), np.uint64(0x00FF00FF00FF00FF)
    for k in range((count + 7) // 8):
        sums += eights[np.uint64(k)]
    pairs = (sums & evens) + ((sums >> np.uint64(8)) & evens)
    return np.int64((pairs * np.uint64(0x0001000100010001)) >> np.uint64(48))


@inlined
def count_bits(bits, ones, twos, fours):
    """Add a block's bits to counts whose binary digits lie in three rows: all activities at once."""
    dtype = bits.dtype.type
    for j in range(bits.size):
        bit, one, two = bits[j], ones[j], twos[j]
        carry = dtype(bit & one)
        ones[j] = dtype(bit ^ one)
        twos[j] = dtype(two ^ carry)
        fours[j] |= dtype(two & carry)


@inlined
def take_counts(mask, ones, twos, fours, counts, sums):
    """The counts of one activity, whose bit is the mask; they are added to `sums` too. Returns their total."""
    dtype = ones.dtype.type
    none, first, second, third = dtype(0), dtype(1), dtype(2), dtype(4)
    total = np.uint16(0)
    for j in range(ones.size):
        one, two, four = ones[j], twos[j], fours[j]
        count = dtype(first if dtype(one & mask) != none else none)
        count |= second if dtype(two & mask) != none else none
        count |= third if dtype(four & mask) != none else none
        counts[j] = np.uint16(count)
        sums[j] += np.uint16(count)
        total = np.uint16(total + np.uint16(count))
    return np.int64(total)


@inlined
def copy(source, target):
    """Copy one array into another; assigning a slice would make Numba hold arrays (isonomia.simulate.compiled)."""
    for j in range(source.size):
        target[j] = source[j]
