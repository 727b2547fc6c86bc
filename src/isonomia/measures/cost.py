"""Cost: what it costs the authority to run, and people in lost income."""

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided, years
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """The authority's cost per person and year in the society's money; the share of usual income that people lose."""
    costs = outcome.setting.society.costs
    member_weeks = float(outcome.states("members").mean(axis=0).sum()) * outcome.weeks
    records, decisions = float(outcome.records().sum()), float(outcome.tally.contests[:, 1].sum())
    total = (
        float(costs.person.value) * member_weeks
        + float(costs.record.value) * records
        + float(costs.decision.value) * decisions
    )
    lost = outcome.states("lost_income").mean(axis=0).sum()
    return {
        ("authority, per person and year", EVERYONE): divided(total, outcome.people * years(outcome)),
        ("income lost, share of usual", EVERYONE): divided(float(lost), outcome.people * WHOLE),
    }


MEASURE = Measure(
    name="cost",
    title="Cost",
    definition="The authority's cost for people enrolled, records and decisions, and the income that people lose.",
    source="definition of this program; unit costs from the society file",
    unit=Unit.MONEY,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "income lost, share of usual": Gauge(Unit.SHARE, Direction.HIGHER_IS_WORSE),
    },
)
