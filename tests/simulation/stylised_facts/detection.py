"""At equal conduct, who is watched more has more offences on record."""

from collections.abc import Iterator

from isonomia.experiment.paired import estimate
from simulation.stylised_facts.fact import COMES_OUT, DOES_NOT, REPLICATES, Changes, Fact, Row, shipped, shown

WATCHED = {"chinese-county-2015": "rongcheng", "european-town": "uk-totting-up"}
GROUP, ACTIVITY = "newcomers", "traffic_offence"
ALIKE: Changes = ((f"activities.*.detected_by_group.{GROUP}", "1"),)


def ratio(society: str, scheme: str, replicate: int, changes: Changes = ()) -> tuple[float, float]:
    """Acts and detected acts for a member of the watched group, over those of one of the others."""
    one = shipped(society, scheme, replicate, changes)
    row, column, sizes = one.groups.index(GROUP), one.activities.index(ACTIVITY), one.group_sizes
    found = []
    for counts in (one.acts()[:, column], one.records()[:, column, 0]):
        others = (counts.sum() - counts[row]) / (sizes.sum() - sizes[row])
        found.append(float(counts[row] / sizes[row] / others))
    return found[0], found[1]


def factor(value: float) -> str:
    return f"x {value:.2f}"


def rows() -> Iterator[Row]:
    for society, scheme in WATCHED.items():
        pairs = [ratio(society, scheme, replicate) for replicate in range(REPLICATES)]
        done, recorded = (estimate([pair[place] for pair in pairs]) for place in (0, 1))
        alike = estimate([ratio(society, scheme, replicate, ALIKE)[1] for replicate in range(REPLICATES)])
        yield Row(
            f"`{scheme}` in `{society}`: traffic offences of a newcomer, over those of the others",
            "more where one looks more; no figure",
            f"done {shown(done, factor)}, recorded {shown(recorded, factor)}",
            f"detected alike: recorded {shown(alike, factor)}",
            COMES_OUT if recorded.low > done.high else DOES_NOT,
        )


FACT = Fact(
    name="detection",
    title="More detection, more reported offences at equal conduct",
    source="Ensign and others, Runaway Feedback Loops in Predictive Policing (2018); their urn is "
    "[run again](../reproduce.md)",
    setting="The newcomers of both societies do as the others do, and are watched more: 1.3 times in the county, 1.2 times "
    "in the town, both assumptions.",
    rests_on="`detected_by_group`.",
    put_in="How much more they are watched. That it shows in the records and not in conduct is the result.",
    missing="",
    rows=rows,
)
