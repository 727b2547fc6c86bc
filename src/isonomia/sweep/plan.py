"""A sweep before its first run: what was asked for, what varies, and every pair of runs that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from isonomia.errors import UsageError
from isonomia.experiment.paired import seed_of
from isonomia.experiment.request_file import digest_of
from isonomia.scheme.scheme import Scheme
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile
from isonomia.society.quantities import quantities, with_values
from isonomia.society.society import Society
from isonomia.sweep.assumptions import Assumption, Fixed, sort_out
from isonomia.sweep.design import Design, Kind, make_design
from isonomia.sweep.shares import Together, added_up, belonging, can_bind

CENTRE_SEEDS = 8
"""The file's own values are run with so many seeds: how far their findings differ is luck."""
MOST_REPEATS = 16
"""So many points of the design are run with a second seed, as luck may be larger there than at the centre."""
BLOCKS = {Kind.MORRIS: 10, Kind.SOBOL: 128}
"""How many trajectories, or base points, unless the call says otherwise."""


@dataclass(frozen=True)
class Asked:
    """What a sweep was asked for. `only`: which numbers may vary, all if empty; blocks: as in a Design."""

    society: Society
    scheme: Scheme
    baseline: Scheme | None
    people: int
    weeks: int
    seed: int
    kind: Kind
    blocks: int
    only: tuple[str, ...] = ()

    @property
    def schemes(self) -> list[Scheme]:
        return [self.scheme] if self.baseline is None else [self.scheme, self.baseline]


@dataclass(frozen=True)
class Point:
    """One pair of runs: its number, its seed, and the design's row; None for the file's own values."""

    number: int
    seed: int
    row: int | None


@dataclass(frozen=True)
class Plan:
    """Everything that a sweep will run."""

    asked: Asked
    varied: tuple[Assumption, ...]
    fixed: tuple[Fixed, ...]
    together: tuple[Together, ...]
    design: Design

    @cached_property
    def _given(self) -> dict[str, Quantity]:
        return dict(quantities(self.asked.society.file))

    @cached_property
    def digest(self) -> str:
        """What tells the results of this plan from those of any other."""
        asked = self.asked
        texts = [asked.society.text, *(item.text for item in asked.schemes)]
        numbers = [asked.people, asked.weeks, asked.seed, asked.kind.value, self.design.names]
        return digest_of([texts, numbers, self.design.places.tolist()])

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """In order: the file's values with several seeds, the design, and some of its points with a second seed."""
        first = self.asked.seed
        wanted: list[tuple[int, int | None]] = [(seed_of(first, turn), None) for turn in range(CENTRE_SEEDS)]
        wanted += [(first, row) for row in range(len(self.design.places))]
        wanted += [(seed_of(first, 1), row) for row in self.repeated]
        return tuple(Point(number, seed, row) for number, (seed, row) in enumerate(wanted))

    @property
    def repeated(self) -> list[int]:
        """The rows that are run with a second seed: the first of each block."""
        return [block * self.design.block_size for block in range(min(self.design.blocks, MOST_REPEATS))]

    def values(self, row: int | None) -> dict[str, Decimal]:
        """The numbers that differ from the file at a row of the design."""
        if row is None:
            return {}
        places = self.design.places[row]
        drawn = {item.path: item.at(float(place)) for item, place in zip(self.varied, places, strict=True)}
        return added_up(drawn, self.together, self._given)

    def society(self, row: int | None) -> SocietyFile:
        """The society at a row of the design, validated like a file."""
        return with_values(self.asked.society.file, self.values(row))

    def societies(self) -> Iterator[SocietyFile]:
        """The society at each row."""
        return (self.society(row) for row in range(len(self.design.places)))


def make_plan(asked: Asked, design: Design | None = None) -> Plan:
    """Sort out what varies, and choose the points, or take those of a kept design; UsageError where nothing varies."""
    file = asked.society.file
    varied, fixed = sort_out(file, asked.schemes, asked.only)
    if not varied:
        raise UsageError(
            f"no number of the society '{file.society}' has a range",
            remedy="give its numbers ranges: [least, greatest]",
        )
    names = tuple(item.path for item in varied)
    given = dict(quantities(file))
    together = tuple(can_bind(belonging(file, asked.schemes), given, set(names)))
    return Plan(asked, varied, fixed, together, design or make_design(asked.kind, names, asked.blocks, asked.seed))
