"""What the authority records of a person this week: detected acts, false records, neighbours' reports."""

import numpy as np

from isonomia.simulate.compiled import in_caller, part
from isonomia.simulate.plan_layout import AT, get, get2, length, tell
from isonomia.simulate.population.state import (
    FIRST_PERSON,
    FLAGS,
    GROUP,
    LOW,
    MEMBER,
    RECORDED,
    RECORDS,
    SETTLED,
    SETTLED_TRUE,
    SIZE,
)
from isonomia.simulate.random_streams.philox import philox_words
from isonomia.simulate.random_streams.streams import EVENT as EVENT_STREAM
from isonomia.simulate.random_streams.streams import FALSE_EVENT, REPORT
from isonomia.simulate.records import EVENT, FALSE, KINDS, NEW, REPORTED, STANDS, TRUE, UNTRUE_REPORT, is_false
from isonomia.simulate.submodels.feel import feel_record
from isonomia.simulate.submodels.observe import by_group, note
from isonomia.simulate.submodels.storing import append

u64 = np.uint64
NO_TEMPLATE = -1


@in_caller
def _words(store, person, tick, slot, stream, seed):
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    return philox_words(u64(store.parts[0, FIRST_PERSON] + person), u64(tick), u64(slot), stream, key_0, key_1)


@in_caller
def choose_template(plan, activity, word):
    """The event that an act of an activity becomes, by a 32-bit number; none where its shares leave some over."""
    for place in range(get(plan, AT.conduct_choice_start, activity), get(plan, AT.conduct_choice_start, activity + 1)):
        if np.int64(word) < get(plan, AT.conduct_choice_below, place):
            return get(plan, AT.conduct_choice_template, place)
    return np.int64(NO_TEMPLATE)


@part
def _record(plan, people, store, tally, log, district, person, tick, activity, kind, choice, day_word):
    """Write one record; false if the store is full."""
    template = choose_template(plan, activity, choice)
    if template == NO_TEMPLATE:
        return True
    code = template * KINDS + kind
    day = 7 * np.int64(tick) + (np.int64(day_word) * 7 >> 32)
    row = by_group(plan, tick, np.int64(people.bytes[GROUP, person])) * length(plan, AT.conduct_mean) + activity
    counted = get(plan, AT.run_is_plain, 0) != 0
    if kind != TRUE or not counted:  # true ones are counted for all people together
        tell(plan, tally, AT.tally_records, row, kind, 1)
        if day >= get(plan, AT.events_held_from, template):
            tell(plan, tally, AT.tally_held, np.int64(people.bytes[GROUP, person]), 0, 1)
    note(people, log, person, tick, EVENT, code, day)
    is_adverse, is_favourable = (
        get(plan, AT.events_adverse, template) != 0,
        get(plan, AT.events_favourable, template) != 0,
    )
    if is_adverse:
        store.parts[district, RECORDED] += 1
    if counted:
        if kind != TRUE:
            people.longs[RECORDS, person] += 1
            points = get(plan, AT.run_plain_points, activity)
            people.longs[SETTLED, person] += points
            people.longs[SETTLED_TRUE, person] += 0 if is_false(code) else points
        return True
    if get(plan, AT.life_feels, 0) or get(plan, AT.conduct_crowding_out, activity):
        feel_record(plan, people, person, activity, is_false(code), is_adverse, is_favourable)
    return append(people, store, person, district, day, code, NEW if is_adverse else STANDS, 0)


@part
def record_week(plan, people, store, tally, log, far, district, person, place, tick, seed, seen, rare, reported):
    """All records of one person this week; `place` is the person's place in the district. False: the store is full."""
    if np.int64(people.bytes[FLAGS, person]) & MEMBER == 0:
        return True
    fits = True
    bits = np.int64(seen)
    for activity in range(length(plan, AT.conduct_mean)):
        if (bits >> activity) & 1:
            words = _words(store, person, tick, activity, EVENT_STREAM, seed)
            fits &= _record(plan, people, store, tally, log, district, person, tick, activity, TRUE, words[0], words[1])
    if rare < get(plan, AT.false_records_highest, 0):
        group = np.int64(people.bytes[GROUP, person])
        for process in range(length(plan, AT.false_records_activity)):
            if rare < get2(plan, AT.false_records_below, process, group):
                activity = get(plan, AT.false_records_activity, process)
                words = _words(store, person, tick, process, FALSE_EVENT, seed)
                fits &= _record(
                    plan, people, store, tally, log, district, person, tick, activity, FALSE, words[0], words[1]
                )
                break
    if reported:
        fits &= _reports(plan, people, store, tally, log, far, district, person, place, tick, seed)
    return fits


@part
def tie(plan, far, size, place, number):
    """The place in the district of a person's tie: the ring's first, below then above, then the permutations'."""
    near = get(plan, AT.run_near, 0)
    if number < 2 * near:
        step = number + 1 if number < near else -(number - near + 1)
        return (place + step + size * near) % size
    return np.int64(far[number - 2 * near, place])


@part
def _reports(plan, people, store, tally, log, far, district, person, place, tick, seed):
    """Reports on this person by ties who reported someone last week: each reporter chooses one tie to report."""
    low = store.parts[district, LOW]
    size = store.parts[district, SIZE]
    ties = 2 * get(plan, AT.run_near, 0) + far.shape[0]
    dtype = people.acts.dtype.type
    fits, told = True, np.int64(0)
    for kind_of_report in range(length(plan, AT.reports_act)):
        act, offence = get(plan, AT.reports_act, kind_of_report), get(plan, AT.reports_reported, kind_of_report)
        done = np.int64(people.acts[0, person] >> dtype(offence)) & 1
        is_reported = (told >> offence) & 1 != 0  # one record of an offence a week, whoever reports it
        for number in range(ties):
            other = tie(plan, far, size, place, np.int64(number))
            if is_reported or other == place or (np.int64(people.acts[0, low + other] >> dtype(act)) & 1) == 0:
                continue
            words = _words(store, low + other, tick, act, REPORT, seed)
            chosen = np.int64(words[0]) * ties >> 32
            if tie(plan, far, size, other, chosen) != place:
                continue
            if done or np.int64(words[1]) < get(plan, AT.reports_untrue, kind_of_report):
                kind = REPORTED if done else UNTRUE_REPORT
                fits &= _record(
                    plan, people, store, tally, log, district, person, tick, offence, kind, words[2], words[3]
                )
                is_reported = True
                told |= np.int64(1) << offence
    return fits
