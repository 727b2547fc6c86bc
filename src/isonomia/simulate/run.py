"""A run: one society under one scheme or none, from its first week to its last."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from isonomia.errors import UsageError
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.digest import digest
from isonomia.simulate.plan import Setting, make_setting
from isonomia.simulate.population.network import district_bounds
from isonomia.simulate.population.state import PATROL, RECORDED, SIZE, USUAL_PATROL
from isonomia.simulate.shard import RECORDS_A_PERSON, ShardRun, StoreOverflowed, make_shard
from isonomia.simulate.submodels.observe import Tally
from isonomia.society.model.society_file import SocietyFile

MOST_PEOPLE = 4_000_000_000
WEEKS_A_CALL = 13
Progress = Callable[[int], None]


@dataclass
class Run:
    """A run in motion; `tick` weeks are over."""

    setting: Setting
    seed: int
    people: int
    shards: list[ShardRun]
    sample: npt.NDArray[np.int64]
    tick: int = 0

    def advance(
        self,
        end_tick: int | None = None,
        *,
        threads: int = 1,
        progress: Progress | None = None,
        after_weeks: "Callable[[Run], None] | None" = None,
    ) -> None:
        """Run up to `end_tick` weeks, or to the end; `progress` is told how many weeks are over."""
        end = self.setting.span.weeks if end_tick is None else min(end_tick, self.setting.span.weeks)
        with ThreadPoolExecutor(max(1, threads)) as pool:
            while self.tick < end:
                until = min(end, self.tick + (1 if self.setting.patrols else WEEKS_A_CALL))
                for _ in pool.map(lambda shard: shard.advance(until), self.shards):  # noqa: B023 - used up at once
                    pass
                self.tick = until
                if self.setting.patrols:
                    self._exchange()
                if progress is not None:
                    progress(self.tick)
                if after_weeks is not None:
                    after_weeks(self)

    def _exchange(self) -> None:
        """Tell each district how its adverse records this week stand to the mean: all that shards exchange."""
        parts = [shard.store.parts for shard in self.shards]
        recorded, people = sum(int(part[:, RECORDED].sum()) for part in parts), max(1, self.people)
        for part in parts:
            usual = np.maximum(1, part[:, SIZE]) * max(1, recorded)
            ratio = part[:, RECORDED] * people * USUAL_PATROL // usual if recorded else USUAL_PATROL
            part[:, PATROL] = np.minimum(ratio, 8 * USUAL_PATROL)
            part[:, RECORDED] = 0

    @property
    def digest(self) -> str:
        return digest(self.shards)

    @property
    def tally(self) -> Tally:
        """The counts of all shards together."""
        total = np.sum([shard.tally for shard in self.shards], axis=0)
        views, place = {}, 0
        for name, (rows, columns) in self.setting.tally.items():
            views[name] = total[place : place + rows * columns].reshape(rows, columns)
            place += rows * columns
        return Tally(**views)


@dataclass(frozen=True)
class Request:
    """What a run is asked for."""

    society: SocietyFile
    scheme: Scheme | None
    people: int
    weeks: int
    seed: int = 1
    shards: int = 1
    sample: int = 0
    room: int = field(default=RECORDS_A_PERSON)


def begin(request: Request) -> Run:
    """A run before its first week; UsageError where it cannot be."""
    if not 0 <= request.people <= MOST_PEOPLE:
        raise UsageError(f"{request.people} people", remedy="0 to 4,000,000,000 people")
    if not 0 <= request.seed < 2**64:
        raise UsageError(f"seed {request.seed}", remedy="a seed is a whole number of at most 64 bits, not negative")
    setting = make_setting(request.society, request.scheme, request.weeks)
    bounds = district_bounds(request.people, int(request.society.district_people.value))
    districts = bounds.size - 1
    shards = max(1, min(request.shards, districts))
    cuts = [districts * number // shards for number in range(shards + 1)]
    sample = sample_of(request.people, request.sample)
    runs = [
        make_shard(setting, request.seed, bounds[low : high + 1], sample, request.room) for low, high in pairwise(cuts)
    ]
    return Run(setting, request.seed, request.people, runs, sample)


def sample_of(people: int, size: int) -> npt.NDArray[np.int64]:
    """The numbers of the sampled people, evenly spread."""
    size = min(size, people)
    return np.array([people * number // size for number in range(size)] if size else [], np.int64)


def run(
    request: Request,
    *,
    threads: int = 1,
    progress: Progress | None = None,
    start: Callable[[Request], Run] = begin,
    after_weeks: Callable[[Run], None] | None = None,
) -> Run:
    """Run from beginning to end; if a week brings more records than there is room for, again with more room.

    `start` makes the run before its next week (anew, or from a checkpoint); `after_weeks` is called between calls of
    the kernel, for checkpoints.
    """
    asked = replace(request, shards=max(request.shards, threads))
    while True:
        running = start(asked)
        try:
            running.advance(threads=threads, progress=progress, after_weeks=after_weeks)
        except StoreOverflowed:
            asked = replace(asked, room=max(RECORDS_A_PERSON, 4 * asked.room))
            continue
        return running
