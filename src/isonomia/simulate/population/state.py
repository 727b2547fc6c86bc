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
    """The people of one shard, n of them; a activities. Each array has a row a trait, people side by side.

    bytes: uint8, rows GROUP .. ROOM. shorts: int16, the rows
    VIGILANCE .. STRAIN_TARGET in the units of isonomia.simulate.life_tables. own: int16, a row a person, for one's odds
    are worked out from all of one's dispositions at once: the own disposition to each activity in 1/1024 log-odds,
    where crowding out is felt. longs: int32, SCORE .. HARMFUL, then from MEASURE_DAY on the day of each measure, -1 for
    none. chances: uint16, two rows an activity: the odds that circumstances now make of it, and its chance of
    detection. acts: rows of bits, a bit an activity: last week's activities and this week's (LAST, THIS), then how
    often each was done since the last observation, as the three binary digits of its count (DONE_ONES and the two rows
    after it), and, where no records are kept, how often each was recorded (from RECORDED_ONES on).
    """

    bytes: Array
    shorts: Array
    own: Array
    longs: Array
    chances: Array
    acts: Array


GROUP, FLAGS, BAND, BAND_TRUE, RESTRICTED, ROOM = range(6)
"""Rows of `bytes`. BAND: goodness of the band in force; BAND_TRUE: what it would be without the false records;
RESTRICTED: whether an adverse consequence is in force; ROOM: 2 to this power is the room of the person's slab."""
VIGILANCE, INCOME, INCOME_TARGET, TRUST, TRUST_TARGET, TRUST_USUAL, STRAIN, STRAIN_TARGET = range(8)
"""Rows of `shorts`."""
LAST, THIS, DONE_ONES, RECORDED_ONES, COUNTED_ROWS = 0, 1, 2, 5, 8
"""Rows of `acts`; a count has three, so it holds up to seven weeks."""
SCORE, SETTLED, SETTLED_TRUE, RECORDS_AT, RECORDS, KEY, SPELL, DUE, GOOD, HARMFUL, MEASURE_DAY = range(11)
"""Rows of `longs`. SETTLED: points that count for good; SETTLED_TRUE: what they would be without false records;
RECORDS_AT, RECORDS: where the person's slab lies and how many records it holds; KEY: the circumstances for which the
odds hold; SPELL: weeks in the band; DUE: the first tick at which the standing can change without a new record; GOOD,
HARMFUL: acts over the whole run."""


class Store(NamedTuple):
    """The records of one shard, in slabs of a power of two, one a person; oldest first.

    columns: (4, room) uint16, rows DAY, CODE, STATE, DUE_TICK by place. parts: (districts, FREE + 17) int64: which
    people a district holds (FIRST_PERSON: the number of the shard's first person in the run), which places of the store
    it has, how much is taken, its queue of contests, last week's adverse records per person against the mean of all
    districts in 1/1024 (PATROL), those of this week, and the first free slab of each size, -1 for none; a free slab's
    first day and due tick hold the place of the next one, relative to the district's part.
    """

    columns: Array
    parts: Array


DAY, CODE, STATE, DUE_TICK = range(4)
FIRST_PERSON, LOW, SIZE, BEGIN, END, USED, QUEUE, PATROL, RECORDED, FREE = range(10)
USUAL_PATROL = 1024


def act_dtype(activities: int) -> type[np.unsignedinteger[Any]]:
    """A type with a bit for each activity, of few: the kernel is compiled for each once, which takes a minute."""
    for width, dtype in ((16, np.uint16), (32, np.uint32), (64, np.uint64)):
        if activities <= width:
            return dtype
    raise ValueError("at most 64 activities")


def empty_people(people: int, activities: int, measures: int, *, counted: bool) -> People:
    """People of whom nothing is known yet; counted: records are counted, not kept."""
    longs = np.zeros((MEASURE_DAY + measures, people), np.int32)
    longs[KEY] = longs[MEASURE_DAY:] = -1
    return People(
        bytes=np.zeros((ROOM + 1, people), np.uint8),
        shorts=np.zeros((STRAIN_TARGET + 1, people), np.int16),
        own=np.zeros((people, activities), np.int16),
        longs=longs,
        chances=np.zeros((2 * activities, people), np.uint16),
        acts=np.zeros((COUNTED_ROWS if counted else RECORDED_ONES, people), act_dtype(activities)),
    )


SIZES = 17
FIRST_ROOM = 2
"""A person's first slab holds four records, 2 to the power of this."""


def empty_store(first_person: int, bounds: Array, records_a_person: int) -> Store:
    """A store with room for so many records a person, in parts by district; the caller enlarges it as it fills."""
    sizes = np.diff(bounds)
    ends = np.cumsum(sizes * records_a_person + 64)
    parts = np.full((sizes.size, FREE + SIZES), -1, np.int64)
    parts[:, FIRST_PERSON], parts[:, LOW], parts[:, SIZE] = first_person, bounds[:-1], sizes
    parts[:, BEGIN], parts[:, END] = np.concatenate([[0], ends[:-1]]), ends
    parts[:, USED] = parts[:, QUEUE] = parts[:, RECORDED] = 0
    parts[:, PATROL] = USUAL_PATROL
    return Store(np.zeros((4, int(ends[-1])), np.uint16), parts)
