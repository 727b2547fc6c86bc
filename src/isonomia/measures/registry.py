"""All measures, in the order of a report."""

from isonomia.measures import (
    benefits,
    conduct,
    cost,
    equal_conduct,
    gaming,
    harm_by_error,
    lawful_conduct,
    privacy,
    reviewers,
    segregation,
    traps,
    trust,
    validity,
)
from isonomia.measures.measure import Measure

MEASURES: tuple[Measure, ...] = tuple(
    module.MEASURE
    for module in (
        conduct,
        lawful_conduct,
        equal_conduct,
        harm_by_error,
        traps,
        validity,
        gaming,
        trust,
        segregation,
        privacy,
        reviewers,
        benefits,
        cost,
    )
)
