"""What is counted as a run goes on: totals by week, by group in periods of some weeks; the sampled people's log."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.simulate.compiled import in_caller, inlined, kernel
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
from isonomia.simulate.submodels.chunks import take_counts

Array = npt.NDArray[Any]
PART = 256

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


@kernel
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
    """The sum of the bytes whose mark is the wanted one; in parts that 16 bits hold, so that 16 lanes add at once."""
    total = np.int64(0)
    for begin in range(0, values.size, PART):
        part, zero = np.uint16(0), np.uint8(0)
        own, marked = values[begin : begin + PART], marks[begin : begin + PART]
        for j in range(own.size):
            value = own[j]
            part = np.uint16(part + np.uint16(value if marked[j] == wanted else zero))
        total += np.int64(part)
    return total


@inlined
def sum_where(values, marks, wanted):
    """The same of numbers of 16 bits with a sign, in parts that 32 bits hold."""
    total = np.int64(0)
    for begin in range(0, values.size, PART):
        part, zero = np.int32(0), np.int16(0)
        own, marked = values[begin : begin + PART], marks[begin : begin + PART]
        for j in range(own.size):
            value = own[j]
            part = np.int32(part + np.int32(value if marked[j] == wanted else zero))
        total += np.int64(part)
    return total


@inlined
def add_counts(counts, totals):
    """Add a byte a person to a row of totals."""
    for j in range(counts.size):
        totals[j] += np.int32(counts[j])


@kernel
def observe_period(plan, people, tally, low, high, tick, mark):
    """Add up a district at the end of a period, and start counting acts anew; mark: room for PART bytes."""
    for begin in range(low, high, PART):
        end = min(high, begin + PART)
        group = people.bytes[GROUP, begin:end]
        for activity in range(length(plan, AT.conduct_mean)):
            _observe_acts(plan, people, tally, begin, end, tick, activity, mark[: end - begin])
            if get(plan, AT.run_is_plain, 0):
                _observe_recorded(plan, people, tally, begin, end, tick, activity, mark[: end - begin])
        for number in range(get(plan, AT.run_groups, 0)):
            row, wanted = by_group(plan, tick, np.int64(number)), np.uint8(number)
            tell(plan, tally, AT.tally_states, row, 2, sum_where(people.shorts[INCOME, begin:end], group, wanted))
            tell(plan, tally, AT.tally_states, row, 3, sum_where(people.shorts[TRUST, begin:end], group, wanted))
            tell(plan, tally, AT.tally_states, row, 4, sum_where(people.shorts[STRAIN, begin:end], group, wanted))
            _observe_part(plan, people, tally, begin, end, row, wanted, mark)
    none = people.acts.dtype.type(0)
    for row in range(DONE_ONES, people.acts.shape[0]):
        counts = people.acts[row, low:high]
        for j in range(counts.size):
            counts[j] = none


@in_caller
def _observe_acts(plan, people, tally, low, high, tick, activity, counts):
    """How often an activity was done by people low .. high - 1, at most PART of them; counts: room for as many."""
    mask = people.acts.dtype.type(people.acts.dtype.type(1) << people.acts.dtype.type(activity))
    ones, twos = people.acts[DONE_ONES, low:high], people.acts[DONE_ONES + 1, low:high]
    take_counts(mask, ones, twos, people.acts[DONE_ONES + 2, low:high], counts)
    group = people.bytes[GROUP, low:high]
    for number in range(get(plan, AT.run_groups, 0)):
        row = by_group(plan, tick, np.int64(number))
        tell(plan, tally, AT.tally_acts, row, activity, count_where(counts, group, np.uint8(number)))
    good, harmful = get(plan, AT.conduct_good, activity), get(plan, AT.conduct_harmful, activity)
    if good or harmful:
        add_counts(counts, people.longs[GOOD if good else HARMFUL, low:high])


@in_caller
def _observe_recorded(plan, people, tally, low, high, tick, activity, counts):
    """The same of true records of an activity, where records are counted and not kept."""
    mask = people.acts.dtype.type(people.acts.dtype.type(1) << people.acts.dtype.type(activity))
    ones, twos = people.acts[RECORDED_ONES, low:high], people.acts[RECORDED_ONES + 1, low:high]
    take_counts(mask, ones, twos, people.acts[RECORDED_ONES + 2, low:high], counts)
    group = people.bytes[GROUP, low:high]
    for number in range(get(plan, AT.run_groups, 0)):
        row = by_group(plan, tick, np.int64(number)) * length(plan, AT.conduct_mean) + activity
        made = count_where(counts, group, np.uint8(number))
        tell(plan, tally, AT.tally_records, row, TRUE, made)
        tell(plan, tally, AT.tally_held, np.int64(number), 0, made)
    add_counts(counts, people.longs[RECORDS, low:high])


@in_caller
def _observe_part(plan, people, tally, low, high, row, wanted, mark):
    """Bands, scores, restrictions and lost income of one group's people among low .. high - 1; mark: room for them."""
    group, flags = people.bytes[GROUP, low:high], people.bytes[FLAGS, low:high]
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
    whole, rest, in_lowest = np.int32(0), np.int32(0), np.int32(0)
    for j in range(high - low):  # in lanes of 32 bits: the scores' upper and lower halves add up apart
        points, weeks, is_marked, lowest = score[j], spell[j], mark[j] != none, band[j] == none
        points = points if is_marked else np.int32(0)
        whole = np.int32(whole + (points >> np.int32(16)))
        rest = np.int32(rest + (points & np.int32(0xFFFF)))
        in_lowest = np.int32(in_lowest + (weeks if is_marked & lowest else np.int32(0)))
    tell(plan, tally, AT.tally_states, row, 0, count_where(mark[: high - low], mark[: high - low], one))
    tell(plan, tally, AT.tally_states, row, 1, np.int64(whole) * 65536 + np.int64(rest))
    bands = get(plan, AT.scoring_bands, 0)
    for number in range(max(np.int64(1), bands)):
        here = count_where(mark[: high - low], band, np.uint8(number))
        tell(plan, tally, AT.tally_people, row, number, here)
        if number == 0 and bands > 0:
            tell(plan, tally, AT.tally_states, row, 7, here)
            tell(plan, tally, AT.tally_states, row, 8, np.int64(in_lowest))
    for j in range(high - low):
        mark[j] &= restricted[j]
    tell(plan, tally, AT.tally_states, row, 5, count_where(mark[: high - low], mark[: high - low], one))
    true_band = people.bytes[BAND_TRUE, low:high]
    for number in range(max(np.int64(1), bands)):
        if get(plan, AT.life_adverse, number) == 0:  # those whom true records would spare
            here = count_where(mark[: high - low], true_band, np.uint8(number))
            tell(plan, tally, AT.tally_states, row, 6, here)


@in_caller
def spared(plan, people, person):
    """Whether a person is under a restriction that true records alone would not bring."""
    return (
        people.bytes[RESTRICTED, person] != 0
        and get(plan, AT.life_adverse, np.int64(people.bytes[BAND_TRUE, person])) == 0
    )
