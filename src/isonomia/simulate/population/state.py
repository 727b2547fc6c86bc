"""What is known of each person, as one array a trait: narrow whole numbers, people side by side."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

KNOWS = 1
MEMBER = 2
LEFT = 4
SAMPLED = 8
"""Bits of `flags`: knows the scheme's rules; is enrolled; left; is one of the people whose ledger is written."""


class People(NamedTuple):
    """The people of one shard, n of them; a activities; numbers in the units of isonomia.simulate.life_tables.

    own: (a, n) int16, own disposition in 1/1024 log-odds, where crowding out is felt. odds, detect: (a, n) uint16, what
    `own`, beliefs and circumstances make of it just now. acts, acts_next: bits of the activities done last week and
    this week. done: (a, n) uint8, how often since the last observation. key: the circumstances for which odds and
    detect hold. due: the first tick at which the standing can change without a new record. settled: points that count
    for good; settled_false: those of them that rest on false records. band: goodness of the band in force; band_true:
    what it would be without the false records. spell: weeks in the band. good, harmful: acts over the whole run.
    """

    group: Array
    flags: Array
    own: Array
    odds: Array
    detect: Array
    acts: Array
    acts_next: Array
    done: Array
    key: Array
    vigilance: Array
    income: Array
    income_target: Array
    trust: Array
    trust_usual: Array
    strain: Array
    score: Array
    band: Array
    band_true: Array
    spell: Array
    restricted: Array
    due: Array
    settled: Array
    settled_false: Array
    records_at: Array
    records: Array
    room: Array
    good: Array
    harmful: Array
    measure_day: Array


class Store(NamedTuple):
    """The records of one shard, in slabs of a power of two, one a person; oldest first.

    day, code, state, due: by place. used: (districts,), how much of each district's part is taken; begin: (districts +
    1,), where the parts begin; free: (districts, 17), the first free slab of each size, -1 for none; a free slab's
    `day` and `due` hold the place of the next one, relative to the district's part.
    """

    day: Array
    code: Array
    state: Array
    due: Array
    used: Array
    begin: Array
    free: Array


def act_dtype(activities: int) -> type[np.unsignedinteger[Any]]:
    """The narrowest type with a bit for each activity."""
    for width, dtype in ((8, np.uint8), (16, np.uint16), (32, np.uint32), (64, np.uint64)):
        if activities <= width:
            return dtype
    raise ValueError("at most 64 activities")


def empty_people(people: int, activities: int, measures: int) -> People:
    """People of whom nothing is known yet."""
    dtype = act_dtype(activities)

    def zeros(kind: Any) -> Array:
        return np.zeros(people, kind)

    return People(
        group=zeros(np.uint8),
        flags=zeros(np.uint8),
        own=np.zeros((activities, people), np.int16),
        odds=np.zeros((activities, people), np.uint16),
        detect=np.zeros((activities, people), np.uint16),
        acts=zeros(dtype),
        acts_next=zeros(dtype),
        done=np.zeros((activities, people), np.uint8),
        key=np.full(people, 2**32 - 1, np.uint32),
        vigilance=zeros(np.int16),
        income=zeros(np.int16),
        income_target=zeros(np.int16),
        trust=zeros(np.int16),
        trust_usual=zeros(np.int16),
        strain=zeros(np.int16),
        score=zeros(np.int32),
        band=zeros(np.uint8),
        band_true=zeros(np.uint8),
        spell=zeros(np.uint16),
        restricted=zeros(np.uint8),
        due=zeros(np.uint16),
        settled=zeros(np.int32),
        settled_false=zeros(np.int32),
        records_at=zeros(np.int32),
        records=zeros(np.uint16),
        room=zeros(np.uint8),
        good=zeros(np.uint16),
        harmful=zeros(np.uint16),
        measure_day=np.full((measures, people), -1, np.int32),
    )


SIZES = 17
FIRST_ROOM = 2
"""A person's first slab holds four records, 2 to the power of this."""


def empty_store(bounds: Array, records_a_person: int) -> Store:
    """A store with room for so many records a person, in parts by district; the caller enlarges it as it fills."""
    sizes = np.diff(bounds) * records_a_person + 64
    begin = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    total = int(begin[-1])
    return Store(
        day=np.zeros(total, np.uint16),
        code=np.zeros(total, np.uint16),
        state=np.zeros(total, np.uint8),
        due=np.zeros(total, np.uint16),
        used=np.zeros(sizes.size, np.int64),
        begin=begin,
        free=np.full((sizes.size, SIZES), -1, np.int64),
    )
