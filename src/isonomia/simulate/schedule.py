"""The order of a week for a district, and of weeks for a shard. The schedule only: behaviour is in `submodels`.

In each week, for each block of persons: acts and their detection (from last week's acts of their ties); for who has
something to settle: contests and decisions (Monday), measures, records, score and band (Sunday); then for all:
consequences, drift of feelings, and the circumstances in which next week's acts stand.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.simulate.compiled import in_caller, kernel, part
from isonomia.simulate.plan_layout import AT, get, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    BEGIN,
    DONE_ONES,
    DUE,
    END,
    FIRST_PERSON,
    FLAGS,
    GROUP,
    KEY,
    LAST,
    LEFT,
    LOW,
    MEMBER,
    RESTRICTED,
    SAMPLED,
    SCORE,
    SIZE,
    SPELL,
    THIS,
    TRUST,
    USED,
)
from isonomia.simulate.random_streams.philox import philox_block
from isonomia.simulate.random_streams.streams import FALSE_RECORD
from isonomia.simulate.records import LEAVE
from isonomia.simulate.stack_arrays import on_stack
from isonomia.simulate.submodels.act import BLOCK, act_block, settle_ties
from isonomia.simulate.submodels.assess import assess, take_measures, write_plain_standings, write_standings
from isonomia.simulate.submodels.chunks import copy, count_bits, count_marks, places_of
from isonomia.simulate.submodels.contest import contest_week
from isonomia.simulate.submodels.feel import drift_block
from isonomia.simulate.submodels.live import live
from isonomia.simulate.submodels.observe import by_group, note, observe_period
from isonomia.simulate.submodels.plain import plain_standings
from isonomia.simulate.submodels.record import record_week
from isonomia.simulate.submodels.respond import circumstances, respond

Array = npt.NDArray[Any]
u8, u16, u32, u64, i32 = np.uint8, np.uint16, np.uint32, np.uint64, np.int32
DONE, NEEDS_ROOM, OVERFLOWED = 0, 1, 2


class Buffers(NamedTuple):
    """Room for one block's intermediate values."""

    halo: Array
    far_acts: Array
    bits: Array
    seen: Array
    tie: Array
    numbers: Array
    total: Array
    keys: Array
    look: Array
    norm: Array


@in_caller
def _look(plan, people, store, low, offset, count, tick, seed, buffers):
    """Mark who needs a closer look: seen, due, sampled, or touched by a rare draw or a report."""
    start = low + offset
    look, seen = buffers.look[:count], buffers.seen[:count]
    flags, due = people.bytes[FLAGS, start : start + count], people.longs[DUE, start : start + count]
    now, none = i32(tick), people.acts.dtype.type(0)
    wanted = u8(SAMPLED)
    for j in range(count):
        look[j] = flags[j] & wanted
    if not get(plan, AT.run_is_plain, 0):
        for j in range(count):
            look[j] |= u8(1) if (seen[j] != none) | (due[j] <= now) else u8(0)
    highest, leaves = get(plan, AT.false_records_highest, 0), get(plan, AT.life_leave_highest, 0)
    if highest > 0 or leaves > 0:
        _look_at_rare(store, start, count, tick, seed, buffers, highest, leaves)
    if get(plan, AT.run_report_bits, 0):
        wanted_acts = people.acts.dtype.type(get(plan, AT.run_report_bits, 0))
        for step in range(2 * get(plan, AT.run_near, 0) + 1):
            ring = buffers.halo[step : step + count]
            for j in range(count):
                look[j] |= u8(2) if (ring[j] & wanted_acts) != none else u8(0)
        for row in range(buffers.far_acts.shape[0]):
            distant = buffers.far_acts[row]
            for j in range(count):
                look[j] |= u8(2) if (distant[j] & wanted_acts) != none else u8(0)


