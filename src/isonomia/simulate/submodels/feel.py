"""Income, trust, strain and belief drift to their targets; records and decisions push them.

Trust in an authority follows from how it treats people more than from what it gives (Tyler, "Why People Obey the Law",
2006, chapter 8): a false record and its redress each have a change of their own. Belief in detection starts where the
society says and is learned away: novelty is feared, and wears off (Castillo-Manzano and Castro-Nuno, Accident Analysis
and Prevention 48 (2012)).
"""

import numpy as np

from isonomia.simulate.compiled import in_caller, inlined
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.log_odds import CERTAIN, LARGEST
from isonomia.simulate.plan_layout import AT, get
from isonomia.simulate.population.state import (
    INCOME,
    INCOME_TARGET,
    KEY,
    STRAIN,
    STRAIN_TARGET,
    TRUST,
    TRUST_TARGET,
    VIGILANCE,
)

i16, i32 = np.int16, np.int32
DIRTY = -1
"""The key of circumstances that never are: odds are worked out again."""


@inlined
def _drift(values, targets, count, rate):
    apart, moved = i16(0), i16(0)
    for j in range(count):
        apart = i16(apart | i16(values[j] ^ targets[j]))  # else lanes of 64 bits
    for j in range(count if apart else 0):
        value = values[j]
        gap = i32(targets[j]) - i32(value)
        drifted = i16(i32(value) + ((gap * rate + i32(16384)) >> i32(15)))
        moved = i16(moved | i16(drifted ^ value))
        values[j] = drifted
    return moved != i16(0)


@in_caller
def drift_block(plan, people, start, count):
    """A week's drift of a block of persons; whether it moved anyone."""
    rate, end = i32(get(plan, AT.life_recovery, 0)), start + count
    moved = _drift(people.shorts[INCOME, start:end], people.shorts[INCOME_TARGET, start:end], count, rate)
    moved |= _drift(people.shorts[TRUST, start:end], people.shorts[TRUST_TARGET, start:end], count, rate)
    moved |= _drift(people.shorts[STRAIN, start:end], people.shorts[STRAIN_TARGET, start:end], count, rate)
    vigilance, learning = people.shorts[VIGILANCE, start:end], i32(get(plan, AT.life_vigilance_rate, 0))
    apart = i16(0)
    for j in range(count):
        apart = i16(apart | i16(vigilance[j] ^ i16(1024)))
    for j in range(count if apart and learning else 0):
        gap = i32(1024) - i32(vigilance[j])
        vigilance[j] = i16(i32(vigilance[j]) + ((gap * learning + i32(16384)) >> i32(15)))
    return moved or (apart != i16(0) and learning != i32(0))


@in_caller
def feel_record(plan, people, person, activity, is_false, is_adverse, is_favourable):
    """What a new record does to the person's feelings, belief and own motive.

    What is paid loses its own motive, and so does the restraint from what is fined: a price takes the place of either
    (Gneezy and Rustichini, Journal of Legal Studies 29 (2000), section V).
    """
    trust, strain = np.int64(people.shorts[TRUST, person]), np.int64(people.shorts[STRAIN, person])
    if is_adverse:
        trust += get(plan, AT.life_trust_false, 0) if is_false else get(plan, AT.life_trust_true, 0)
        strain += get(plan, AT.life_strain_record, 0)
        seen = np.int64(people.shorts[VIGILANCE, person]) + get(plan, AT.life_vigilance_record, 0)
        people.shorts[VIGILANCE, person] = i16(min(np.int64(8191), seen))
    if is_favourable:
        trust += get(plan, AT.life_trust_reward, 0)
    own, moved = np.int64(people.own[person, activity]), get(plan, AT.conduct_crowding_out, activity)
    if moved and not is_false and (is_favourable or is_adverse) and abs(own) != CERTAIN:
        own += -moved if is_favourable else moved
        people.own[person, activity] = i16(min(max(np.int64(-LARGEST), own), np.int64(LARGEST)))
        people.longs[KEY, person] = i32(DIRTY)
    people.shorts[TRUST, person] = i16(min(max(trust, 0), WHOLE))
    people.shorts[STRAIN, person] = i16(min(max(strain, 0), WHOLE))


@in_caller
def feel_redress(plan, people, person):
    """What an upheld contest does to trust."""
    trust = np.int64(people.shorts[TRUST, person]) + get(plan, AT.life_trust_redress, 0)
    people.shorts[TRUST, person] = i16(min(max(trust, 0), WHOLE))
