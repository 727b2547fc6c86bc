"""How a person's circumstances move conduct: odds of each activity, and its chance of detection, as they now are.

Log-odds add: own disposition, money, trust, strain, what points are worth, what detection is feared. They are worked
out again only when the circumstances change (`circumstances`), and kept as odds, so that a week's acts need one
multiplication. Fear is the deterrence of a perceived chance of punishment (Nagin, "Deterrence in the twenty-first
century", Crime and Justice 42 (2013), section III); that it spills over to lawful acts nearby is the chilling effect
(Penney, Berkeley Technology Law Journal 31 (2016), part II).
"""

import numpy as np

from isonomia.simulate.compiled import in_caller, inlined
from isonomia.simulate.conduct_tables import VIGILANCE_STEPS, Conduct
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.log_odds import CERTAIN, FULL, ODDS_TABLE_LOW
from isonomia.simulate.plan_layout import AT, get, get2, length
from isonomia.simulate.population.state import (
    FLAGS,
    GROUP,
    INCOME,
    KEY,
    KNOWS,
    MEMBER,
    SCORE,
    STRAIN,
    TRUST,
    VIGILANCE,
)

u8, i32 = np.uint8, np.int32
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
ONE = 1024
"""A factor that changes nothing."""


INCOME_STEPS, TRUST_STEPS, STRAIN_STEPS, VIGILANCE_BITS, AT_EDGE = 15, 15 << 4, 15 << 8, 15 << 12, 1 << 18
"""Where each state lies in the number that tells a person's circumstances; `flags` lie between the last two."""


def answered_by(conduct: Conduct, *, edge_factor: int) -> int:
    """The bits of circumstances that some activity answers to; a step of the others leaves all odds as they are."""
    found = 0
    for moved_by, bits in ((conduct.money, INCOME_STEPS), (conduct.trust, TRUST_STEPS), (conduct.strain, STRAIN_STEPS)):
        found |= bits if moved_by.any() else 0
    if conduct.feared.any():
        found |= VIGILANCE_BITS
    if edge_factor != ONE and (conduct.incentive.any() or conduct.feared.any()):
        found |= AT_EDGE
    return found


@inlined
def _add_steps(values, count, half, shift, place, keys):
    """A state's sixteen steps, into four bits of each key: (value + half) >> shift, held within 0 to 15."""
    for j in range(count):  # each step is made 32 bits wide again: lanes would be of 64 else
        step = min(max(i32(i32(i32(values[j]) + half) >> shift), i32(0)), i32(15))
        keys[j] = i32(keys[j] | i32(step << place))


@in_caller
def circumstances(plan, people, start, count, keys):
    """What odds and detection depend on, as one number a person: 16 steps each of four states, and three bits.

    A state that no activity answers to stays at 0, so that nobody's odds are worked out again for it.
    """
    answered, end = get(plan, AT.run_answered, 0), start + count
    flags, score = people.bytes[FLAGS, start:end], people.longs[SCORE, start:end]
    for j in range(count):
        keys[j] = i32(i32(flags[j] & u8(KNOWS | MEMBER)) << i32(16))
    if answered & INCOME_STEPS:
        _add_steps(people.shorts[INCOME, start:end], count, i32(512), i32(10), i32(0), keys)
    if answered & TRUST_STEPS:
        half = i32(8 * 512 + 256 - get(plan, AT.life_trust_mean, 0))
        _add_steps(people.shorts[TRUST, start:end], count, half, i32(9), i32(4), keys)
    if answered & STRAIN_STEPS:
        _add_steps(people.shorts[STRAIN, start:end], count, i32(256), i32(9), i32(8), keys)
    if answered & VIGILANCE_BITS:
        _add_steps(people.shorts[VIGILANCE, start:end], count, i32(256), i32(9), i32(12), keys)
    near = i32(get(plan, AT.life_edge_points, 0))
    for number in range(length(plan, AT.scoring_threshold) if near > 0 and answered & AT_EDGE else 0):
        threshold = i32(get(plan, AT.scoring_threshold, number))
        for j in range(count):
            keys[j] |= i32(AT_EDGE) if abs(score[j] - threshold) <= near else i32(0)


@in_caller
def respond(plan, people, person, number, key):
    """Set odds and detection of all activities to the circumstances `key`; `number`: the person's in the run."""
    group = np.int64(people.bytes[GROUP, person])
    income = ((key & 15) - 8) << 10
    trust = (((key >> 4) & 15) - 8) << 9
    strain = ((key >> 8) & 15) << 9
    feared = group * VIGILANCE_STEPS + ((key >> 12) & 15)
    is_member = (key >> 16) & MEMBER != 0
    is_moved = is_member and (key >> 16) & KNOWS != 0
    factor = get(plan, AT.life_edge_factor, 0) if (key >> 18) & 1 else ONE
    if np.int64(people.longs[KEY, person]) < 0 or (np.int64(people.longs[KEY, person]) ^ key) >> 16 & MEMBER:
        for activity in range(length(plan, AT.conduct_mean)):
            detection = get2(plan, AT.conduct_detection, activity, group) if is_member else 0
            people.chances[2 * activity + 1, person] = np.uint16(detection)
    for activity in range(length(plan, AT.conduct_mean)):
        own = np.int64(people.own[person, activity])
        if abs(own) == CERTAIN:
            people.chances[2 * activity, person] = np.uint16(FULL if own > 0 else 0)
            continue
        z = own + get(plan, AT.conduct_norm_offset, activity)
        z -= get(plan, AT.conduct_money, activity) * income // WHOLE
        z += get(plan, AT.conduct_trust, activity) * trust // WHOLE
        z += get(plan, AT.conduct_strain, activity) * strain // WHOLE
        if is_moved:
            z += get(plan, AT.conduct_incentive, activity) * factor >> 10
            z -= get2(plan, AT.conduct_feared, feared, activity) * factor >> 10
        people.chances[2 * activity, person] = np.uint16(_as_odds(plan, activity, number, z))
    people.longs[KEY, person] = i32(key)


@in_caller
def _as_odds(plan, activity, number, z):
    """Log-odds on the activity's scale of 16 bits; what lies above the scale is held at its end.

    What lies between two steps is rounded up or down by a fraction that is the person's own for this activity, so that
    over people nothing is lost, however small the odds (a hash by the golden ratio: Knuth, TAOCP 3, section 6.4).
    """
    below = z - get(plan, AT.conduct_z_top, activity)
    fraction = (np.uint64(number * 64 + activity) * GOLDEN) >> np.uint64(33)
    if below < ODDS_TABLE_LOW:
        return np.int64(0)
    depth = max(np.int64(0), -below)
    value = get(plan, AT.run_odds_whole, depth >> 10) * get(plan, AT.run_odds_part, depth & 1023)
    value = (value >> get(plan, AT.run_odds_places, depth >> 10)) + 1 >> 1
    return value * get(plan, AT.conduct_top, activity) + np.int64(fraction) >> 31
