"""Who does what this week, and what of it is detected, for a block of persons: the hot loop.

One number u decides both: act iff u < p, detected iff u < p x d, so that more detection never makes an act. With odds,
p = odds / (1 + odds), and u < p is u < (1 - u) x odds, u < p x d is u < (d - u) x odds: no logistic, all in 16 bits.
Where 16 bits do not decide, 16 more are drawn (`settle_ties`), so a chance is exact to 32 bits. Each loop runs over
persons inside one activity, without branches, so that the compiler makes vectors of it.
"""

import numpy as np

from isonomia.simulate.compiled import in_caller, inlined
from isonomia.simulate.log_odds import CERTAIN, FULL
from isonomia.simulate.plan_layout import AT, get, get2, length, width
from isonomia.simulate.population.state import FIRST_PERSON, LAST, LOW, PATROL, USUAL_PATROL
from isonomia.simulate.random_streams.philox import philox_block, philox_words
from isonomia.simulate.random_streams.streams import ACT, ACT_FINE
from isonomia.simulate.stack_arrays import on_stack
from isonomia.simulate.submodels.chunks import copy
from isonomia.society.limits import MOST_NEAR

BLOCK = 512
"""Persons in a block: their arrays stay in the processor's first cache."""
"""On each side: at most 30 ties, whose count five binary digits hold."""
HALO, WORDS = BLOCK + 2 * MOST_NEAR, 4 * BLOCK
u16, u32, u64, i16, i32 = np.uint16, np.uint32, np.uint64, np.int16, np.int32


@inlined
def upper_half(left, right):
    """The upper 16 bits of a product of two numbers of 16 bits."""
    return u16((u32(left) * u32(right)) >> u32(16))


@inlined
def gather_ties(acts, low, size, offset, count, near, far, halo, far_acts):
    """Last week's acts of the ties: `halo` holds the ring from `near` before the block to `near` after it."""
    begin, whole = offset - near, count + 2 * near
    first, last = max(np.int64(0), -begin), min(whole, size - begin)
    copy(acts[low + begin + first : low + begin + last], halo[first:])
    for j in range(first):  # where the ring closes
        halo[j] = acts[low + (begin + j + size * near) % size]
    for j in range(last, whole):
        halo[j] = acts[low + (begin + j) % size]
    for row in range(far.shape[0]):
        for j in range(count):
            far_acts[row, j] = acts[low + np.int64(far[row, offset + j])]


@inlined
def add_pair(one, other, count, many, ones, twos, fours, eights, sixteens):
    """Add two ties' acts to each person's count of ties, for all activities at once; `many`: there may be over seven.

    The counts lie in planes of bits: a person's bit of an activity in `ones`, `twos`, ... is a binary digit of how many
    of the ties did it. A full adder, then the carry (Knuth, TAOCP 4A, section 7.1.3).
    """
    dtype = ones.dtype.type
    for j in range(count):
        left, right, before = one[j], other[j], ones[j]
        apart = dtype(left ^ right)
        ones[j] = before ^ apart
        carry = dtype(dtype(left & right) | dtype(before & apart))
        digit = twos[j]
        twos[j] = digit ^ carry
        carry = dtype(carry & digit)
        digit = fours[j]
        fours[j] = digit ^ carry
        if many:
            carry = dtype(carry & digit)
            digit = eights[j]
            eights[j] = digit ^ carry
            sixteens[j] |= dtype(carry & digit)


