"""Unit and direction of harm of every item that a run has."""

from isonomia.measures.measure import Direction, Unit

WORSE, BETTER, NEITHER = Direction.HIGHER_IS_WORSE, Direction.LOWER_IS_WORSE, Direction.NEITHER
ITEMS = {
    ("conduct", "any activity"): (Unit.RATE, NEITHER),
    ("lawful_conduct", "all lawful acts"): (Unit.RATE, BETTER),
    ("equal_conduct", "without harm, adverse band"): (Unit.SHARE, WORSE),
    ("equal_conduct", "with harm, adverse band"): (Unit.SHARE, WORSE),
    ("equal_conduct", "equalized odds difference"): (Unit.SHARE, WORSE),
    ("equal_conduct", "selection ratio"): (Unit.SHARE, BETTER),
    ("harm_by_error", "under restriction by error"): (Unit.PER_THOUSAND, WORSE),
    ("harm_by_error", "under restriction"): (Unit.PER_THOUSAND, WORSE),
    ("harm_by_error", "under restriction at the end"): (Unit.OF_THOUSAND, WORSE),
    ("harm_by_error", "share of restriction that is error"): (Unit.SHARE, WORSE),
    ("harm_by_error", "weeks to a decision"): (Unit.WEEKS, WORSE),
    ("traps", "in the lowest band"): (Unit.SHARE, WORSE),
    ("traps", "chance to leave in a week"): (Unit.SHARE, BETTER),
    ("traps", "weeks in it so far"): (Unit.WEEKS, WORSE),
    ("validity", "score ranks true conduct"): (Unit.COEFFICIENT, BETTER),
    ("gaming", "good acts that are paid"): (Unit.RATE, NEITHER),
    ("gaming", "good acts that are not"): (Unit.RATE, NEITHER),
    ("trust", "trust"): (Unit.SHARE, NEITHER),
    ("trust", "strain"): (Unit.SHARE, WORSE),
    ("segregation", "assortativity by band"): (Unit.COEFFICIENT, WORSE),
    ("privacy", "records made per person and year"): (Unit.RATE, WORSE),
    ("privacy", "facts held per person"): (Unit.COUNT, WORSE),
    ("privacy", "singled out by district, group, score"): (Unit.SHARE, WORSE),
    ("reviewers", "filed"): (Unit.PER_THOUSAND, WORSE),
    ("reviewers", "decided"): (Unit.PER_THOUSAND, NEITHER),
    ("reviewers", "upheld, of those decided"): (Unit.SHARE, NEITHER),
    ("reviewers", "waiting at the end, per 1,000"): (Unit.OF_THOUSAND, WORSE),
    ("benefits", "with a benefit"): (Unit.SHARE, BETTER),
    ("cost", "authority, per person and year"): (Unit.MONEY, WORSE),
    ("cost", "income lost, share of usual"): (Unit.SHARE, WORSE),
}
