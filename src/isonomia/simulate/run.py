"""A run: one society under one scheme or none, from its first week to its last."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
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
    """A run in motion; `tick` weeks are over. It holds all shards of the run, or those from `first_shard` on."""

    setting: Setting
    seed: int
    people: int
    shards: list[ShardRun]
    sample: npt.NDArray[np.int64]
    tick: int = 0
    first_shard: int = 0

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
                until = next_stop(self.setting, self.tick, end)
                self.advance_apart(until, pool)
                if self.setting.patrols:
                    self.patrol(self.recorded)
                if progress is not None:
                    progress(self.tick)
                if after_weeks is not None:
                    after_weeks(self)

    def advance_apart(self, until: int, pool: Executor) -> None:
        """Run each shard up to `until` weeks, and tell none of the others; with patrols that is a week at most."""
        for _ in pool.map(lambda shard: shard.advance(until), self.shards):
            pass
        self.tick = until

    @property
    def recorded(self) -> int:
        """This week's adverse records in the shards at hand."""
        return sum(int(shard.store.parts[:, RECORDED].sum()) for shard in self.shards)

    def patrol(self, recorded: int) -> None:
        """Tell each district how its adverse records this week stand to the mean.

        `recorded`, the week's adverse records in all shards of the run, is all that shards need of each other.
        """
        people = max(1, self.people)
        for part in (shard.store.parts for shard in self.shards):
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
        return tally_of(self.setting, np.sum([shard.tally for shard in self.shards], axis=0))


def next_stop(setting: Setting, tick: int, end: int) -> int:
    """Up to which week shards can go on apart from each other and from checkpoints."""
    return min(end, tick + 1 if setting.patrols else (tick // WEEKS_A_CALL + 1) * WEEKS_A_CALL)


def tally_of(setting: Setting, counts: npt.NDArray[np.int64]) -> Tally:
    """The counts of a run, by name."""
    views, place = {}, 0
    for name, (rows, columns) in setting.tally.items():
        views[name] = counts[place : place + rows * columns].reshape(rows, columns)
        place += rows * columns
    return Tally(**views)


@dataclass(frozen=True)
class Request:
    """What a run is asked for; `keeps_all`: no record is ever dropped or added up, so that any scheme can take over."""

    society: SocietyFile
    scheme: Scheme | None
    people: int
    weeks: int
    seed: int = 1
    shards: int = 1
    sample: int = 0
    room: int = field(default=RECORDS_A_PERSON)
    keeps_all: bool = False

    @property
    def cuts(self) -> list[npt.NDArray[np.int64]]:
        """For each shard the first person of each of its districts, and the one after its last."""
        bounds = district_bounds(self.people, int(self.society.district_people.value))
        districts = bounds.size - 1
        shards = max(1, min(self.shards, districts))
        edges = [districts * number // shards for number in range(shards + 1)]
        return [bounds[low : high + 1] for low, high in pairwise(edges)]


def begin(request: Request, only: range | None = None) -> Run:
    """A run before its first week, or `only` those of its shards; UsageError where it cannot be."""
    setting = setting_of(request)
    cuts, sample = request.cuts, sample_of(request.people, request.sample)
    held = range(len(cuts)) if only is None else only
    runs = [make_shard(setting, request.seed, cuts[number], sample, request.room) for number in held]
    return Run(setting, request.seed, request.people, runs, sample, first_shard=held.start)


def setting_of(request: Request) -> Setting:
    """The tables of a run; UsageError where it cannot be."""
    if not 0 <= request.people <= MOST_PEOPLE:
        raise UsageError(f"{request.people} people", remedy="0 to 4,000,000,000 people")
    if not 0 <= request.seed < 2**64:
        raise UsageError(f"seed {request.seed}", remedy="a seed is a whole number of at most 64 bits, not negative")
    return make_setting(request.society, request.scheme, request.weeks, keeps_all=request.keeps_all)


def sample_of(people: int, size: int) -> npt.NDArray[np.int64]:
    """The numbers of the sampled people, evenly spread."""
    size = min(size, people)
    return np.array([people * number // size for number in range(size)] if size else [], np.int64)


def run(
    request: Request,
    *,
    threads: int = 1,
    end_tick: int | None = None,
    progress: Progress | None = None,
    start: Callable[[Request], Run] = begin,
    after_weeks: Callable[[Run], None] | None = None,
) -> Run:
    """Run from beginning to end, or up to `end_tick` weeks; again with more room if a week brings too many records.

    `start` makes the run before its next week (anew, or from a checkpoint); `after_weeks` is called between calls of
    the kernel, for checkpoints.
    """
    asked = replace(request, shards=max(request.shards, threads))
    while True:
        running = start(asked)
        try:
            running.advance(end_tick, threads=threads, progress=progress, after_weeks=after_weeks)
        except StoreOverflowed:
            asked = replace(asked, room=max(RECORDS_A_PERSON, 4 * asked.room))
            continue
        return running
