"""Score and band of one person at the week's end, what they would be without false records, and when to look again."""

import numpy as np

from isonomia.simulate.calendar import NEVER
from isonomia.simulate.compiled import in_caller, part
from isonomia.simulate.plan_layout import AT, get, get2, length, tell
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    BEGIN,
    CODE,
    DAY,
    DUE,
    DUE_TICK,
    FLAGS,
    GROUP,
    MEASURE_DAY,
    MEMBER,
    RECORDS,
    RECORDS_AT,
    SAMPLED,
    SCORE,
    SETTLED,
    SETTLED_TRUE,
    SPELL,
    STATE,
)
from isonomia.simulate.records import KINDS, MEASURE, NEVER_DUE, NEW, OPEN, is_false
from isonomia.simulate.submodels.live import live
from isonomia.simulate.submodels.observe import by_group, note
from isonomia.simulate.submodels.standing import band_in_force, cut_at_measures, matches, next_change, score_on
from isonomia.simulate.submodels.storing import remove
from isonomia.simulate.submodels.work import LEFT, MATCH_DAY, RECORD


@part
def standing(plan, people, store, district, person, today, true_only, work):
    """(score, goodness of the band in force, matches): all steps for one person on one day."""
    settled = np.int64(people.longs[SETTLED_TRUE, person] if true_only else people.longs[SETTLED, person])
    found = matches(plan, people, store, person, district, today, true_only, work)
    if length(plan, AT.scoring_step_hold):
        cut_at_measures(plan, people, person, today, settled, work.items, found)
    score = score_on(plan, people, person, today, settled, work.items, found)
    band = band_in_force(plan, people, person, today, settled, work.items, found)
    return score, band, found


@in_caller
def take_measures(plan, people, log, person, tick):
    """On Monday the authority takes the measure of a band that a person is in, or beyond, once."""
    for measure in range(length(plan, AT.scoring_measure_band)):
        if people.longs[MEASURE_DAY + measure, person] < 0 and people.bytes[BAND, person] <= get(
            plan, AT.scoring_measure_band, measure
        ):
            people.longs[MEASURE_DAY + measure, person] = np.int32(7 * tick)
            note(people, log, person, tick, MEASURE, measure, 7 * np.int64(tick))


@in_caller
def _has_false(people, store, district, person):
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    found = False
    for k in range(np.int64(people.longs[RECORDS, person])):
        found |= is_false(np.int64(store.columns[CODE, at + k]))
    return found


