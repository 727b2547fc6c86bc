"""Standings where every match counts for ever and each week is assessed: points add up, and no record need be kept."""

import numpy as np

from isonomia.simulate.compiled import inlined, kernel
from isonomia.simulate.plan_layout import AT, get, length, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    DONE_COUNT,
    GROUP,
    SCORE,
    SETTLED,
    SETTLED_TRUE,
    SPELL,
)
from isonomia.simulate.submodels.chunks import CHUNK, any_of
from isonomia.simulate.submodels.live import live
from isonomia.simulate.submodels.observe import by_group

u8, i32 = np.uint8, np.int32


@inlined
def _goodness(plan, score, count, found):
    """The goodness of the band that each score gives: how many bands' thresholds it reaches."""
    for j in range(count):
        found[j] = i32(0)
    rising = get(plan, AT.scoring_direction, 0) > 0
    for number in range(length(plan, AT.scoring_threshold)):
        threshold = i32(get(plan, AT.scoring_threshold, number))
        if rising:
            for j in range(count):
                found[j] += i32(1) if score[j] >= threshold else i32(0)
        else:
            for j in range(count):
                found[j] += i32(1) if score[j] < threshold else i32(0)


@kernel
def _count_records(plan, people, start, count, seen):
    """Each detected act is one record, of an activity's only template."""
    dtype, activities = seen.dtype.type, length(plan, AT.conduct_mean)
    for activity in range(activities):
        if get(plan, AT.conduct_one_template, activity) >= 0:
            mask, none = dtype(dtype(1) << dtype(activity)), dtype(0)
            recorded = people.bytes[DONE_COUNT + activities + activity, start : start + count]
            for j in range(count):
                recorded[j] += u8(1) if dtype(seen[j] & mask) != none else u8(0)


@kernel
def plain_standings(plan, people, tally, start, count, tick, buffers):
    """Scores and bands where every match counts for ever and each week is assessed: no record is needed."""
    base, low, high = i32(get(plan, AT.scoring_base, 0)), get(plan, AT.scoring_low, 0), get(plan, AT.scoring_high, 0)
    least, most = i32(max(low, -(1 << 31))), i32(min(high, (1 << 31) - 1))
    score, settled = people.longs[SCORE, start : start + count], people.longs[SETTLED, start : start + count]
    by_truth, total = people.longs[SETTLED_TRUE, start : start + count], buffers.total[:count]
    for j in range(count):
        settled[j] += total[j]
        by_truth[j] += total[j]
        score[j] = min(max(i32(base + settled[j]), least), most)
    _count_records(plan, people, start, count, buffers.seen)
    if get(plan, AT.scoring_bands, 0) == 0:
        return
    band, found, apart = people.bytes[BAND, start : start + count], buffers.keys[:count], buffers.look[:count]
    _goodness(plan, score, count, found)
    for j in range(count):
        apart[j] = u8(found[j]) ^ band[j]
    for chunk in range(0, count, CHUNK):
        if any_of(apart, chunk, count):
            for j in range(chunk, min(count, chunk + CHUNK)):
                if apart[j]:
                    _move(plan, people, tally, start + j, np.int64(found[j]), tick)
    if get(plan, AT.false_records_highest, 0) > 0 and get(plan, AT.run_life_moves, 0):
        true_band = people.bytes[BAND_TRUE, start : start + count]
        for j in range(count):
            total[j] = min(max(i32(base + by_truth[j]), least), most)
        _goodness(plan, total, count, found)
        for j in range(count):
            true_band[j] = u8(found[j])


@kernel
def _move(plan, people, tally, person, band, tick):
    """Put a person into another band."""
    row = by_group(plan, tick, np.int64(people.bytes[GROUP, person])) * get(plan, AT.scoring_bands, 0)
    tell(plan, tally, AT.tally_moves, row + np.int64(people.bytes[BAND, person]), band, 1)
    people.bytes[BAND, person] = u8(band)
    people.longs[SPELL, person] = -1  # the week's end makes it 0
    live(plan, people, person)
