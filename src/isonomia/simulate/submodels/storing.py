"""Where a person's records lie: a slab that doubles as it fills, in the district's own part of the store."""

import numpy as np

from isonomia.simulate.compiled import in_caller, part
from isonomia.simulate.population.state import (
    BEGIN,
    CODE,
    DAY,
    DUE_TICK,
    END,
    FIRST_ROOM,
    FREE,
    RECORDS,
    RECORDS_AT,
    ROOM,
    STATE,
    USED,
)

NO_SLAB = (1 << 32) - 1


@part
def _take_slab(store, district, room):
    """The place of a free slab of 2^room records, relative to the district's part; -1: the part is full."""
    free = store.parts[district, FREE + room]
    begin = store.parts[district, BEGIN]
    if free >= 0:
        following = np.int64(store.columns[DAY, begin + free]) | (np.int64(store.columns[DUE_TICK, begin + free]) << 16)
        store.parts[district, FREE + room] = -1 if following == NO_SLAB else following
        return free
    place = store.parts[district, USED]
    if begin + place + (1 << room) > store.parts[district, END]:
        return np.int64(-1)
    store.parts[district, USED] = place + (1 << room)
    return place


@part
def _give_slab(store, district, place, room):
    """Put a slab first in the list of free ones of its size."""
    following = store.parts[district, FREE + room]
    following = NO_SLAB if following < 0 else following
    at = store.parts[district, BEGIN] + place
    store.columns[DAY, at] = np.uint16(following & 0xFFFF)
    store.columns[DUE_TICK, at] = np.uint16(following >> 16)
    store.parts[district, FREE + room] = place


@in_caller
def append(people, store, person, district, day, code, state, due):
    """Add a record, in the order of (day, code); false if the district's part of the store is full."""
    count, room = np.int64(people.longs[RECORDS, person]), np.int64(people.bytes[ROOM, person])
    if room == 0 or count == 1 << room:
        wider = FIRST_ROOM if room == 0 else room + 1
        place = _take_slab(store, district, wider)
        if place < 0:
            return False
        if room:
            old, new = (
                store.parts[district, BEGIN] + people.longs[RECORDS_AT, person],
                store.parts[district, BEGIN] + place,
            )
            for k in range(count):
                store.columns[DAY, new + k] = store.columns[DAY, old + k]
                store.columns[CODE, new + k] = store.columns[CODE, old + k]
                store.columns[STATE, new + k] = store.columns[STATE, old + k]
                store.columns[DUE_TICK, new + k] = store.columns[DUE_TICK, old + k]
            _give_slab(store, district, np.int64(people.longs[RECORDS_AT, person]), room)
        people.longs[RECORDS_AT, person] = np.int32(place)
        people.bytes[ROOM, person] = np.uint8(wider)
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    k = count
    while k > 0 and (
        np.int64(store.columns[DAY, at + k - 1]) > day
        or (np.int64(store.columns[DAY, at + k - 1]) == day and np.int64(store.columns[CODE, at + k - 1]) > code)
    ):
        store.columns[DAY, at + k] = store.columns[DAY, at + k - 1]
        store.columns[CODE, at + k] = store.columns[CODE, at + k - 1]
        store.columns[STATE, at + k] = store.columns[STATE, at + k - 1]
        store.columns[DUE_TICK, at + k] = store.columns[DUE_TICK, at + k - 1]
        k -= 1
    store.columns[DAY, at + k] = np.uint16(day)
    store.columns[CODE, at + k] = np.uint16(code)
    store.columns[STATE, at + k] = np.uint8(state)
    store.columns[DUE_TICK, at + k] = np.uint16(due)
    people.longs[RECORDS, person] = np.uint16(count + 1)
    return True


@part
def remove(people, store, person, district, k):
    """Take away a person's k-th record; an empty slab is given back."""
    at = store.parts[district, BEGIN] + people.longs[RECORDS_AT, person]
    count = np.int64(people.longs[RECORDS, person]) - 1
    for place in range(at + k, at + count):
        store.columns[DAY, place] = store.columns[DAY, place + 1]
        store.columns[CODE, place] = store.columns[CODE, place + 1]
        store.columns[STATE, place] = store.columns[STATE, place + 1]
        store.columns[DUE_TICK, place] = store.columns[DUE_TICK, place + 1]
    people.longs[RECORDS, person] = np.uint16(count)
    if count == 0:
        _give_slab(store, district, np.int64(people.longs[RECORDS_AT, person]), np.int64(people.bytes[ROOM, person]))
        people.bytes[ROOM, person] = np.uint8(0)
