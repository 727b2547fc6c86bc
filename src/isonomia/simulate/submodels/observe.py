"""What is counted as a run goes on: totals by week, by group in periods of some weeks; the sampled people's log."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.simulate.compiled import in_caller, inlined, part
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.plan_layout import AT, get, length, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    DONE_ONES,
    FLAGS,
    GOOD,
    GROUP,
    HARMFUL,
    INCOME,
    MEMBER,
    RECORDED_ONES,
    RECORDS,
    RESTRICTED,
    SAMPLED,
    SCORE,
    SPELL,
    STRAIN,
    TRUST,
)
from isonomia.simulate.records import KINDS, TRUE
from isonomia.simulate.stack_arrays import on_stack
from isonomia.simulate.submodels.chunks import copy, take_counts

Array = npt.NDArray[Any]
PART = 512
"""People added up at a time: their counts, and sums of numbers of 16 bits, stay within what a lane holds."""

STATES = (
    "members",
    "score",
    "income",
    "trust",
    "strain",
    "restricted",
    "restricted_by_error",
    "lowest",
    "lowest_weeks",
    "lost_income",
)
"""What is summed over the people of a group at each observation; restricted_by_error: whom true records would spare."""


class Tally(NamedTuple):
    """Counts, by week and by period of observation, as views of one array of int64 that the kernel fills.

    score: (weeks, 1) and bands: (weeks, bands), over all members. Where a row is a period and a group, period-major:
    acts: (rows, activities); records: (rows x activities, kinds); contests: (rows, 4); states: (rows, len(STATES)) and
    people: (rows, bands), at the period's last week; moves: (rows x bands, bands), from one band to another;
    error_weeks, restricted_weeks, left: (rows, 1). held: (groups, 1), the facts that are held when the run is over.
    """

    score: Array
    bands: Array
    acts: Array
    records: Array
    contests: Array
    states: Array
    people: Array
    moves: Array
    error_weeks: Array
    restricted_weeks: Array
    left: Array
    held: Array


def tally_shapes(weeks: int, periods: int, groups: int, activities: int, bands: int) -> dict[str, tuple[int, int]]:
    """The shape of each count, in the order of the array."""
    rows = periods * groups
    return {
        "score": (weeks, 1),
        "bands": (weeks, bands),
        "acts": (rows, activities),
        "records": (rows * activities, KINDS),
        "contests": (rows, 4),
        "states": (rows, len(STATES)),
        "people": (rows, bands),
        "moves": (rows * bands, bands),
        "error_weeks": (rows, 1),
        "restricted_weeks": (rows, 1),
        "left": (rows, 1),
        "held": (groups, 1),
    }


UNSET = -2
"""The band of a day on which no standing was written."""


class Log(NamedTuple):
    """The sampled people's log: rows of (person, tick, what, code, day), the first of which holds only their number.

    persons: ascending, within the shard; standings: (2, persons, days), score and goodness of the band, set on
    assessment days and Sundays; assessed: (days,), which days those are.
    """

    rows: Array
    persons: Array
    standings: Array
    assessed: Array


@inlined
def by_group(plan, tick, group):
    """The row of a group in this week's period."""
    return get(plan, AT.run_period, tick) * get(plan, AT.run_groups, 0) + group


@part
def note(people, log, person, tick, what, code, day):
    """Write a line for a sampled person; a full log counts on, so that the caller sees how long it must be."""
    if np.int64(people.bytes[FLAGS, person]) & SAMPLED:
        used = log.rows[0, 0] + 1
        log.rows[0, 0] = used
        if used < log.rows.shape[0]:
            log.rows[used, 0] = person
            log.rows[used, 1] = tick
            log.rows[used, 2] = what
            log.rows[used, 3] = code
            log.rows[used, 4] = day


@inlined
def count_where(values, marks, wanted):
    """The sum of small numbers, at most PART of them and each at most 127, whose mark is the wanted one."""
    total, zero = np.uint16(0), values.dtype.type(0)
    for j in range(values.size):
        value = values[j]
        total = np.uint16(total + np.uint16(value if marks[j] == wanted else zero))
    return np.int64(total)


@inlined
def sum_where(values, marks, wanted):
    """The same of numbers of 16 bits with a sign, or of 32 bits whose sum they hold."""
    total, zero = np.int32(0), values.dtype.type(0)
    for j in range(values.size):
        value = values[j]
        total = np.int32(total + np.int32(value if marks[j] == wanted else zero))
    return np.int64(total)


@part
def observe_period(plan, people, tally, low, high, tick):
    """Add up a district at the end of a period, and start counting acts anew."""
    group, mark = on_stack(PART, np.uint16), on_stack(PART, np.uint8)
    for begin in range(low, high, PART):
        end = min(high, begin + PART)
        copy(people.bytes[GROUP, begin:end], group)
        _observe_acts(plan, people, tally, begin, end, tick, group[: end - begin])
        if get(plan, AT.run_is_plain, 0):
            _observe_recorded(plan, people, tally, begin, end, tick, group[: end - begin])
        for number in range(get(plan, AT.run_groups, 0)):
            row, wanted = by_group(plan, tick, np.int64(number)), np.uint16(number)
            for place, state in ((2, INCOME), (3, TRUST), (4, STRAIN)):
                total = sum_where(people.shorts[state, begin:end], group, wanted)
                tell(plan, tally, AT.tally_states, row, place, total)
            _observe_part(plan, people, tally, begin, end, row, group, wanted, mark[: end - begin])
    none = people.acts.dtype.type(0)
    for row in range(DONE_ONES, people.acts.shape[0]):
        counts = people.acts[row, low:high]
        for j in range(counts.size):
            counts[j] = none


