"""Harm by error: time under a restriction that true records would not have brought."""

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """Restriction, and that by error, per 1,000 people and week; at the end; its share; weeks to a decision."""
    error = outcome.by_group(outcome.tally.error_weeks).sum(axis=0)[:, 0]
    all_weeks = outcome.by_group(outcome.tally.restricted_weeks).sum(axis=0)[:, 0]
    contests = outcome.by_group(outcome.tally.contests).sum(axis=0)
    sizes, at_the_end = outcome.group_sizes, outcome.states("restricted")[-1]
    found = {}
    for row, group in enumerate([*outcome.groups, EVERYONE]):
        rows = slice(row, row + 1) if row < len(outcome.groups) else slice(None)
        person_weeks = float(sizes[rows].sum()) * outcome.weeks
        found["under restriction by error", group] = 1000 * divided(float(error[rows].sum()), person_weeks)
        found["under restriction", group] = 1000 * divided(float(all_weeks[rows].sum()), person_weeks)
        found["under restriction at the end", group] = 1000 * divided(
            float(at_the_end[rows].sum()), float(sizes[rows].sum())
        )
        found["share of restriction that is error", group] = divided(
            float(error[rows].sum()), float(all_weeks[rows].sum())
        )
        waited, filed = float(contests[rows, 3].sum()), float(contests[rows, 0].sum())
        found["weeks to a decision", group] = divided(waited, filed)
    return found


MEASURE = Measure(
    name="harm_by_error",
    title="Harm by error",
    definition=(
        "Person-weeks under an adverse consequence that true records alone would not have brought, per 1,000 people "
        "and week, on average over the run; all those under one at its end; their share; weeks from contest to "
        "decision, of contests that get one."
    ),
    source=(
        "definition of this program; error in records: FTC, Report to Congress under section 319 of the FACT Act (2012)"
    ),
    unit=Unit.PER_THOUSAND,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "under restriction at the end": Gauge(Unit.OF_THOUSAND, Direction.HIGHER_IS_WORSE),
        "share of restriction that is error": Gauge(Unit.SHARE, Direction.HIGHER_IS_WORSE),
        "weeks to a decision": Gauge(Unit.WEEKS, Direction.HIGHER_IS_WORSE),
    },
)