@in_caller
def _look_at_rare(store, start, count, tick, seed, buffers, highest, leaves):
    """Rare draws: four persons share a block, each has one of its words. A block's words are looked at as a whole."""
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    first = store.parts[0, FIRST_PERSON] + start
    shift = first & 3
    blocks = (shift + count + 3) >> 2
    w0, w1, w2, w3 = buffers.numbers[0], buffers.numbers[1], buffers.numbers[2], buffers.numbers[3]
    philox_block(u64(first >> 2), blocks, u64(tick), u64(0), FALSE_RECORD, key_0, key_1, w0, w1, w2, w3)
    below, above = u32(min(highest, np.int64(4294967295))), u32(min(4294967296 - leaves, np.int64(4294967295)))
    for word in range(4):
        numbers = buffers.numbers[word, :blocks]
        hits, one, none = u32(0), u32(1), u32(0)
        for k in range(blocks):
            hits = u32(hits | (one if (numbers[k] < below) | (numbers[k] >= above) else none))
        if hits:
            for k in range(blocks):
                j = 4 * k + word - shift
                if 0 <= j < count and (numbers[k] < below or numbers[k] >= above):
                    buffers.look[j] |= u8(1)


@part
def _rare(store, person, j, buffers):
    """The person's own word of the rare draws."""
    place = (store.parts[0, FIRST_PERSON] + person - j) % 4 + j
    return np.int64(buffers.numbers[place & 3, place >> 2])


@in_caller
def _leave(plan, people, tally, log, person, tick, rare):
    """Whether a member leaves this week, by the upper end of the rare draw; nothing is recorded of them after."""
    flags = np.int64(people.bytes[FLAGS, person])
    if get(plan, AT.life_leave_highest, 0) == 0 or flags & MEMBER == 0:
        return
    step = min(np.int64(15), np.int64(people.shorts[TRUST, person]) >> 9)
    if np.int64(rare) >= 4294967296 - get(plan, AT.life_leave, step):
        people.bytes[FLAGS, person] = u8((flags & ~MEMBER) | LEFT)
        tell(plan, tally, AT.tally_left, by_group(plan, tick, np.int64(people.bytes[GROUP, person])), 0, 1)
        note(people, log, person, tick, LEAVE, 0, 7 * np.int64(tick))
        people.bytes[BAND_TRUE, person] = people.bytes[BAND, person]
        live(plan, people, person)


@in_caller
def _closer(plan, people, store, tally, log, buffers, far, district, offset, j, tick, seed, work):
    """One person's week with the authority. False: the store is full."""
    low = store.parts[district, LOW]
    person = low + offset + j
    if buffers.look[j] == SAMPLED and not get(plan, AT.run_is_plain, 0):
        if np.int64(people.bytes[FLAGS, person]) & MEMBER:
            write_standings(plan, people, store, log, district, person, tick, work)
        return True
    rare = np.int64(4294967295 >> 1)
    if get(plan, AT.false_records_highest, 0) > 0 or get(plan, AT.life_leave_highest, 0) > 0:
        rare = _rare(store, person, j, buffers)
    _leave(plan, people, tally, log, person, tick, rare)
    if np.int64(people.bytes[FLAGS, person]) & MEMBER == 0:
        buffers.total[j], buffers.seen[j] = i32(0), people.acts.dtype.type(0)
        return True
    if not get(plan, AT.run_is_plain, 0):
        contest_week(plan, people, store, tally, log, district, person, tick, seed)
        take_measures(plan, people, log, person, tick)
    reported = np.int64(buffers.look[j]) & 2 != 0
    seen = buffers.seen[j]
    fits = record_week(
        plan, people, store, tally, log, far, district, person, offset + j, tick, seed, seen, rare, reported
    )
    if not get(plan, AT.run_is_plain, 0):
        assess(plan, people, store, tally, log, district, person, tick, work)
    return fits


@in_caller
def _consequences(plan, people, tally, start, count, tick):
    """Whose notice has passed, and how many weeks are spent under restrictions."""
    spell, restricted = people.longs[SPELL, start : start + count], people.bytes[RESTRICTED, start : start + count]
    notice = get(plan, AT.life_notice_weeks, 0)
    for j in range(count):
        spell[j] += u16(1)
    if notice > 0:
        for j in range(count):
            if spell[j] == notice:
                live(plan, people, start + j)
    anyone = u8(0)
    for j in range(count):
        anyone = u8(anyone | restricted[j])
    if anyone:
        _count_restricted(plan, people, tally, start, count, tick)


