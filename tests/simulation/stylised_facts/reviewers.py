"""Appeals that nobody reads leave errors standing."""

from collections.abc import Iterator

from isonomia.experiment.paired import Estimate, estimate
from simulation.stylised_facts.fact import REPLICATES, Changes, Fact, Row, shipped, shown, verdict

SOCIETY, SCHEME, PEOPLE = "university", "school-house-points", 5_000
NOBODY: Changes = (("contest.reviewers", "0"),)


def contests(changes: Changes) -> list[tuple[int, int, int]]:
    """Contests filed, decided, upheld in each replicate."""
    found = []
    for replicate in range(REPLICATES):
        one = shipped(SOCIETY, SCHEME, replicate, changes, PEOPLE)
        filed, decided, upheld, _ = one.tally.contests.sum(axis=0).tolist()
        found.append((filed, decided, upheld))
    return found


def put_right(changes: Changes) -> Estimate:
    """The share of contested records that is put right within the two years."""
    return estimate([upheld / filed for filed, _, upheld in contests(changes)])


def rows() -> Iterator[Row]:
    some, none = put_right(()), put_right(NOBODY)
    yield Row(
        "Of contested records, put right within two years",
        "70 % of disputed credit reports were modified (United States, 2012)",
        shown(some),
        shown(none),
        verdict(some, 0.70, 0.70),
    )


FACT = Fact(
    name="reviewers",
    title="Appeals without reviewers leave errors standing",
    source="Federal Trade Commission, Report to Congress under section 319 of the FACT Act (2012), second hand: what "
    "disputes put right where somebody reads them",
    setting="`school-house-points` in `university`, 5,000 people.",
    rests_on="`contest.reviewers` (decisions a week for 1,000 people).",
    put_in="How often a wrong record is put right once it is read (`contest.upheld_when_false`, 70 %) is the figure of the "
    "study. The share of *all* contests is lower, as most here attack records that are true. Where a contest suspends the "
    "points, as here, an unread one suspends them for good: the record stays, and people are spared its points.",
    missing="A study of disputes in a scheme such as this one. That the share is nought without reviewers is a matter of "
    "logic, not of the study.",
    rows=rows,
)