@part
def assess(plan, people, store, tally, log, district, person, tick, work):
    """Bring score and bands up to the week's end, and forget what no longer matters."""
    today = 7 * np.int64(tick) + 6
    score, band, found = standing(plan, people, store, district, person, today, False, work)
    people.longs[SCORE, person] = np.int32(score)
    if np.int64(people.bytes[FLAGS, person]) & SAMPLED:
        write_standings(plan, people, store, log, district, person, tick, work)
        score, band, found = standing(plan, people, store, district, person, today, False, work)
    change = next_change(plan, today, score, band, work.items, found)
    band = max(band, np.int64(0))
    before = np.int64(people.bytes[BAND, person])
    if band != before:
        row = by_group(plan, tick, np.int64(people.bytes[GROUP, person])) * max(
            np.int64(1), get(plan, AT.scoring_bands, 0)
        )
        tell(plan, tally, AT.tally_moves, row + before, band, 1)
        people.bytes[BAND, person] = np.uint8(band)
        people.longs[SPELL, person] = -1  # the week's end makes it 0
        live(plan, people, person)
    due = np.int64(NEVER_DUE) if change >= NEVER else max(np.int64(tick) + 1, change // 7)
    following = get(plan, AT.periods_entry_start, today + 1)
    if following < length(plan, AT.periods_entry_day):
        due = min(due, get(plan, AT.periods_entry_day, following) // 7)
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    is_final = True
    for k in range(np.int64(people.longs[RECORDS, person])):
        state = np.int64(store.columns[STATE, at + k])
        if state == NEW:
            due, is_final = min(due, np.int64(tick) + 1), False
        elif state == OPEN:
            due, is_final = min(due, np.int64(store.columns[DUE_TICK, at + k])), False
    if length(plan, AT.scoring_measure_band):
        for measure in range(length(plan, AT.scoring_measure_band)):
            if people.longs[MEASURE_DAY + measure, person] < 0 and band <= get(plan, AT.scoring_measure_band, measure):
                due = min(due, np.int64(tick) + 1)
    people.longs[DUE, person] = np.uint16(min(due, np.int64(NEVER_DUE)))
    is_apart = _has_false(people, store, district, person)
    if is_apart or people.longs[SETTLED_TRUE, person] != people.longs[SETTLED, person]:
        _, true_band, _ = standing(plan, people, store, district, person, today, True, work)
        people.bytes[BAND_TRUE, person] = np.uint8(max(true_band, np.int64(0)))
    else:
        people.bytes[BAND_TRUE, person] = np.uint8(band)
    _forget(plan, people, store, district, person, today, is_final, work)


@part
def _is_over(plan, store, at, today):
    """Whether a record can change nothing any more; one that is contested waits for the decision."""
    waits = store.columns[STATE, at] == OPEN and store.columns[DUE_TICK, at] != NEVER_DUE
    template = np.int64(store.columns[CODE, at]) // KINDS
    return not waits and today - np.int64(store.columns[DAY, at]) > get(plan, AT.events_keep_days, template)


@part
def _is_settled(plan, day, template, today):
    """Whether the points of a record can be added up for good: those of whole calendar periods, for the caps' sake."""
    until = today - get(plan, AT.events_settle_days, template)
    return until >= 0 and day < get2(plan, AT.calendar_period_of, get(plan, AT.events_settle_unit, 0), until)


@part
def _forget(plan, people, store, district, person, today, is_final, work):
    """Drop records that can change nothing any more; add up for good the points of those that never fade."""
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    is_due, settles = False, False
    for k in range(np.int64(people.longs[RECORDS, person])):
        day, template = np.int64(store.columns[DAY, at + k]), np.int64(store.columns[CODE, at + k]) // KINDS
        is_due |= _is_over(plan, store, at + k, today)
        settles |= is_final and _is_settled(plan, day, template, today)
    if settles:
        _settle(plan, people, store, district, person, today, work)
    if not (is_due or settles):
        return
    for k in range(np.int64(people.longs[RECORDS, person]) - 1, -1, -1):
        day, template = np.int64(store.columns[DAY, at + k]), np.int64(store.columns[CODE, at + k]) // KINDS
        if _is_over(plan, store, at + k, today) or (is_final and _is_settled(plan, day, template, today)):
            remove(people, store, person, district, np.int64(k))


@part
def _settle(plan, people, store, district, person, today, work):
    """Add up for good the points that never fade."""
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    for true_only in (True, False):
        found = matches(plan, people, store, person, district, today, true_only, work)
        for item in range(found):
            k = work.items[RECORD, item]
            if k < 0:
                continue
            template = np.int64(store.columns[CODE, at + k]) // KINDS
            if _is_settled(plan, work.items[MATCH_DAY, item], template, today):
                if true_only:
                    people.longs[SETTLED_TRUE, person] += np.int32(work.items[LEFT, item])
                else:
                    people.longs[SETTLED, person] += np.int32(work.items[LEFT, item])


@part
def write_standings(plan, people, store, log, district, person, tick, work):
    """Score and band of a sampled person on each assessment day of the week, and on its Sunday."""
    row = np.searchsorted(log.persons, person)
    for day in range(7 * np.int64(tick), 7 * np.int64(tick) + 7):
        if log.assessed[day] or day % 7 == 6:
            score, band, _ = standing(plan, people, store, district, person, day, False, work)
            log.standings[0, row, day] = score
            log.standings[1, row, day] = band


@in_caller
def write_plain_standings(plan, people, log, start, count, tick):
    """The same where no records are kept: on Sunday, as plain schemes are assessed weekly or daily."""
    sunday = 7 * np.int64(tick) + 6
    for row in range(log.persons.size):
        person = log.persons[row]
        if start <= person < start + count and np.int64(people.bytes[FLAGS, person]) & MEMBER:
            log.standings[0, row, sunday] = people.longs[SCORE, person]
            log.standings[1, row, sunday] = people.bytes[BAND, person] if get(plan, AT.scoring_bands, 0) else -1
