"""A scheme that is worth nothing, feared by nobody and felt by nobody leaves conduct exactly as it was."""

from collections.abc import Iterator

from simulation.stylised_facts.fact import COMES_OUT, DOES_NOT, REPLICATES, Changes, Fact, Row, shipped

SETTINGS = {"rongcheng": "chinese-county-2015", "uk-totting-up": "european-town"}
NO_MOTIVE: Changes = (
    ("response.point_value", "0"),
    ("response.belief_after_record", "0"),
    ("activities.*.fear", "0"),
    ("activities.*.crowding_out", "0"),
    ("effects.adverse.*.*", "0"),
    ("effects.benefit.*.*", "0"),
    ("effects.by_area.*.*", "0"),
    ("feelings.*_after_*", "0"),
)


def different(
    society: str, scheme: str, changes: Changes, people: int | None = None, replicates: int = REPLICATES
) -> int:
    """How many counts of acts (by week, group and activity, in periods of four weeks) differ from those without."""
    more = {} if people is None else {"people": people}
    total = 0
    for replicate in range(replicates):
        ours, theirs = shipped(society, scheme, replicate, changes, **more), shipped(society, None, replicate, **more)
        total += int((ours.tally.acts != theirs.tally.acts).sum())
    return total


def rows() -> Iterator[Row]:
    for scheme, society in SETTINGS.items():
        some, none = different(society, scheme, ()), different(society, scheme, NO_MOTIVE)
        yield Row(
            f"`{scheme}` in `{society}`: counts of acts (by period, group and activity) that differ from no scheme",
            "none: a matter of logic",
            f"{some:,}",
            f"{none:,}",
            COMES_OUT if none == 0 < some else DOES_NOT,
        )


FACT = Fact(
    name="no-motive",
    title="No incentive and no fear: the baseline, byte for byte",
    source="definition: what moves nobody changes nothing",
    setting="Two schemes with the stated values, and with everything that could move anybody at nought; records, scores and "
    "consequences go on.",
    rests_on="All that moves people: `point_value`, `fear`, `crowding_out`, `effects`, `feelings`, `belief_after_record`.",
    put_in="Nothing.",
    missing="",
    rows=rows,
)
