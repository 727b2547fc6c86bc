"""Benefits delivered: who has a band that brings one."""

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided
from isonomia.scheme.model.vocabulary import ConsequenceKind
from isonomia.simulate.life_tables import bands_reached
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """The share of people, at the end of each period, in a band that brings a benefit, by group."""
    scheme = outcome.setting.scheme
    rewarded = set()
    for consequence in scheme.file.consequences.values() if scheme is not None else ():
        if scheme is not None and consequence.kind is ConsequenceKind.BENEFIT:
            rewarded.update(bands_reached(scheme, consequence))
    columns = sorted(rewarded)
    people = outcome.by_group(outcome.tally.people)[:, :, columns].sum(axis=2).mean(axis=0) if columns else None
    sizes = outcome.group_sizes
    found = {}
    for row, group in enumerate(outcome.groups):
        found["with a benefit", group] = divided(float(people[row]), float(sizes[row])) if people is not None else 0.0
    whole = float(people.sum()) if people is not None else 0.0
    found["with a benefit", EVERYONE] = divided(whole, outcome.people)
    return found


MEASURE = Measure(
    name="benefits",
    title="Benefits",
    definition="Share of people in a band that brings a benefit, the mean over the periods of observation.",
    source="definition of this program",
    unit=Unit.SHARE,
    direction=Direction.LOWER_IS_WORSE,
    of=measure,
    needs_scheme=True,
)
