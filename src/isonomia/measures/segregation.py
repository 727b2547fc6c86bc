"""Segregation: are people tied to people of their own band?"""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Newman's assortativity of bands over all ties of members: 1 where all ties are within bands, 0 by chance."""
    one, other = outcome.ties()
    kept = outcome.persons.member[one] & outcome.persons.member[other]
    bands = max(1, outcome.setting.scoring.bands)
    return {
        ("assortativity by band", EVERYONE): assortativity(
            outcome.persons.band[one][kept], outcome.persons.band[other][kept], bands
        )
    }


def assortativity(one: "np.ndarray", other: "np.ndarray", kinds: int) -> float:
    """(trace e - sum of e squared) / (1 - sum of e squared), e the shares of ties between kinds, both ways."""
    if not one.size:
        return float("nan")
    pairs = one.astype(np.int64) * kinds + other
    mixing = np.bincount(pairs, minlength=kinds * kinds).reshape(kinds, kinds).astype(float)
    mixing = (mixing + mixing.T) / (2 * one.size)
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
