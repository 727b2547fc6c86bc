"""A shard: some districts of a run with all that changes in them; the unit of threads, checkpoints and machines."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.calendar import assessed_on
from isonomia.simulate.plan import Setting
from isonomia.simulate.population.network import far_ties
from isonomia.simulate.population.state import (
    BAND,
    BAND_TRUE,
    BEGIN,
    DUE,
    END,
    FIRST_PERSON,
    FLAGS,
    LOW,
    MEMBER,
    RECORDS,
    RECORDS_AT,
    SAMPLED,
    SCORE,
    SIZE,
    USED,
    People,
    Store,
    empty_store,
)
from isonomia.simulate.population.synthesis import synthesize
from isonomia.simulate.records import NEVER_DUE
from isonomia.simulate.schedule import DONE, NEEDS_ROOM, Buffers, run_weeks
from isonomia.simulate.submodels.act import BLOCK
from isonomia.simulate.submodels.observe import UNSET, Log
from isonomia.simulate.submodels.work import FIRST_ITEMS, empty_work
from isonomia.society.limits import MOST_FAR, MOST_NEAR

Array = npt.NDArray[Any]
RECORDS_A_PERSON = 4
"""How many records a person the store holds room for at first; it grows between weeks."""
LOG_LINES = 4096


class StoreOverflowed(Exception):
    """One week brought more records than the store had room for: the run starts again with more."""


@dataclass
class ShardRun:
    """One shard in motion: its people, records, counts and log, and the tick that comes next."""

    setting: Setting
    seed: int
    bounds: npt.NDArray[np.int64]
    people: People
    store: Store
    tally: npt.NDArray[np.int64]
    log: Log
    far: tuple[Array, Array]
    joined: npt.NDArray[np.bool_]
    items: int
    tick: int = 0
    acts_of_sample: list[Array] = field(default_factory=list)
    buffers: Buffers = field(init=False)

    def __post_init__(self) -> None:
        self.buffers = empty_buffers(self.far[0].shape[0], self.people.acts.dtype)

    def advance(self, end_tick: int) -> None:
        """Run up to, not including, `end_tick`; StoreOverflowed if the room did not do."""
        setting = self.setting
        caps, periods = setting.rules.cap_points.size + setting.rules.pool_points.size, setting.periods
        work = empty_work(caps, periods.aggregate_how.size, periods.depth, self.items)
        while self.tick < end_tick:
            until = self._until(end_tick)
            stopped, place = NEEDS_ROOM, (0, self.tick)
            while stopped == NEEDS_ROOM:
                stopped, place = run_weeks(  # type: ignore[no-untyped-call]
                    setting.table,
                    self.people,
                    self.store,
                    self.tally,
                    self.log,
                    self.buffers,
                    self.far,
                    np.uint64(self.seed),
                    place,
                    self.tick,
                    until,
                    work,
                )
                if stopped == NEEDS_ROOM:
                    self.store = enlarged(self.store)
            if stopped != DONE or self.log.rows[0, 0] >= self.log.rows.shape[0]:
                raise StoreOverflowed
            self.tick = until
            if self.log.persons.size:
                self.acts_of_sample.append(self.people.acts[0, self.log.persons].copy())
            self._widen_log()

    @property
    def bounds_first(self) -> int:
        """The number of the shard's first person in the whole run."""
        return int(self.store.parts[0, FIRST_PERSON])

    def _until(self, end_tick: int) -> int:
        """With sampled people a week at a time, as their log must have room for each."""
        return min(end_tick, self.tick + 1) if self.log.persons.size else end_tick

    def _widen_log(self) -> None:
        rows = self.log.rows
        if rows[0, 0] * 2 > rows.shape[0]:
            more = np.zeros((2 * rows.shape[0], rows.shape[1]), np.int64)
            more[: rows.shape[0]] = rows
            self.log = self.log._replace(rows=more)


