"""Validity: does the score rank people by what they truly did?"""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """The chance that of two members the one who did more harm, less good, has the worse score; ties count half."""
    persons, direction = outcome.persons, outcome.setting.scoring.direction
    found = {}
    for row, group in enumerate([*outcome.groups, EVERYONE]):
        here = persons.member & (persons.group == row) if row < len(outcome.groups) else persons.member
        merit = (persons.good - persons.harmful)[here]
        found["score ranks true conduct", group] = concordance(persons.score[here] * direction, merit)
    return found


def concordance(score: "np.ndarray", merit: "np.ndarray") -> float:
    """The area under the curve for merit above its median against the rest: rank-sum over its largest value."""
    better = merit > np.median(merit) if merit.size else np.zeros(0, bool)
    count, others = int(better.sum()), int((~better).sum())
    if not count or not others:
        return float("nan")
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[inverse]
    return float((ranks[better].sum() - count * (count + 1) / 2) / (count * others))


MEASURE = Measure(
    name="validity",
    title="Validity",
    definition=(
        "Area under the curve: the chance that a member whose true conduct is above the median has a better "
        "score than one whose is not."
    ),
    source="Hanley and McNeil, Radiology 143 (1982)",
    unit=Unit.COEFFICIENT,
    direction=Direction.LOWER_IS_WORSE,
    of=measure,
    needs_scheme=True,
)
