"""Trust in the authority, and strain."""

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Mean trust and strain at the end, as shares of their scale, by group."""
    sizes = outcome.group_sizes
    found = {}
    for name in ("trust", "strain"):
        totals = outcome.states(name)[-1]
        for row, group in enumerate(outcome.groups):
            found[name, group] = divided(float(totals[row]), float(sizes[row]) * WHOLE)
        found[name, EVERYONE] = divided(float(totals.sum()), outcome.people * WHOLE)
    return found


MEASURE = Measure(
    name="trust",
    title="Trust and strain",
    definition="Mean trust in the authority and mean strain at the end, as shares of their scale.",
    source="Tyler, Why People Obey the Law (2006)",
    unit=Unit.SHARE,
    direction=Direction.NEITHER,
    of=measure,
    apart={
        "strain": Gauge(Unit.SHARE, Direction.HIGHER_IS_WORSE),
    },
)
