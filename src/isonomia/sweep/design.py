"""Which points of the ranges are run: Morris's trajectories for many assumptions, Sobol's sample for a few.

Morris (Technometrics 33, 1991): each trajectory begins at a random point of a grid of four levels and changes one
assumption after the other by two thirds of its range; so each assumption's effect is seen once in each trajectory.
Sobol (Saltelli et al., Computer Physics Communications 181, 2010): for each of N base points, the point, the point with
one assumption taken from a second point, for each assumption, and that second point.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.errors import UsageError

LEVELS = 4
MOST_POINTS = 1_000_000


class Kind(StrEnum):
    """The designs."""

    MORRIS = "morris"
    SOBOL = "sobol"


@dataclass(frozen=True)
class Design:
    """The points to run. places: (points, assumptions), from 0 (least) to 1 (greatest of the range).

    blocks: how many trajectories, or base points of Sobol's sample; a block's points follow each other.
    """

    kind: Kind
    blocks: int
    names: tuple[str, ...]
    places: npt.NDArray[np.float64]

    @property
    def block_size(self) -> int:
        return block_size(self.kind, len(self.names))

    @property
    def problem(self) -> dict[str, Any]:
        """The same as SALib wants to have it."""
        return problem(self.names)


def block_size(kind: Kind, assumptions: int) -> int:
    """How many points a trajectory or a base point has."""
    return assumptions + (1 if kind is Kind.MORRIS else 2)


def problem(names: Sequence[str]) -> dict[str, Any]:
    """SALib's description of the assumptions, each on the scale from 0 to 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def make_design(kind: Kind, names: Sequence[str], blocks: int, seed: int) -> Design:
    """The design of a seed; UsageError for a number of blocks that cannot be analysed.

    SALib draws with NumPy's generator, so with the same versions of both the same seed gives the same design.
    """
    if kind is Kind.MORRIS and blocks < 2:
        raise UsageError(f"{blocks} trajectories", remedy="at least 2, as one shows no spread; 10 are usual")
    if kind is Kind.SOBOL and (blocks < 2 or blocks & (blocks - 1)):
        near = 2 ** max(1, math.ceil(math.log2(max(2, blocks))))
        raise UsageError(f"{blocks} samples", remedy=f"a power of two, such as {near}: Sobol's sequence is even there")
    size = blocks * block_size(kind, len(names))
    if size > MOST_POINTS:
        raise UsageError(f"a design of {size:,} points", remedy=f"at most {MOST_POINTS:,}")
    if kind is Kind.MORRIS:
        from isonomia.sweep.salib import morris_sample

        places = morris_sample.sample(problem(names), blocks, num_levels=LEVELS, seed=seed)
    else:
        from isonomia.sweep.salib import sobol_sample

        places = sobol_sample.sample(problem(names), blocks, calc_second_order=False, seed=seed)
    return Design(kind, blocks, tuple(names), np.clip(np.round(places, 12), 0.0, 1.0))
