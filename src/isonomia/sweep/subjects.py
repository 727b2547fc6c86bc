"""What a sweep looks at: each measure of everyone, as a change against the baseline or as a level under the scheme."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from isonomia.experiment.paired import Pair
from isonomia.measures.measure import EVERYONE, Gauge, Measure, Unit
from isonomia.measures.registry import MEASURES

Values = Mapping[str, tuple[float | None, float | None]]
"""By key: the number under the scheme and under the baseline; None where there is nothing to measure."""

NEUTRAL = {
    "validity/score ranks true conduct": 0.5,
    "equal_conduct/selection ratio": 1.0,
}
"""Levels whose neutral value is not 0: a score that ranks no better than chance, groups that fare alike."""

LUCK_ALONE = {*NEUTRAL, "equal_conduct/equalized odds difference", "segregation/assortativity by band"}
"""Levels that luck alone moves away from neutral. The others count what occurs: they are 0 where nothing does."""


class Look(StrEnum):
    """How a number is looked at."""

    RELATIVE = "relative change"
    CHANGE = "change"
    LEVEL = "level"


@dataclass(frozen=True)
class Subject:
    """A number that may keep its sign or not."""

    measure: Measure
    item: str
    look: Look

    @property
    def gauge(self) -> Gauge:
        """Unit and direction of the item."""
        return self.measure.gauge(self.item)

    @property
    def key(self) -> str:
        return key_of(self.measure, self.item)

    @property
    def neutral(self) -> float:
        """The value that means no effect."""
        return NEUTRAL.get(self.key, 0.0) if self.look is Look.LEVEL else 0.0

    @property
    def is_occurrence(self) -> bool:
        """Whether the number counts what occurs, so that anything above 0 is more than luck."""
        return self.look is Look.LEVEL and self.key not in LUCK_ALONE

    def value(self, values: Values) -> float:
        """What a pair of runs shows: the change as a share of the baseline, the change, or the level; NaN for none."""
        scheme, baseline = values[self.key]
        if scheme is None:
            return math.nan
        if self.look is Look.LEVEL:
            return scheme
        if baseline is None:
            return math.nan
        if self.look is Look.CHANGE:
            return scheme - baseline
        return scheme / baseline - 1 if baseline else math.nan


def key_of(measure: Measure, item: str) -> str:
    """The name of a number in files."""
    return f"{measure.name}/{item}"


def measured(pair: Pair) -> dict[str, tuple[float | None, float | None]]:
    """All numbers of everyone in a pair of runs."""
    found: dict[str, tuple[float | None, float | None]] = {}
    for measure in MEASURES:
        compares = not measure.needs_scheme or pair.baseline.setting.scheme is not None
        theirs = measure.of(pair.baseline) if compares else {}
        for (item, group), value in measure.of(pair.scheme).items():
            if group == EVERYONE:
                found[key_of(measure, item)] = (_known(value), _known(theirs.get((item, group), math.nan)))
    return found


def subjects(values: Values, *, has_baseline: bool) -> Iterator[Subject]:
    """What there is to look at, in the order of reports. `has_baseline`: the baseline is a scheme, and not none."""
    by_name = {measure.name: measure for measure in MEASURES}
    for key in values:
        name, item = key.split("/", 1)
        measure = by_name[name]
        if measure.needs_scheme and not has_baseline:
            look = Look.LEVEL
        else:
            look = Look.RELATIVE if measure.gauge(item).unit is Unit.RATE and not measure.needs_scheme else Look.CHANGE
        yield Subject(measure, item, look)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
