"""What a finished run leaves for measures: its counts, and each person's state at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.digest import digest_of, district_digests
from isonomia.simulate.plan import Setting
from isonomia.simulate.population import state
from isonomia.simulate.population.network import far_ties
from isonomia.simulate.run import Run, tally_of
from isonomia.simulate.submodels.observe import STATES, Tally

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Persons:
    """Each person at the end: one array a trait, in the order of the run.

    group: number of the group; member: whether enrolled; score; band: goodness of the band in force; restricted: under
    an adverse consequence; good, harmful: acts over the run; records: facts held now; trust, strain, income in 1/8192.
    """

    group: Array
    member: Array
    score: Array
    band: Array
    restricted: Array
    good: Array
    harmful: Array
    records: Array
    trust: Array
    strain: Array
    income: Array


@dataclass(frozen=True)
class Outcome:
    """A finished run."""

    setting: Setting
    seed: int
    people: int
    tally: Tally
    persons: Persons
    open_contests: int
    bounds: Array
    digest: str

    @property
    def groups(self) -> list[str]:
        return list(self.setting.society.groups)

    @property
    def activities(self) -> list[str]:
        return list(self.setting.society.activities)

    @property
    def weeks(self) -> int:
        return self.setting.span.weeks

    @property
    def group_sizes(self) -> Array:
        """How many people each group has."""
        return np.bincount(self.persons.group, minlength=len(self.groups))

    def by_group(self, counts: Array) -> Array:
        """A count whose rows are periods and groups, as (periods, groups, ...)."""
        return counts.reshape(-1, len(self.groups), *counts.shape[1:])

    def acts(self) -> Array:
        """Acts over the whole run, (groups, activities)."""
        return self.by_group(self.tally.acts).sum(axis=0)  # type: ignore[no-any-return]

    def records(self) -> Array:
        """Records over the whole run, (groups, activities, kinds)."""
        rows = self.tally.records.reshape(-1, len(self.groups), len(self.activities), self.tally.records.shape[1])
        return rows.sum(axis=0)  # type: ignore[no-any-return]

    @property
    def facts_held(self) -> int:
        """The facts that are held when the run is over: recorded, not struck, and within their source's retention."""
        return int(self.tally.held.sum())

    def states(self, name: str) -> Array:
        """A state's sum at the end of each period, (periods, groups)."""
        return self.by_group(self.tally.states)[:, :, STATES.index(name)]

    def ties(self) -> Iterator[tuple[Array, Array]]:
        """The ties of each district as two arrays of people's numbers, each tie once."""
        near = int(self.setting.society.ties.near.value)
        distant = {
            size: far_ties(size, self.setting.ties, self.seed)[::2] for size in set(np.diff(self.bounds).tolist())
        }
        for low, high in pairwise(self.bounds.tolist()):
            size, own = high - low, np.arange(high - low)
            if size:
                others = [*((own + step) % size for step in range(1, near + 1)), *distant[size]]
                yield low + np.tile(own, len(others)), low + np.concatenate([own[:0], *others]).astype(np.int64)


@dataclass(frozen=True)
class Part:
    """What some shards leave of a run that is over: 26 bytes a person, 40 a district, and the counts.

    edges: the number of each district's first person; digests: of each district; counts: the tally's array.
    """

    persons: Persons
    edges: Array
    digests: list[bytes]
    counts: Array


def part_of(run: Run) -> Part:
    """What the shards at hand leave."""

    def trait(array: str, row: int) -> Array:
        return np.concatenate([getattr(shard.people, array)[row] for shard in run.shards])

    flags = trait("bytes", state.FLAGS)
    return Part(
        Persons(
            group=trait("bytes", state.GROUP),
            member=(flags & state.MEMBER) != 0,
            score=trait("longs", state.SCORE),
            band=trait("bytes", state.BAND),
            restricted=trait("bytes", state.RESTRICTED) != 0,
            good=trait("longs", state.GOOD),
            harmful=trait("longs", state.HARMFUL),
            records=trait("longs", state.RECORDS),
            trust=trait("shorts", state.TRUST),
            strain=trait("shorts", state.STRAIN),
            income=trait("shorts", state.INCOME),
        ),
        edges=np.concatenate([shard.bounds[:-1] + shard.bounds_first for shard in run.shards]),
        digests=[found for shard in run.shards for found in district_digests(shard)],
        counts=np.sum([shard.tally for shard in run.shards], axis=0),
    )


def joined(setting: Setting, seed: int, people: int, parts: Sequence[Part]) -> Outcome:
    """The outcome of a run whose parts, in order, hold all shards."""
    persons = Persons(
        *[np.concatenate([getattr(part.persons, trait.name) for part in parts]) for trait in fields(Persons)]
    )
    counts = np.sum([part.counts for part in parts], axis=0)
    tally = tally_of(setting, counts)
    filed, decided = int(tally.contests[:, 0].sum()), int(tally.contests[:, 1].sum())
    edges = np.append(np.concatenate([part.edges for part in parts]), people)
    found = digest_of([digest for part in parts for digest in part.digests], counts)
    return Outcome(setting, seed, people, tally, persons, filed - decided, edges, found)


def outcome_of(run: Run) -> Outcome:
    """The outcome of a run that is over."""
    return joined(run.setting, run.seed, run.people, [part_of(run)])