@in_caller
def _count_restricted(plan, people, tally, start, count, tick):
    """By group, who is under restrictions this week, and who of them would be spared by true records alone."""
    end, none = start + count, u8(0)
    restricted, group = people.bytes[RESTRICTED, start:end], people.bytes[GROUP, start:end]
    true_band = people.bytes[BAND_TRUE, start:end]
    by_error, here = on_stack(BLOCK, u8), on_stack(BLOCK, u8)
    for j in range(count):
        by_error[j] = none
    for number in range(max(np.int64(1), get(plan, AT.scoring_bands, 0))):
        wanted = u8(number)
        for j in range(count if get(plan, AT.life_adverse, number) == 0 else 0):
            is_restricted = restricted[j]  # read of all, or each person is a branch
            by_error[j] |= is_restricted if true_band[j] == wanted else none
    for number in range(get(plan, AT.run_groups, 0)):
        row, wanted = by_group(plan, tick, np.int64(number)), u8(number)
        for j in range(count):
            is_restricted = restricted[j]
            here[j] = is_restricted if group[j] == wanted else none
        tell(plan, tally, AT.tally_restricted_weeks, row, 0, count_marks(here, count))
        for j in range(count):
            is_by_error = by_error[j]
            here[j] = is_by_error if group[j] == wanted else none
        tell(plan, tally, AT.tally_error_weeks, row, 0, count_marks(here, count))


@part
def _weigh(plan, people, store, start, count, buffers):
    """Work odds out again for whose circumstances have changed."""
    keys, marks, places = buffers.keys[:count], on_stack(BLOCK, u8), on_stack(BLOCK, i32)
    circumstances(plan, people, start, count, keys)
    key = people.longs[KEY, start : start + count]
    for j in range(count):
        marks[j] = u8(1) if keys[j] != key[j] else u8(0)
    for k in range(places_of(marks, count, places)):
        j = np.int64(places[u64(k)])
        respond(plan, people, start + j, store.parts[0, FIRST_PERSON] + start + j, np.int64(keys[j]))


@part
def _only_drift_moves(plan):
    """Whether nothing but drift changes circumstances: no record does, nobody leaves, and no band's edge is near."""
    is_left = get(plan, AT.life_leave_highest, 0) > 0
    return get(plan, AT.run_is_plain, 0) != 0 and get(plan, AT.life_edge_points, 0) <= 0 and not is_left


@part
def _first_day(plan, people, store, low, size, buffers):
    """What follows from the band in which each person begins, and the odds of the first week."""
    for person in range(low, low + size):
        live(plan, people, person)
    weigh_all(plan, people, store, low, size, buffers)


@kernel
def weigh_all(plan, people, store, low, size, buffers):
    """The odds of a district's people, for whose circumstances they no longer hold."""
    for offset in range(0, size, BLOCK):
        _weigh(plan, people, store, low + offset, min(BLOCK, size - offset), buffers)


@in_caller
def _count_week(plan, people, tally, start, count, tick):
    """The week's totals of score and bands, over all members."""
    band, score = people.bytes[BAND, start : start + count], people.longs[SCORE, start : start + count]
    flags, none, one = people.bytes[FLAGS, start : start + count], u8(0), u8(1)
    members, here = on_stack(BLOCK, u8), on_stack(BLOCK, u8)
    for j in range(count):
        members[j] = one if (flags[j] & u8(MEMBER)) != none else none
    lower, upper = i32(0), i32(0)  # sums of either half of the score: whole ones need lanes of 64 bits
    for j in range(count):
        points = i32(score[j] & i32(-i32(members[j])))
        lower = i32(lower + i32(points & i32(0xFFFF)))
        upper = i32(upper + i32(points >> i32(16)))
    tell(plan, tally, AT.tally_score, tick, 0, np.int64(upper) * 65536 + np.int64(lower))
    rest = count_marks(members, count)
    for number in range(get(plan, AT.scoring_bands, 0) - 1, 0, -1):  # the lowest has whom the others leave
        wanted = u8(number)
        for j in range(count):
            member = members[j]  # read of all, or each person is a branch
            here[j] = member if band[j] == wanted else none
        found = count_marks(here, count)
        rest -= found
        tell(plan, tally, AT.tally_bands, tick, number, found)
    tell(plan, tally, AT.tally_bands, tick, 0, rest)


