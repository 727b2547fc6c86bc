"""Who does what this week, and what of it is detected, for a block of persons: the hot loop.

One number u decides both: act iff u < p, detected iff u < p x d, so that more detection never makes an act. With odds,
p = odds / (1 + odds), and u < p is u < (1 - u) x odds, u < p x d is u < (d - u) x odds: no logistic, all in 16 bits.
Where 16 bits do not decide, 16 more are drawn (`settle_ties`), so a chance is exact to 32 bits. Each loop runs over
persons inside one activity, without branches, so that the compiler makes vectors of it.
"""

import numpy as np

from isonomia.simulate.compiled import inlined, kernel
from isonomia.simulate.log_odds import FULL
from isonomia.simulate.plan_layout import AT, get, get2, length, width
from isonomia.simulate.population.state import DONE_COUNT, FIRST_PERSON, LOW, PATROL, USUAL_PATROL
from isonomia.simulate.random_streams.philox import philox_block, philox_words
from isonomia.simulate.random_streams.streams import ACT, ACT_FINE

BLOCK = 512
"""Persons in a block: their arrays stay in the processor's first cache."""
MOST_NEAR = 8
u8, u16, u32, u64, i32 = np.uint8, np.uint16, np.uint32, np.uint64, np.int32


@inlined
def upper_half(left, right):
    """The upper 16 bits of a product of two numbers of 16 bits."""
    return u16((u32(left) * u32(right)) >> u32(16))


@inlined
def gather_ties(acts, low, size, offset, count, near, far, halo, far_acts):
    """Last week's acts of the ties: `halo` holds the ring from `near` before the block to `near` after it."""
    if offset >= near and offset + count + near <= size:
        halo[: count + 2 * near] = acts[low + offset - near : low + offset + count + near]
    else:
        for j in range(count + 2 * near):
            halo[j] = acts[low + (offset + j - near + size * near) % size]
    for row in range(far.shape[0]):
        for j in range(count):
            far_acts[row, j] = acts[low + np.int64(far[row, offset + j])]


@inlined
def count_ties(halo, far_acts, count, near, bit, one, ties):
    """How many ties of each person did the activity of this bit."""
    for j in range(count):
        ties[j] = 0
    for step in range(near):
        below, above = halo[step : step + count], halo[2 * near - step : 2 * near - step + count]
        for j in range(count):
            ties[j] += u8(((below[j] >> bit) & one) + ((above[j] >> bit) & one))
    for row in range(far_acts.shape[0]):
        distant = far_acts[row]
        for j in range(count):
            ties[j] += u8((distant[j] >> bit) & one)


@inlined
def apply_norm(odds, norm, ties, count, moved):
    """Odds times the factor for the number of ties that did it."""
    last = norm.size - 1
    if last == 0:
        for j in range(count):
            moved[j] = odds[j]
    elif last <= 4:
        f0, f1, f2 = norm[0], norm[min(1, last)], norm[min(2, last)]
        f3, f4 = norm[min(3, last)], norm[min(4, last)]
        for j in range(count):
            c = ties[j]
            factor = f0 if c == 0 else (f1 if c == 1 else (f2 if c == 2 else (f3 if c == 3 else f4)))
            moved[j] = upper_half(odds[j], factor)
    elif last <= 8:
        f0, f1, f2, f3, f4 = norm[0], norm[1], norm[2], norm[3], norm[4]
        f5, f6, f7, f8 = norm[min(5, last)], norm[min(6, last)], norm[min(7, last)], norm[min(8, last)]
        for j in range(count):
            c = ties[j]
            few = f0 if c == 0 else (f1 if c == 1 else (f2 if c == 2 else (f3 if c == 3 else f4)))
            factor = few if c <= 4 else (f5 if c == 5 else (f6 if c == 6 else (f7 if c == 7 else f8)))
            moved[j] = upper_half(odds[j], factor)
    else:
        for j in range(count):
            moved[j] = upper_half(odds[j], norm[ties[j]])


@inlined
def scaled(value, down, up, cap):
    """A number of 16 bits times `up`, at most 65535, or times down / 65536 where `down` is not 0."""
    if down == 0:
        return u16((value if value < cap else cap) * up)
    return upper_half(value, down)


