"""What a measure is: a number of a run, by item and group, with a definition, a source and a direction of harm."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from isonomia.simulate.outcome import Outcome

EVERYONE = "everyone"
"""The group of all people."""


class Direction(StrEnum):
    """Which way is worse for people."""

    HIGHER_IS_WORSE = "higher is worse"
    LOWER_IS_WORSE = "lower is worse"
    NEITHER = "neither"


class Unit(StrEnum):
    """What a measure counts in."""

    SHARE = "share"
    RATE = "per person and year"
    WEEKS = "weeks"
    PER_THOUSAND = "per 1,000 people and week"
    OF_THOUSAND = "per 1,000 people"
    MONEY = "money per person and year"
    COUNT = "count"
    COEFFICIENT = "coefficient"


BOUNDS = {Unit.SHARE: (0.0, 1.0), Unit.COEFFICIENT: (-1.0, 1.0)}
"""The least and the greatest value of a unit; of the others no value is negative."""


@dataclass(frozen=True)
class Gauge:
    """What an item counts in, and which way is worse."""

    unit: Unit
    direction: Direction

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest value that there can be."""
        return BOUNDS.get(self.unit, (0.0, math.inf))


Values = Mapping[tuple[str, str], float]
"""By (item, group); NaN where there is nothing to measure."""


@dataclass(frozen=True)
class Measure:
    """One measure. `of` gives its values in a run; the effect is the scheme's value less the baseline's.

    unit, direction: of its items, but for those in `apart`, which have a gauge of their own.

    needs_scheme: without a scheme there is nothing to measure, and the scheme's value is the effect.
    """

    name: str
    title: str
    definition: str
    source: str
    unit: Unit
    direction: Direction
    of: Callable[[Outcome], Values]
    needs_scheme: bool = False
    apart: Mapping[str, Gauge] = field(default_factory=dict)

    def gauge(self, item: str) -> Gauge:
        """Unit and direction of an item."""
        return self.apart.get(item, Gauge(self.unit, self.direction))


def years(outcome: Outcome) -> float:
    """How long the run lasted, in years of 365.25 days."""
    return outcome.weeks * 7 / 365.25


def divided(part: float, whole: float) -> float:
    """A quotient, NaN where there is nothing to divide by."""
    return part / whole if whole else float("nan")
