"""Standings where every match counts for ever and each week is assessed: points add up, and no record need be kept."""

import numpy as np

from isonomia.simulate.compiled import in_caller, inlined, part
from isonomia.simulate.plan_layout import AT, get, length, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    GROUP,
    RECORDED_ONES,
    SCORE,
    SETTLED,
    SETTLED_TRUE,
    SPELL,
)
from isonomia.simulate.stack_arrays import on_stack
from isonomia.simulate.submodels.act import BLOCK
from isonomia.simulate.submodels.chunks import count_bits, places_of
from isonomia.simulate.submodels.live import live
from isonomia.simulate.submodels.observe import by_group

u8, u64, i32 = np.uint8, np.uint64, np.int32
NEVER = (1 << 31) - 1


@part
def _bound(plan, number):
    """What a score must be above to reach a band, where lower is better with all digits turned; NEVER: no such band."""
    if number >= length(plan, AT.scoring_threshold):
        return i32(NEVER)
    threshold = get(plan, AT.scoring_threshold, number)
    return i32(threshold - 1 if get(plan, AT.scoring_direction, 0) > 0 else ~threshold)


@inlined
def _reached(points, first, second, third, fourth):
    """How many of four bounds a score is above."""
    one, none = i32(1), i32(0)
    reached = i32((one if points > first else none) + (one if points > second else none))
    reached = i32(reached + (one if points > third else none))
    return i32(reached + (one if points > fourth else none))


@inlined
def _goodness(plan, score, count, found):
    """The goodness of the band that each score gives: how many bands' thresholds it reaches, four bands at a time."""
    turn = i32(0 if get(plan, AT.scoring_direction, 0) > 0 else -1)
    for number in range(0, max(1, length(plan, AT.scoring_threshold)), 4):
        first, second = _bound(plan, number), _bound(plan, number + 1)
        third, fourth = _bound(plan, number + 2), _bound(plan, number + 3)
        if number == 0:
            for j in range(count):
                found[j] = _reached(score[j] ^ turn, first, second, third, fourth)
        else:
            for j in range(count):
                found[j] += _reached(score[j] ^ turn, first, second, third, fourth)


@in_caller
def _count_records(plan, people, start, end, seen):
    """Each detected act is one record, of an activity's only template."""
    dtype = seen.dtype.type
    leaves = dtype(0)
    for activity in range(length(plan, AT.conduct_mean)):
        if get(plan, AT.conduct_one_template, activity) >= 0:
            leaves |= dtype(dtype(1) << dtype(activity))
    for j in range(seen.size):
        seen[j] &= leaves
    ones, twos = people.acts[RECORDED_ONES, start:end], people.acts[RECORDED_ONES + 1, start:end]
    count_bits(seen, ones, twos, people.acts[RECORDED_ONES + 2, start:end])


@in_caller
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
    _count_records(plan, people, start, start + count, buffers.seen[:count])
    if get(plan, AT.scoring_bands, 0) == 0:
        return
    band, found, apart = people.bytes[BAND, start : start + count], buffers.keys[:count], buffers.look[:count]
    _goodness(plan, score, count, found)
    for j in range(count):
        apart[j] = u8(found[j]) ^ band[j]
    places = on_stack(BLOCK, i32)
    for k in range(places_of(buffers.look, count, places)):
        j = np.int64(places[u64(k)])
        _move(plan, people, tally, start + j, np.int64(found[j]), tick)
    if get(plan, AT.false_records_highest, 0) > 0 and get(plan, AT.run_life_moves, 0):
        true_band = people.bytes[BAND_TRUE, start : start + count]
        for j in range(count):
            total[j] = min(max(i32(base + by_truth[j]), least), most)
        _goodness(plan, total, count, found)
        for j in range(count):
            true_band[j] = u8(found[j])


@in_caller
def _move(plan, people, tally, person, band, tick):
    """Put a person into another band."""
    before = np.int64(people.bytes[BAND, person])
    row = by_group(plan, tick, np.int64(people.bytes[GROUP, person])) * get(plan, AT.scoring_bands, 0)
    tell(plan, tally, AT.tally_moves, row + before, band, 1)
    people.bytes[BAND, person] = people.bytes[BAND_TRUE, person] = u8(band)
    people.longs[SPELL, person] = -1  # the week's end makes it 0
    if get(plan, AT.life_alike, before) != get(plan, AT.life_alike, band):
        live(plan, people, person)
