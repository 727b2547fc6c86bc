"""Who contests a record, and how it ends: notice, dispute, a queue for a district's reviewers, decision.

Reviewers take contests in the order in which they come; each takes its time, so the week of a decision is known when
the contest joins the queue. Without reviewers it never comes. What the scheme's appeal suspends rests meanwhile.
"""

import numpy as np

from isonomia.simulate.compiled import in_caller, part
from isonomia.simulate.plan_layout import AT, get, get2, tell
from isonomia.simulate.population.state import (
    BEGIN,
    CODE,
    DAY,
    DUE_TICK,
    FIRST_PERSON,
    GROUP,
    QUEUE,
    RECORDS,
    RECORDS_AT,
    SIZE,
    STATE,
)
from isonomia.simulate.random_streams.philox import philox_words
from isonomia.simulate.random_streams.streams import CONTEST, DECISION
from isonomia.simulate.records import DISPUTE, KINDS, NEVER_DUE, NEW, OPEN, REJECTED, STANDS, UPHELD, is_false
from isonomia.simulate.submodels.feel import feel_redress
from isonomia.simulate.submodels.observe import by_group, note
from isonomia.simulate.submodels.storing import remove

u64 = np.uint64
MICRO = 1_000_000
FILED, DECIDED, WON, WAITED = 0, 1, 2, 3
"""What is counted of contests: filed, decided, upheld, weeks waited by those decided."""


@part
def _draw(plan, store, person, tick, slot, stream, seed):
    key_0, key_1 = seed & u64(0xFFFFFFFF), seed >> u64(32)
    words = philox_words(u64(store.parts[0, FIRST_PERSON] + person), u64(tick), u64(slot), stream, key_0, key_1)
    return np.int64(words[0])


@in_caller
def _week_of_decision(plan, store, district, tick):
    """Join the queue: the week in which the decision falls."""
    service = get(plan, AT.life_service, 0) * 1000 // max(np.int64(1), store.parts[district, SIZE])
    if get(plan, AT.life_service, 0) == 0:
        return np.int64(NEVER_DUE)
    ready = max(store.parts[district, QUEUE], np.int64(tick) * MICRO) + service
    store.parts[district, QUEUE] = ready
    return min(np.int64(NEVER_DUE), max(np.int64(tick) + 1, -(-ready // MICRO)))


@part
def contest_week(plan, people, store, tally, log, district, person, tick, seed):
    """Contest new records of last week, and decide those that are due."""
    group = np.int64(people.bytes[GROUP, person])
    row = by_group(plan, tick, group)
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    k = np.int64(0)
    while k < np.int64(people.longs[RECORDS, person]):
        state, day, code = (
            np.int64(store.columns[STATE, at + k]),
            np.int64(store.columns[DAY, at + k]),
            np.int64(store.columns[CODE, at + k]),
        )
        slot = code | (day % 7) << 16
        wrong = 1 if is_false(code) else 0
        if state == NEW and day < 7 * tick:
            adverse = get(plan, AT.events_adverse, code // KINDS) != 0
            chance = (
                get2(plan, AT.life_contest, wrong, group) if adverse and get(plan, AT.scoring_can_contest, 0) else 0
            )
            store.columns[STATE, at + k] = np.uint8(STANDS)
            if chance and _draw(plan, store, person, tick, slot, CONTEST, seed) < chance:
                due = _week_of_decision(plan, store, district, tick)
                store.columns[STATE, at + k] = np.uint8(OPEN)
                store.columns[DUE_TICK, at + k] = np.uint16(due)
                tell(plan, tally, AT.tally_contests, row, FILED, 1)
                if due != NEVER_DUE:
                    tell(plan, tally, AT.tally_contests, row, WAITED, due - tick)
                note(people, log, person, tick, DISPUTE, code, day)
        elif state == OPEN and np.int64(store.columns[DUE_TICK, at + k]) == tick:
            tell(plan, tally, AT.tally_contests, row, DECIDED, 1)
            if _draw(plan, store, person, tick, slot, DECISION, seed) < get(plan, AT.life_upheld, wrong):
                tell(plan, tally, AT.tally_contests, row, WON, 1)
                note(people, log, person, tick, UPHELD, code, day)
                if day >= get(plan, AT.events_held_from, code // KINDS):
                    tell(plan, tally, AT.tally_held, group, 0, -1)
                feel_redress(plan, people, person)
                remove(people, store, person, district, k)
                continue
            store.columns[STATE, at + k] = np.uint8(STANDS)
            note(people, log, person, tick, REJECTED, code, day)
        k += 1
