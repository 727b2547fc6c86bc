"""Privacy: how much is held of people, and how many a profile singles out."""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided, years
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Records made a year, facts held at the end, the share whose district, group and score nobody shares."""
    persons = outcome.persons
    made = float(outcome.records().sum())
    district = np.repeat(np.arange(outcome.bounds.size - 1), np.diff(outcome.bounds))
    profile = district * max(1, len(outcome.groups)) + persons.group
    for trait in (persons.score, persons.band):
        lowest, highest = (int(trait.min()), int(trait.max())) if trait.size else (0, 0)
        profile = profile * (highest - lowest + 1) + trait.astype(np.int64) - lowest
    counts = np.unique(profile[persons.member], return_counts=True)[1]
    return {
        ("records made per person and year", EVERYONE): divided(made, outcome.people * years(outcome)),
        ("facts held per person", EVERYONE): divided(float(outcome.facts_held), outcome.people),
        ("singled out by district, group, score", EVERYONE): divided(
            float((counts == 1).sum()), float(persons.member.sum())
        ),
    }


MEASURE = Measure(
    name="privacy",
    title="Privacy",
    definition=(
        "Records made per person and year; facts held per person at the end: records that no contest struck and whose "
        "source's retention is not over; the share of members whose district, group, score and band no other has."
    ),
    source="Sweeney, k-anonymity, IJUFKS 10 (2002): a profile of one",
    unit=Unit.COUNT,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "records made per person and year": Gauge(Unit.RATE, Direction.HIGHER_IS_WORSE),
        "singled out by district, group, score": Gauge(Unit.SHARE, Direction.HIGHER_IS_WORSE),
    },
)
