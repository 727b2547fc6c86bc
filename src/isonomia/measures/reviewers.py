"""Reviewers' load: contests filed, decided, upheld, waiting."""

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Contests per 1,000 people and week, the share upheld, and how many wait for each 1,000 people at the end."""
    contests = outcome.tally.contests.sum(axis=0)
    person_weeks = outcome.people * outcome.weeks
    return {
        ("filed", EVERYONE): 1000 * divided(float(contests[0]), person_weeks),
        ("decided", EVERYONE): 1000 * divided(float(contests[1]), person_weeks),
        ("upheld, of those decided", EVERYONE): divided(float(contests[2]), float(contests[1])),
        ("waiting at the end, per 1,000", EVERYONE): 1000 * divided(outcome.open_contests, outcome.people),
    }


MEASURE = Measure(
    name="reviewers",
    title="Reviewers' load",
    definition=(
        "Contests filed and decided per 1,000 people and week, the share of them upheld, and those waiting at the end."
    ),
    source="definition of this program",
    unit=Unit.PER_THOUSAND,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "decided": Gauge(Unit.PER_THOUSAND, Direction.NEITHER),
        "upheld, of those decided": Gauge(Unit.SHARE, Direction.NEITHER),
        "waiting at the end, per 1,000": Gauge(Unit.OF_THOUSAND, Direction.HIGHER_IS_WORSE),
    },
)