@inlined
def move_by_ties(odds, norm, count, mask, none, ones, twos, fours, eights, sixteens, moved):
    """Odds times the factor for the number of ties that did the activity of this bit."""
    last, dtype = norm.size - 1, ones.dtype.type
    if last <= 8:
        f0, f1, f2, f3, f4 = norm[0], norm[min(1, last)], norm[min(2, last)], norm[min(3, last)], norm[min(4, last)]
        f5, f6, f7, f8 = norm[min(5, last)], norm[min(6, last)], norm[min(7, last)], norm[last]
        if last <= 4:
            for j in range(count):
                is_odd = dtype(ones[j] & mask) != none
                below = (f3 if is_odd else f2) if dtype(twos[j] & mask) != none else (f1 if is_odd else f0)
                moved[j] = upper_half(odds[j], f4 if dtype(fours[j] & mask) != none else below)
        else:
            for j in range(count):
                is_odd, has_two = dtype(ones[j] & mask) != none, dtype(twos[j] & mask) != none
                below = (f3 if is_odd else f2) if has_two else (f1 if is_odd else f0)
                above = (f7 if is_odd else f6) if has_two else (f5 if is_odd else f4)
                factor = above if dtype(fours[j] & mask) != none else below
                moved[j] = upper_half(odds[j], f8 if dtype(eights[j] & mask) != none else factor)
    else:
        for j in range(count):
            ties = 1 if dtype(ones[j] & mask) != none else 0
            ties += 2 if dtype(twos[j] & mask) != none else 0
            ties += 4 if dtype(fours[j] & mask) != none else 0
            ties += 8 if dtype(eights[j] & mask) != none else 0
            ties += 16 if dtype(sixteens[j] & mask) != none else 0
            moved[j] = upper_half(odds[j], norm[ties])


@inlined
def times(value, up, cap):
    """A number of 16 bits times `up`, at most about 65535; `cap` times `up` is that most."""
    return u16((value if value < cap else cap) * up)


@inlined
def mark(j, u, r, q, below, either_side, mask, none, bits, seen, tied):
    """Set the activity's bit for who acts (below r), whose act is detected (below q), and where either may be near.

    r is rounded down, q by at most `below` up. The differences have no sign, so that one below 0 is a large one.
    """
    bits[j] |= mask if u < r else none
    seen[j] |= mask if u < q else none
    tied[j] |= mask if min(u16(u - r), u16(u16(u - q) + below)) < either_side else none


