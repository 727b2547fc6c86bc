"""Segregation: are people tied to people of their own band?"""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Newman's assortativity of bands over all ties of members: 1 where all ties are within bands, 0 by chance."""
    band, member = outcome.persons.band, outcome.persons.member
    bands = max(1, outcome.setting.scoring.bands)
    mixing = np.zeros((bands, bands))
    for one, other in outcome.ties():
        kept = member[one] & member[other]
        mixing += between(band[one[kept]], band[other[kept]], bands)
    return {("assortativity by band", EVERYONE): assortativity(mixing)}


def between(one: "np.ndarray", other: "np.ndarray", kinds: int) -> "np.ndarray":
    """How many ties there are from each kind to each, (kinds, kinds)."""
    pairs = one.astype(np.int64) * kinds + other
    return np.bincount(pairs, minlength=kinds * kinds).reshape(kinds, kinds)


def assortativity(mixing: "np.ndarray") -> float:
    """(trace e - sum of e squared) / (1 - sum of e squared), e the shares of ties between kinds, both ways."""
    ties = float(mixing.sum())
    if not ties:
        return float("nan")
    mixing = (mixing + mixing.T) / (2 * ties)
    expected = float((mixing.sum(axis=0) ** 2).sum())
    return divided(float(np.trace(mixing)) - expected, 1 - expected)


MEASURE = Measure(
    name="segregation",
    title="Segregation",
    definition="Assortativity coefficient of bands over ties.",
    source="Newman, Physical Review E 67 (2003) 026126, equation 2",
    unit=Unit.COEFFICIENT,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
)
