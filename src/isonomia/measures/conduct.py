"""Conduct: how often people do each activity."""

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided, years
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Acts per person and year, by activity and group."""
    acts, sizes = outcome.acts(), outcome.group_sizes
    span = years(outcome)
    found = {}
    for column, activity in enumerate(outcome.activities):
        for row, group in enumerate(outcome.groups):
            found[activity, group] = divided(float(acts[row, column]), float(sizes[row]) * span)
        found[activity, EVERYONE] = divided(float(acts[:, column].sum()), outcome.people * span)
    return found


MEASURE = Measure(
    name="conduct",
    title="Conduct",
    definition="Acts per person and year, by activity; the effect is the difference that the scheme makes.",
    source="Nagin, Crime and Justice 42 (2013), on measuring deterrence by conduct, not by records",
    unit=Unit.RATE,
    direction=Direction.NEITHER,
    of=measure,
)