@inlined
def decide(draws, moved, detect, count, up, down, margin, mask, none, bits, seen, tied):
    """Whose act is done, whose detected, and for whom 16 bits may be too few: the activity's bit of each.

    A product with the odds is taken by the multiplication's upper half, so it is 2^16 times the odds / 2^shift. All
    lanes have 16 bits: a shift by a number that the compiler does not know would make them 64 wide.
    """
    cap, below = u16(FULL // np.int64(up)), u16(np.int64(up) + 1)
    either_side = u16(np.int64(margin) + np.int64(below))
    if down == 0:
        for j in range(count):
            u, y, d = draws[j], moved[j], detect[j]
            r = times(upper_half(u16(~u), y), up, cap)
            q = times(upper_half(u16(d - u) if d > u else u16(0), y), up, cap)
            mark(j, u, r, q, below, either_side, mask, none, bits, seen, tied)
    else:
        for j in range(count):
            u, y, d = draws[j], moved[j], detect[j]
            r = upper_half(upper_half(u16(~u), y), down)
            q = upper_half(upper_half(u16(d - u) if d > u else u16(0), y), down)
            mark(j, u, r, q, below, either_side, mask, none, bits, seen, tied)


@inlined
def decide_certain(draws, detect, count, margin, mask, none, bits, seen, tied):
    """The same of an activity that everyone does every week."""
    either_side = u16(np.int64(margin) + 1)
    for j in range(count):
        mark(j, draws[j], u16(FULL), detect[j], u16(1), either_side, mask, none, bits, seen, tied)
        bits[j] |= mask


@in_caller
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


@inlined
def draw(words, activity, count, draws):
    """The activity's 16 bits of each person's word."""
    if activity & 1:
        for j in range(count):
            draws[j] = u16(words[j] >> u32(16))
    else:
        for j in range(count):
            draws[j] = u16(words[j])


@inlined
def add_points(seen, count, mask, none, points, total):
    """Add an activity's points to the totals of those seen at it."""
    for j in range(count if points != 0 else 0):
        total[j] += points if seen.dtype.type(seen[j] & mask) != none else i16(0)


@in_caller
def act_block(plan, people, store, low, offset, count, size, tick, seed, buffers, far):
    """The acts of persons low + offset .. + count - 1, into `buffers.bits`, `.seen`, `.tie` and `.total`."""
    near, start, dtype = get(plan, AT.run_near, 0), low + offset, people.acts.dtype.type
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    bits, seen, tied = on_stack(BLOCK, dtype), on_stack(BLOCK, dtype), on_stack(BLOCK, dtype)
    ones, twos, fours = on_stack(BLOCK, dtype), on_stack(BLOCK, dtype), on_stack(BLOCK, dtype)
    eights, sixteens, total = on_stack(BLOCK, dtype), on_stack(BLOCK, dtype), on_stack(BLOCK, i16)
    moved, draws, watched = on_stack(BLOCK, u16), on_stack(BLOCK, u16), on_stack(BLOCK, u16)
    words, halo = on_stack(WORDS, u32), on_stack(HALO, dtype)
    words_0, words_1 = words[:BLOCK], words[BLOCK : 2 * BLOCK]
    words_2, words_3 = words[2 * BLOCK : 3 * BLOCK], words[3 * BLOCK :]
    for j in range(BLOCK):
        bits[j] = seen[j] = tied[j] = ones[j] = twos[j] = fours[j] = dtype(0)
        total[j] = i16(0)
    ties = 2 * near + far.shape[0]
    for j in range(BLOCK if ties > 4 else 0):
        eights[j] = sixteens[j] = dtype(0)
    gather_ties(people.acts[LAST], low, size, offset, count, near, far, halo, buffers.far_acts)
    copy(halo[: count + 2 * near], buffers.halo)
    for step in range(near):
        add_pair(halo[step:], halo[2 * near - step :], count, ties > 7, ones, twos, fours, eights, sixteens)
    for row in range(0, far.shape[0], 2):
        add_pair(buffers.far_acts[row], buffers.far_acts[row + 1], count, ties > 7, ones, twos, fours, eights, sixteens)
    for activity in range(length(plan, AT.conduct_mean)):
        if activity % 8 == 0:
            first, slot = u64(store.parts[0, FIRST_PERSON] + start), u64(activity // 8)
            philox_block(first, count, u64(tick), slot, ACT, key_0, key_1, words_0, words_1, words_2, words_3)
        draw(words[((activity >> 1) & 3) * BLOCK :], activity, count, draws)
        odds = people.chances[2 * activity, start : start + count]
        detect = people.chances[2 * activity + 1, start : start + count]
        factor = patrol_factor(plan, store, low, activity)
        if factor != USUAL_PATROL:
            for j in range(count):
                watched[j] = u16(min(np.int64(FULL), (np.int64(detect[j]) * factor) >> 10))
            detect = watched[:count]
        mask, none = dtype(dtype(1) << dtype(activity)), dtype(0)
        up, down = u16(get(plan, AT.conduct_raised, activity)), u16(get(plan, AT.conduct_lowered, activity))
        margin = u16(get(plan, AT.conduct_margin, activity))
        if get(plan, AT.conduct_mean, activity) == CERTAIN:
            decide_certain(draws, detect, count, margin, mask, none, bits, seen, tied)
        elif has_norm(plan, activity):
            norm = buffers.norm[: width(plan, AT.conduct_norm)]
            for number in range(norm.size):
                norm[number] = u16(get2(plan, AT.conduct_norm, activity, number))
            move_by_ties(odds, norm, count, mask, none, ones, twos, fours, eights, sixteens, moved)
            decide(draws, moved, detect, count, up, down, margin, mask, none, bits, seen, tied)
        else:
            decide(draws, odds, detect, count, up, down, margin, mask, none, bits, seen, tied)
        add_points(seen, count, mask, none, i16(get(plan, AT.run_plain_points, activity)), total)
    copy(bits[:count], buffers.bits)
    copy(seen[:count], buffers.seen)
    copy(tied[:count], buffers.tie)
    copy(total[:count], buffers.total)


@in_caller
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
            buffers.bits[j] ^= bit
        if detected != (buffers.seen[j] & bit != dtype(0)):
            points = i32(get(plan, AT.run_plain_points, activity))
            buffers.total[j] += points if detected else -points
            buffers.seen[j] ^= bit


@in_caller
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


@in_caller
def _ties_of(buffers, near, j, activity):
    count = np.int64(0)
    for step in range(2 * near + 1):
        if step != near:
            count += np.int64(buffers.halo[j + step] >> buffers.halo.dtype.type(activity)) & 1
    for row in range(buffers.far_acts.shape[0]):
        count += np.int64(buffers.far_acts[row, j] >> buffers.halo.dtype.type(activity)) & 1
    return count
