"""What is counted as a run goes on: totals by week, by group in periods of some weeks; the sampled people's log."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.simulate.compiled import inlined, kernel
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.plan_layout import AT, get, length, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    DONE_COUNT,
    FLAGS,
    GOOD,
    GROUP,
    HARMFUL,
    INCOME,
    MEMBER,
    RESTRICTED,
    SAMPLED,
    SCORE,
    SPELL,
    STRAIN,
    TRUST,
)
from isonomia.simulate.records import KINDS

Array = npt.NDArray[Any]

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

    score: (weeks, 1) and bands: (weeks, bands), over all people. Where a row is a period and a group, period-major:
    acts: (rows, activities); records: (rows x activities, kinds); contests: (rows, 4); states: (rows, len(STATES)) and
    people: (rows, bands), at the period's last week; moves: (rows x bands, bands), from one band to another;
    error_weeks, restricted_weeks, left: (rows, 1).
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
    }


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
def sum_where(values, marks, wanted):
    """The sum of the values whose mark is the wanted one."""
    total = np.int64(0)
    for j in range(values.size):
        total += np.int64(values[j]) if marks[j] == wanted else np.int64(0)
    return total


@kernel
def observe_period(plan, people, tally, low, high, tick):
    """Add up a district at the end of a period, and start counting acts anew."""
    group = people.bytes[GROUP, low:high]
    for activity in range(length(plan, AT.conduct_mean)):
        done = people.bytes[DONE_COUNT + activity, low:high]
        for number in range(get(plan, AT.run_groups, 0)):
            row = by_group(plan, tick, np.int64(number))
            tell(plan, tally, AT.tally_acts, row, activity, sum_where(done, group, np.uint8(number)))
        good, harmful = get(plan, AT.conduct_good, activity), get(plan, AT.conduct_harmful, activity)
        if good or harmful:
            totals = people.longs[GOOD if good else HARMFUL, low:high]
            for j in range(done.size):
                totals[j] += np.int32(done[j])
        done[:] = np.uint8(0)
    for number in range(get(plan, AT.run_groups, 0)):
        row, wanted = by_group(plan, tick, np.int64(number)), np.uint8(number)
        tell(plan, tally, AT.tally_states, row, 2, sum_where(people.shorts[INCOME, low:high], group, wanted))
        tell(plan, tally, AT.tally_states, row, 3, sum_where(people.shorts[TRUST, low:high], group, wanted))
        tell(plan, tally, AT.tally_states, row, 4, sum_where(people.shorts[STRAIN, low:high], group, wanted))
    _observe_members(plan, people, tally, low, high, tick)


@kernel
def _observe_members(plan, people, tally, low, high, tick):
    """Bands, scores, restrictions and lost income of a district's people by group."""
    has_bands = get(plan, AT.scoring_bands, 0) > 0
    for person in range(low, high):
        row = by_group(plan, tick, np.int64(people.bytes[GROUP, person]))
        lost = np.int64(WHOLE) - np.int64(people.shorts[INCOME, person])
        if lost > 0:
            tell(plan, tally, AT.tally_states, row, 9, lost)
        if np.int64(people.bytes[FLAGS, person]) & MEMBER == 0 or get(plan, AT.run_is_scored, 0) == 0:
            continue
        band = np.int64(people.bytes[BAND, person])
        tell(plan, tally, AT.tally_people, row, band, 1)
        tell(plan, tally, AT.tally_states, row, 0, 1)
        tell(plan, tally, AT.tally_states, row, 1, np.int64(people.longs[SCORE, person]))
        if people.bytes[RESTRICTED, person]:
            tell(plan, tally, AT.tally_states, row, 5, 1)
            tell(plan, tally, AT.tally_states, row, 6, 1 if spared(plan, people, person) else 0)
        if has_bands and band == 0:
            tell(plan, tally, AT.tally_states, row, 7, 1)
            tell(plan, tally, AT.tally_states, row, 8, np.int64(people.longs[SPELL, person]))


@kernel
def spared(plan, people, person):
    """Whether a person is under a restriction that true records alone would not bring."""
    return (
        people.bytes[RESTRICTED, person] != 0
        and get(plan, AT.life_adverse, np.int64(people.bytes[BAND_TRUE, person])) == 0
    )
