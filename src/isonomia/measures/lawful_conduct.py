"""Lawful conduct: speech, assembly, complaint; what falls here is silenced (chilling)."""

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided, years
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Lawful acts per person and year, all activities that are anyone's right together, by group."""
    kinds = outcome.setting.society.activities.values()
    lawful = [number for number, activity in enumerate(kinds) if activity.moral.value == "lawful"]
    acts, sizes, span = outcome.acts()[:, lawful].sum(axis=1), outcome.group_sizes, years(outcome)
    found = {
        ("all lawful acts", group): divided(float(acts[row]), float(sizes[row]) * span)
        for row, group in enumerate(outcome.groups)
    }
    found["all lawful acts", EVERYONE] = divided(float(acts.sum()), outcome.people * span)
    return found


MEASURE = Measure(
    name="lawful_conduct",
    title="Lawful conduct",
    definition="Acts per person and year that are anyone's right; a fall is lawful conduct silenced.",
    source="Penney, Berkeley Technology Law Journal 31 (2016)",
    unit=Unit.RATE,
    direction=Direction.LOWER_IS_WORSE,
    of=measure,
)