@inlined
def decide(draws, moved, odds, detect, count, shift, margin, acted, caught, close):
    """Who acts and whose act is detected by 16 bits, and for whom these may be too few."""
    # odds x 2^-shift, with a factor of 2^-16 taken by the multiplication's upper half
    down = u16(1 << (32 - shift) if shift > 16 else 0)
    up = u16(1 << (16 - shift) if shift < 16 else 1)
    cap = u16(FULL // np.int64(up))
    either_side = u16(2 * np.int64(margin))
    for j in range(count):
        u, y, d = draws[j], moved[j], detect[j]
        certain = odds[j] == u16(FULL)
        r = scaled(upper_half(u16(~u), y), down, up, cap)
        r = u16(FULL) if certain else r
        q = scaled(upper_half(u16(d - u) if d > u else u16(0), y), down, up, cap)
        q = d if certain else q
        acted[j] = u8(1) if u < r else u8(0)
        caught[j] = u8(1) if u < q else u8(0)
        above, apart = u16(u - r), u16(u - q + margin)
        close[j] = u8(1) if (above < margin) | (apart < either_side) else u8(0)


@inlined
def keep(acted, caught, close, count, power, done, bits, seen, tied):
    """Count the acts, and set the bits of what was done, what was detected, and what 16 bits leave open."""
    dtype = bits.dtype.type
    for j in range(count):
        done[j] += acted[j]
    for j in range(count):
        bits[j] |= dtype(dtype(acted[j]) << power)
        seen[j] |= dtype(dtype(caught[j]) << power)
    for j in range(count):
        tied[j] |= dtype(dtype(close[j]) << power)


@kernel
def patrol_factor(plan, store, person, activity):
    """The factor, in 1/1024, on the detection of an activity in a person's district: attention goes where records were.

    With a weight of 1 it is in proportion to last week's records there (Ensign and others, FAT* 2018, section 2).
    """
    weight = get(plan, AT.conduct_patrolled, activity)
    if weight == 0:
        return np.int64(USUAL_PATROL)
    district = np.searchsorted(store.parts[:, LOW], person, side="right") - 1
    return max(np.int64(0), USUAL_PATROL + (weight * (store.parts[district, PATROL] - USUAL_PATROL) >> 10))


@inlined
def has_norm(plan, activity):
    """Whether the activity depends on what one's ties did."""
    last = width(plan, AT.conduct_norm) - 1
    return get2(plan, AT.conduct_norm, activity, 0) != get2(plan, AT.conduct_norm, activity, last)


@kernel
def act_block(plan, people, store, low, offset, count, size, tick, seed, buffers, far):
    """The acts of persons low + offset .. + count - 1, into `buffers.bits`, `.seen` and `.tie`."""
    near = get(plan, AT.run_near, 0)
    start = low + offset
    dtype = people.acts.dtype.type
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    # arrays made here share no memory with any other, which the compiler must know to make vectors
    bits, seen, total = np.zeros(BLOCK, people.acts.dtype), np.zeros(BLOCK, people.acts.dtype), np.zeros(BLOCK, i32)
    tied = np.zeros(BLOCK, people.acts.dtype)
    acted, caught, close = np.empty(BLOCK, u8), np.empty(BLOCK, u8), np.empty(BLOCK, u8)
    ties, moved, draws = np.empty(BLOCK, u8), np.empty(BLOCK, u16), np.empty(BLOCK, u16)
    watched = np.empty(BLOCK, u16)
    numbers, halo = np.empty((4, BLOCK), u32), np.empty(BLOCK + 2 * MOST_NEAR, people.acts.dtype)
    gather_ties(people.acts[0], low, size, offset, count, near, far, halo, buffers.far_acts)
    buffers.halo[: count + 2 * near] = halo[: count + 2 * near]
    for activity in range(length(plan, AT.conduct_mean)):
        if activity % 8 == 0:
            first, slot = u64(store.parts[0, FIRST_PERSON] + start), u64(activity // 8)
            philox_block(first, count, u64(tick), slot, ACT, key_0, key_1, numbers)
        words = numbers[(activity >> 1) & 3]
        half = u32(16 * (activity & 1))
        for j in range(count):
            draws[j] = u16(words[j] >> half)
        odds = people.chances[2 * activity, start : start + count]
        detect = people.chances[2 * activity + 1, start : start + count]
        factor = patrol_factor(plan, store, low, activity)
        if factor != USUAL_PATROL:
            for j in range(count):
                watched[j] = u16(min(np.int64(FULL), (np.int64(detect[j]) * factor) >> 10))
            detect = watched[:count]
        done = people.bytes[DONE_COUNT + activity, start : start + count]
        if has_norm(plan, activity):
            norm = buffers.norm[: width(plan, AT.conduct_norm)]
            for number in range(norm.size):
                norm[number] = u16(get2(plan, AT.conduct_norm, activity, number))
            count_ties(halo, buffers.far_acts, count, near, dtype(activity), dtype(1), ties)
            apply_norm(odds, norm, ties, count, moved)
        else:
            moved[:count] = odds
        shift = get(plan, AT.conduct_shift, activity)
        margin, power = u16(get(plan, AT.conduct_margin, activity)), dtype(activity)
        points = i32(get(plan, AT.run_plain_points, activity))
        decide(draws, moved, odds, detect, count, shift, margin, acted, caught, close)
        keep(acted, caught, close, count, power, done, bits, seen, tied)
        if points != 0:
            for j in range(count):
                total[j] += points * i32(caught[j])
    buffers.bits[:count] = bits[:count]
    buffers.seen[:count] = seen[:count]
    buffers.tie[:count] = tied[:count]
    buffers.total[:count] = total[:count]


@kernel
def settle_ties(plan, people, store, low, offset, j, tick, seed, buffers):
    """Decide by 32 bits those of a person's acts for which 16 were too few."""
    dtype = people.acts.dtype.type
    for activity in range(length(plan, AT.conduct_mean)):
        power = dtype(activity)
        if (buffers.tie[j] >> power) & dtype(1) == dtype(0):
            continue
        acted, detected = decide_finely(plan, people, store, low + offset + j, j, activity, tick, seed, buffers)
        bit = dtype(dtype(1) << power)
        if acted != (buffers.bits[j] & bit != dtype(0)):
            people.bytes[DONE_COUNT + activity, low + offset + j] += u8(1) if acted else u8(255)
            buffers.bits[j] ^= bit
        if detected != (buffers.seen[j] & bit != dtype(0)):
            points = i32(get(plan, AT.run_plain_points, activity))
            buffers.total[j] += points if detected else -points
            buffers.seen[j] ^= bit


@kernel
def decide_finely(plan, people, store, person, j, activity, tick, seed, buffers):
    """(acts, is detected) by all 32 bits of the person's number for an activity."""
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    number, slot = u64(store.parts[0, FIRST_PERSON] + person), u64(activity // 8)
    coarse = philox_words(number, u64(tick), slot, ACT, key_0, key_1)
    fine = philox_words(number, u64(tick), slot, ACT_FINE, key_0, key_1)
    half, word = u64(16 * (activity & 1)), (activity >> 1) & 3
    high, more = np.int64(0), np.int64(0)
    for k in range(4):
        if k == word:
            high, more = np.int64((coarse[k] >> half) & u64(FULL)), np.int64((fine[k] >> half) & u64(FULL))
    u = high << 16 | more
    odds = np.int64(people.chances[2 * activity, person])
    y = odds
    if has_norm(plan, activity):
        ties = _ties_of(buffers, get(plan, AT.run_near, 0), j, activity)
        y = odds * get2(plan, AT.conduct_norm, activity, ties) >> 16
    d = np.int64(people.chances[2 * activity + 1, person])
    factor = patrol_factor(plan, store, person, activity)
    d = min(np.int64(FULL), d * factor >> 10) if factor != USUAL_PATROL else d
    d = d * 65537 + (1 if d == FULL else 0)
    certain, shift = odds == FULL, get(plan, AT.conduct_shift, activity)
    acted = certain or u < (4294967295 - u) * y >> shift
    detected = u < d and (certain or u < (d - 1 - u) * y >> shift)
    return acted, detected


@kernel
def _ties_of(buffers, near, j, activity):
    count = np.int64(0)
    for step in range(2 * near + 1):
        if step != near:
            count += np.int64(buffers.halo[j + step] >> buffers.halo.dtype.type(activity)) & 1
    for row in range(buffers.far_acts.shape[0]):
        count += np.int64(buffers.far_acts[row, j] >> buffers.halo.dtype.type(activity)) & 1
    return count
