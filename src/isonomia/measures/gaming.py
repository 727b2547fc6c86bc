"""Gaming: is more done of what is paid, and less of the good that is not?"""

from isonomia.measures.measure import EVERYONE, Direction, Measure, Unit, Values, divided, years
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Good acts per person and year, those that any rule rewards and those that none does."""
    society, scored = outcome.setting.society, outcome.setting.scored
    paid = set()
    for number, template in enumerate(scored.templates if scored is not None else ()):
        if scored is not None and scored.events.favourable[number]:
            paid.add(template.activity)
    good = [number for number, item in enumerate(society.activities.values()) if item.moral.value == "good"]
    acts, span = outcome.acts().sum(axis=0), outcome.people * years(outcome)
    return {
        ("good acts that are paid", EVERYONE): divided(float(sum(acts[n] for n in good if n in paid)), span),
        ("good acts that are not", EVERYONE): divided(float(sum(acts[n] for n in good if n not in paid)), span),
    }


MEASURE = Measure(
    name="gaming",
    title="Gaming and crowding out",
    definition=(
        "Good acts per person and year: those that some rule rewards, and those that none does. Under the "
        "baseline no act is paid, so the two are compared within the scheme."
    ),
    source="Gneezy and Rustichini, Journal of Legal Studies 29 (2000); Goodhart's law as in Campbell (1979)",
    unit=Unit.RATE,
    direction=Direction.NEITHER,
    of=measure,
    needs_scheme=True,
)
