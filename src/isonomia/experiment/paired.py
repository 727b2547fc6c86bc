"""Paired runs: the same people, with the same luck, under a scheme and under its baseline (another scheme, or none).

Every number drawn depends only on seed, person, week and purpose, so two runs share all that both draw, and their
difference is the scheme's doing (common random numbers; Law, Simulation Modeling and Analysis, section 11.2).
A replicate is a pair with a seed of its own; the interval of an effect comes from the replicates' differences.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import fmean, stdev

from isonomia.measures.measure import EVERYONE, Gauge, Measure
from isonomia.measures.registry import MEASURES
from isonomia.simulate.outcome import Outcome

MOST_REPLICATES = 200
# Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, the normal's.
T_95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
NORMAL_95 = 1.960


@dataclass(frozen=True)
class Pair:
    """One replicate: the outcome under the scheme, and that of the same people under the baseline."""

    scheme: Outcome
    baseline: Outcome


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates with its 95 % interval; without a second replicate there is none (low, high are NaN)."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


@dataclass(frozen=True)
class Row:
    """One number of a measure, for one group: under the scheme, under the baseline, and the effect."""

    measure: Measure
    item: str
    group: str
    scheme: Estimate
    baseline: Estimate
    effect: Estimate
    relative: Estimate

    @property
    def gauge(self) -> Gauge:
        """Unit and direction of the item."""
        return self.measure.gauge(self.item)


@dataclass(frozen=True)
class Findings:
    """All rows over all replicates, the first pair for pictures, and what was run."""

    rows: tuple[Row, ...]
    first: Pair
    replicates: int
    seeds: tuple[int, ...]

    def row(self, measure: str, item: str, group: str = EVERYONE) -> Row:
        """One row; KeyError if there is none."""
        for row in self.rows:
            if (row.measure.name, row.item, row.group) == (measure, item, group):
                return row
        raise KeyError((measure, item, group))


def estimate(values: list[float]) -> Estimate:
    """The mean, and its interval by Student's t; NaN values (nothing to measure) are left out."""
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return Estimate(math.nan, math.nan, math.nan)
    mean = fmean(known)
    if len(known) == 1:
        return Estimate(mean, math.nan, math.nan)
    quantile = T_95[len(known) - 2] if len(known) - 2 < len(T_95) else NORMAL_95
    half = quantile * stdev(known) / math.sqrt(len(known))
    return Estimate(mean, mean - half, mean + half)


def seed_of(seed: int, replicate: int) -> int:
    """The seed of a replicate: the first is the run's own."""
    return (seed + replicate) % 2**64


def compare(
    found: Iterator[Pair], replicates: int, until: float | None = None, after: Callable[[int], None] | None = None
) -> Findings:
    """Take pairs until there are `replicates`, or until the effect on every activity is known to within `until`.

    `until` is a share: the half-width of the interval of an activity's relative change. At least two pairs are taken
    for it, at most MOST_REPLICATES.
    """
    taken: list[dict[tuple[str, str, str], tuple[float, float]]] = []
    seeds: list[int] = []
    first: Pair | None = None
    for pair in found:
        first = first or pair
        seeds.append(pair.scheme.seed)
        taken.append(_measured(pair))
        if after is not None:
            after(len(taken))
        if len(taken) >= replicates and (until is None or (len(taken) > 1 and _is_narrow(taken, until))):
            break
    assert first is not None
    return Findings(tuple(_rows(taken)), first, len(taken), tuple(seeds))


def _measured(pair: Pair) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Each measure's (scheme, baseline); where only a scheme can be measured, the baseline is NaN."""
    values = {}
    for measure in MEASURES:
        ours, theirs = measure.of(pair.scheme), {}
        if not measure.needs_scheme or pair.baseline.setting.scheme is not None:
            theirs = dict(measure.of(pair.baseline))
        for (item, group), value in ours.items():
            values[measure.name, item, group] = (value, theirs.get((item, group), math.nan))
    return values


def _effect(ours: float, theirs: float) -> float:
    return ours if math.isnan(theirs) else ours - theirs


def _relative(ours: float, theirs: float) -> float:
    return math.nan if math.isnan(theirs) or theirs == 0 else ours / theirs - 1


def _is_narrow(taken: list[dict[tuple[str, str, str], tuple[float, float]]], until: float) -> bool:
    keys = [key for key in taken[0] if key[0] == "conduct" and key[2] == EVERYONE]
    widths = [estimate([_relative(*values[key]) for values in taken]).half_width for key in keys]
    return all(math.isnan(width) or width <= until for width in widths)


def _rows(taken: list[dict[tuple[str, str, str], tuple[float, float]]]) -> Iterator[Row]:
    by_name = {measure.name: measure for measure in MEASURES}
    for key in taken[0]:
        ours, theirs = [values[key][0] for values in taken], [values[key][1] for values in taken]
        both = list(zip(ours, theirs, strict=True))
        yield Row(
            by_name[key[0]],
            key[1],
            key[2],
            estimate(ours),
            estimate(theirs),
            estimate([_effect(*pair) for pair in both]),
            estimate([_relative(*pair) for pair in both]),
        )
