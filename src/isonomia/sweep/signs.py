"""Does a finding keep its sign wherever the assumptions lie? Each point counted, against what luck alone does.

Luck: two runs with different seeds differ although nothing else does. Its standard deviation s is pooled from the
file's own values under several seeds and from some points of the design under two. A point shows an effect only if it
is farther from the neutral value than Student's t at 99 % times s. Points share their seed, so luck that favours one
sign favours it at every point: without the band all would count. Where a number counts what occurs under the scheme,
such as restrictions, there is no band: what occurs in one run can occur.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CONFIDENCE = 0.99


class Verdict(StrEnum):
    """What holds over the whole range."""

    ROBUST = "robust"
    ONE_SIDED = "one-sided"
    DEPENDS = "depends"
    NONE = "no effect"
    UNMEASURED = "not measured"


@dataclass(frozen=True)
class Luck:
    """The standard deviation of a number between seeds, and the half-width of the band of no effect around neutral."""

    deviation: float
    freedom: int
    band: float


@dataclass(frozen=True)
class Signs:
    """Over the points of a design: how many lie above, below, in the band, and where nothing could be measured."""

    above: int
    below: int
    within: int
    unmeasured: int
    least: float
    greatest: float

    @property
    def points(self) -> int:
        """How many points were measured."""
        return self.above + self.below + self.within

    @property
    def verdict(self) -> Verdict:
        """Robust: all points on one side. One-sided: none on the other, some without effect. Depends: both sides."""
        if not self.points:
            return Verdict.UNMEASURED
        if self.above and self.below:
            return Verdict.DEPENDS
        if self.within == self.points:
            return Verdict.NONE
        return Verdict.ONE_SIDED if self.within else Verdict.ROBUST

    def share(self, count: int) -> float:
        """A count as a share of the points measured; NaN if there are none."""
        return count / self.points if self.points else math.nan


def luck(alike: Sequence[Sequence[float]]) -> Luck:
    """Pooled over groups of values that differ by their seed alone; NaN values are left out.

    The variance is the sum of squares around each group's mean over the degrees of freedom, groups' sizes less one.
    Without any, deviation and band are NaN: then nothing can be said.
    """
    from scipy.stats import t

    squares, freedom = 0.0, 0
    for group in alike:
        known = [value for value in group if not math.isnan(value)]
        if len(known) > 1:
            mean = math.fsum(known) / len(known)
            squares += math.fsum((value - mean) ** 2 for value in known)
            freedom += len(known) - 1
    if not freedom:
        return Luck(math.nan, 0, math.nan)
    deviation = math.sqrt(squares / freedom)
    return Luck(deviation, freedom, float(t.ppf(0.5 + CONFIDENCE / 2, freedom)) * deviation)


def signs(values: Sequence[float], neutral: float, band: float) -> Signs:
    """Count the points; NaN values are unmeasured. Without a band (NaN) only the neutral value itself is no effect."""
    known = [value for value in values if not math.isnan(value)]
    half = 0.0 if math.isnan(band) else band
    above = sum(value - neutral > half for value in known)
    below = sum(neutral - value > half for value in known)
    least, greatest = (min(known), max(known)) if known else (math.nan, math.nan)
    return Signs(above, below, len(known) - above - below, len(values) - len(known), least, greatest)
