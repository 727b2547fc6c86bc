"""Same conduct, different standing: equalised odds of an adverse band over true conduct."""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Of members who did no harm, and of those who did, the share in a band with adverse consequences, by group.

    The difference is the larger of the two gaps between groups, as Fairlearn's equalized_odds_difference; the ratio is
    the smallest group's share in such a band over the largest's, whatever they did.
    """
    persons = outcome.persons
    worse = outcome.setting.life.adverse[persons.band] != 0
    found: dict[tuple[str, str], float] = {}
    gaps, selected = [], []
    for name, did in (
        ("without harm, adverse band", persons.harmful == 0),
        ("with harm, adverse band", persons.harmful > 0),
    ):
        rates = []
        for row, group in enumerate(outcome.groups):
            here = persons.member & did & (persons.group == row)
            rates.append(divided(float((worse & here).sum()), float(here.sum())))
            found[name, group] = rates[-1]
        known = [rate for rate in rates if not np.isnan(rate)]
        gaps.append(max(known) - min(known) if len(known) > 1 else float("nan"))
        everyone = persons.member & did
        found[name, EVERYONE] = divided(float((worse & everyone).sum()), float(everyone.sum()))
    for row in range(len(outcome.groups)):
        here = persons.member & (persons.group == row)
        selected.append(divided(float((worse & here).sum()), float(here.sum())))
    found["equalized odds difference", EVERYONE] = float(np.nanmax(gaps)) if not np.isnan(gaps).all() else float("nan")
    known = [rate for rate in selected if not np.isnan(rate)]
    found["selection ratio", EVERYONE] = divided(min(known), max(known)) if len(known) > 1 else float("nan")
    return found


MEASURE = Measure(
    name="equal_conduct",
    title="Same conduct, different standing",
    definition=(
        "Share of members in a band with adverse consequences, among those who did no harm and those who did, "
        "by group; equalized odds difference and selection ratio between groups."
    ),
    source="Hardt, Price and Srebro, NeurIPS 2016; names as in Fairlearn",
    unit=Unit.SHARE,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "selection ratio": Gauge(Unit.SHARE, Direction.LOWER_IS_WORSE),
    },
)