@in_caller
def _observe_acts(plan, people, tally, low, high, tick, group):
    """How often each activity was done by people low .. high - 1, at most PART of them, of these groups."""
    counts, good = on_stack(PART, np.uint16), on_stack(PART, np.uint16)
    harmful, other = on_stack(PART, np.uint16), on_stack(PART, np.uint16)
    for j in range(group.size):
        good[j] = harmful[j] = other[j] = np.uint16(0)
    ones, twos = people.acts[DONE_ONES, low:high], people.acts[DONE_ONES + 1, low:high]
    fours = people.acts[DONE_ONES + 2, low:high]
    for activity in range(length(plan, AT.conduct_mean)):
        mask = people.acts.dtype.type(people.acts.dtype.type(1) << people.acts.dtype.type(activity))
        sums = other
        if get(plan, AT.conduct_good, activity):
            sums = good
        elif get(plan, AT.conduct_harmful, activity):
            sums = harmful
        rest = take_counts(mask, ones, twos, fours, counts, sums)
        for number in range(get(plan, AT.run_groups, 0) - 1, -1, -1):  # the first group's are what the others leave
            made = count_where(counts[: group.size], group, np.uint16(number)) if number else rest
            rest -= made
            tell(plan, tally, AT.tally_acts, by_group(plan, tick, np.int64(number)), activity, made)
    add_counts(good[: group.size], people.longs[GOOD, low:high])
    add_counts(harmful[: group.size], people.longs[HARMFUL, low:high])


@in_caller
def _observe_recorded(plan, people, tally, low, high, tick, group):
    """The same of true records of each activity, where records are counted and not kept."""
    counts, sums = on_stack(PART, np.uint16), on_stack(PART, np.uint16)
    for j in range(group.size):
        sums[j] = np.uint16(0)
    ones, twos = people.acts[RECORDED_ONES, low:high], people.acts[RECORDED_ONES + 1, low:high]
    fours, activities = people.acts[RECORDED_ONES + 2, low:high], length(plan, AT.conduct_mean)
    for activity in range(activities):
        if get(plan, AT.conduct_one_template, activity) < 0:
            continue  # none of its acts is recorded
        mask = people.acts.dtype.type(people.acts.dtype.type(1) << people.acts.dtype.type(activity))
        rest = take_counts(mask, ones, twos, fours, counts, sums)
        for number in range(get(plan, AT.run_groups, 0) - 1, -1, -1):
            made = count_where(counts[: group.size], group, np.uint16(number)) if number else rest
            rest -= made
            row = by_group(plan, tick, np.int64(number)) * activities + activity
            tell(plan, tally, AT.tally_records, row, TRUE, made)
            tell(plan, tally, AT.tally_held, np.int64(number), 0, made)
    add_counts(sums[: group.size], people.longs[RECORDS, low:high])


@inlined
def add_counts(counts, totals):
    """Add a small number a person to a row of totals."""
    for j in range(counts.size):
        totals[j] += np.int32(counts[j])


@in_caller
def _observe_part(plan, people, tally, low, high, row, group, wanted, mark):
    """Bands, scores, restrictions and lost income of one group's people among low .. high - 1; mark: room for them."""
    flags = people.bytes[FLAGS, low:high]
    income, lost = people.shorts[INCOME, low:high], np.int32(0)
    for j in range(high - low):
        gap = np.int32(WHOLE) - np.int32(income[j])
        lost = np.int32(lost + np.int32(gap if (group[j] == wanted) & (gap > 0) else 0))
    tell(plan, tally, AT.tally_states, row, 9, np.int64(lost))
    if not get(plan, AT.run_is_scored, 0):
        return
    one, none = np.uint8(1), np.uint8(0)
    for j in range(high - low):
        mark[j] = one if (group[j] == wanted) & ((flags[j] & np.uint8(MEMBER)) != none) else none
    score, spell = people.longs[SCORE, low:high], people.longs[SPELL, low:high]
    band, restricted = people.bytes[BAND, low:high], people.bytes[RESTRICTED, low:high]
    total, in_lowest = np.int64(0), np.int32(0)
    for j in range(high - low):
        points = score[j]
        total += np.int64(points if mark[j] != none else np.int32(0))
    for j in range(high - low):
        weeks = spell[j]
        in_lowest = np.int32(in_lowest + (weeks if (mark[j] != none) & (band[j] == none) else np.int32(0)))
    tell(plan, tally, AT.tally_states, row, 0, count_where(mark, mark, one))
    tell(plan, tally, AT.tally_states, row, 1, total)
    bands = get(plan, AT.scoring_bands, 0)
    for number in range(max(np.int64(1), bands)):
        here = count_where(mark, band, np.uint8(number))
        tell(plan, tally, AT.tally_people, row, number, here)
        if number == 0 and bands > 0:
            tell(plan, tally, AT.tally_states, row, 7, here)
            tell(plan, tally, AT.tally_states, row, 8, np.int64(in_lowest))
    for j in range(high - low):
        mark[j] &= restricted[j]
    tell(plan, tally, AT.tally_states, row, 5, count_where(mark, mark, one))
    true_band = people.bytes[BAND_TRUE, low:high]
    for number in range(max(np.int64(1), bands)):
        if get(plan, AT.life_adverse, number) == 0:  # those whom true records would spare
            here = count_where(mark, true_band, np.uint8(number))
            tell(plan, tally, AT.tally_states, row, 6, here)