def make_shard(
    setting: Setting, seed: int, bounds: npt.NDArray[np.int64], sample: npt.NDArray[np.int64], records_a_person: int
) -> ShardRun:
    """The shard of the districts whose global bounds are given; `sample`: numbers of people, over the whole run."""
    first, count = int(bounds[0]), int(bounds[-1] - bounds[0])
    people = synthesize(setting, first, count, seed=seed)
    own = np.array([person - first for person in sample if first <= person < first + count], np.int64)
    people.bytes[FLAGS, own] |= SAMPLED
    begin(setting, people)
    local = (bounds - first).astype(np.int64)
    sizes = sorted({int(size) for size in np.diff(local)}, reverse=True)
    ties = [far_ties(size, setting.ties, seed) for size in (sizes * 2)[:2]]
    keeps_records = setting.scheme is not None and not setting.is_plain
    items = FIRST_ITEMS * max(1, records_a_person // RECORDS_A_PERSON) + setting.periods.entry_day.size
    counts = sum(rows * columns for rows, columns in setting.tally.values())
    return ShardRun(
        setting,
        seed,
        local,
        people,
        empty_store(first, local, records_a_person if keeps_records else 0),
        np.zeros(counts, np.int64),
        empty_log(setting, own),
        (ties[0], ties[1]),
        items=items,
        joined=(people.bytes[FLAGS] & MEMBER) != 0,
    )


def begin(setting: Setting, people: People, who: npt.NDArray[np.bool_] | slice = slice(None)) -> None:
    """Everyone, or `who`, begins with the base, and with the band that it gives."""
    scheme = setting.scheme
    if scheme is None:
        people.longs[DUE] = NEVER_DUE
        return
    people.longs[SCORE, who] = setting.scoring.base
    if scheme.bands:
        band = scheme.band_of(scheme.file.score.base).goodness
        people.bytes[BAND, who] = people.bytes[BAND_TRUE, who] = band


def places_of_records(shard: ShardRun, part: Array) -> Array:
    """Where the records of a district's people lie in the store, person by person, oldest first."""
    people = slice(int(part[LOW]), int(part[LOW] + part[SIZE]))
    counts = shard.people.longs[RECORDS, people].astype(np.int64)
    starts = part[BEGIN] + shard.people.longs[RECORDS_AT, people] - (np.cumsum(counts) - counts)
    places: Array = np.repeat(starts, counts) + np.arange(counts.sum())
    return places


def enlarged(store: Store) -> Store:
    """The same records in a store of twice the room."""
    parts = store.parts.copy()
    sizes = 2 * (parts[:, END] - parts[:, BEGIN])
    parts[:, END] = np.cumsum(sizes)
    parts[:, BEGIN] = parts[:, END] - sizes
    columns = np.zeros((store.columns.shape[0], int(parts[-1, END])), np.uint16)
    for old, new in zip(store.parts, parts, strict=True):
        columns[:, new[BEGIN] : new[BEGIN] + new[USED]] = store.columns[:, old[BEGIN] : old[BEGIN] + old[USED]]
    return Store(columns, parts)


def empty_log(setting: Setting, persons: npt.NDArray[np.int64]) -> Log:
    """The log of sampled people, with nothing in it."""
    days = setting.span.days if persons.size else 0
    assessed = assessed_on(setting.scheme, setting.span) if setting.scheme and days else np.zeros(days, np.bool_)
    standings = np.zeros((2, persons.size, days), np.int64)
    standings[1] = UNSET
    lines = LOG_LINES + 64 * persons.size if persons.size else 1
    return Log(np.zeros((lines, 5), np.int64), persons, standings, assessed)


def empty_buffers(far: int, dtype: Any) -> Buffers:
    """Room for one block."""
    size = BLOCK + 32
    return Buffers(
        halo=np.zeros(size, dtype),
        far_acts=np.zeros((far, size), dtype),
        bits=np.zeros(size, dtype),
        seen=np.zeros(size, dtype),
        tie=np.zeros(size, dtype),
        numbers=np.zeros((4, size), np.uint32),
        total=np.zeros(size, np.int32),
        keys=np.zeros(size, np.int32),
        look=np.zeros(size, np.uint8),
        norm=np.zeros(2 * MOST_NEAR + 2 * MOST_FAR + 1, np.uint16),
    )