@in_caller
def _settle_block(plan, people, store, low, offset, count, tick, seed, buffers):
    """Decide by 32 bits whose acts 16 bits leave open; keep the block's acts as this week's, and count them."""
    marks, places = on_stack(BLOCK, u8), on_stack(BLOCK, i32)
    tied, none = buffers.tie[:count], buffers.tie.dtype.type(0)
    for j in range(count):
        marks[j] = u8(1) if tied[j] != none else u8(0)
    for k in range(places_of(marks, count, places)):
        settle_ties(plan, people, store, low, offset, np.int64(places[u64(k)]), tick, seed, buffers)
    bits, start, end = buffers.bits[:count], low + offset, low + offset + count
    copy(bits, people.acts[THIS, start:end])
    ones, twos = people.acts[DONE_ONES, start:end], people.acts[DONE_ONES + 1, start:end]
    count_bits(bits, ones, twos, people.acts[DONE_ONES + 2, start:end])


@part
def _closer_looks(plan, people, store, tally, log, buffers, far, district, offset, count, tick, seed, work):
    """The week with the authority of all in the block who need a closer look. False: the store is full."""
    fits, places = True, on_stack(BLOCK, i32)
    for k in range(places_of(buffers.look, count, places)):
        j = np.int64(places[u64(k)])
        fits &= _closer(plan, people, store, tally, log, buffers, far, district, offset, j, tick, seed, work)
    return fits


@part
def district_week(plan, people, store, tally, log, buffers, far, district, tick, seed, work):
    """A week of one district. False: its part of the store is full, and the run must start again with more room."""
    low = store.parts[district, LOW]
    size = store.parts[district, SIZE]
    fits = True
    if tick == 0:
        _first_day(plan, people, store, low, size, buffers)
    only_drift_moves = _only_drift_moves(plan)
    for offset in range(0, size, BLOCK):
        count = min(BLOCK, size - offset)
        start = low + offset
        act_block(plan, people, store, low, offset, count, size, tick, seed, buffers, far)
        _settle_block(plan, people, store, low, offset, count, tick, seed, buffers)
        if get(plan, AT.run_is_scored, 0):
            _look(plan, people, store, low, offset, count, tick, seed, buffers)
            fits &= _closer_looks(
                plan, people, store, tally, log, buffers, far, district, offset, count, tick, seed, work
            )
            if get(plan, AT.run_is_plain, 0):
                plain_standings(plan, people, tally, start, count, tick, buffers)
                write_plain_standings(plan, people, log, start, count, tick)
            _count_week(plan, people, tally, start, count, tick)
        moved = False
        if get(plan, AT.run_life_moves, 0):
            _consequences(plan, people, tally, start, count, tick)
            moved = drift_block(plan, people, start, count) and get(plan, AT.run_answered, 0) != 0
        if moved or not only_drift_moves:
            _weigh(plan, people, store, start, count, buffers)
    copy(people.acts[THIS, low : low + size], people.acts[LAST, low : low + size])
    if get(plan, AT.run_last_of_period, tick):
        observe_period(plan, people, tally, low, low + size, tick)
    return fits


@kernel
def run_weeks(plan, people, store, tally, log, buffers, far_ties, seed, place, first_tick, end_tick, work):
    """Weeks up to end_tick - 1 of a shard, from `place` on: the district and the tick that come next.

    Each district's weeks are run at one go, so that its people stay in the processor's second cache; districts after
    the first begin with `first_tick`. Returns what stopped it, and the place.
    """
    keeps_records = not get(plan, AT.run_is_plain, 0) and get(plan, AT.run_is_scored, 0)
    for district in range(place[0], store.parts.shape[0]):
        size = store.parts[district, SIZE]
        ties = far_ties[0 if size == far_ties[0].shape[1] else 1]
        for tick in range(place[1] if district == place[0] else first_tick, end_tick):
            if keeps_records:
                used, whole = store.parts[district, USED], store.parts[district, END] - store.parts[district, BEGIN]
                if whole - used < used // 4 + size // 2:
                    return NEEDS_ROOM, (district, tick)
            fits = district_week(plan, people, store, tally, log, buffers, ties, district, tick, seed, work)
            if not fits or work.lacked[0]:
                return OVERFLOWED, (district, tick)
    return DONE, (np.int64(0), end_tick)
