"""Readers fall silent by about a fifth after surveillance becomes known."""

from collections.abc import Iterator

from simulation.stylised_facts.fact import Changes, Fact, Row, change, shown, verdict

SOCIETIES = {"chinese-county-2015": "the county", "european-town": "the town"}
SCHEME = "national-list"
NEAR = {"lawful_assembly": "lawful assemblies", "complaint_to_office": "complaints to an office"}
PUBLISHED = (-0.25, -0.15)
"""About a fifth; the study's own interval was not read, so a quarter of it is allowed on each side."""
NO_FEAR: Changes = (("activities.*.fear", "0"),)
ALL_KNOW: Changes = (("response.know", "1"),)


def rows() -> Iterator[Row]:
    for society, words in SOCIETIES.items():
        for activity, title in NEAR.items():
            found = change(society, SCHEME, activity)
            yield Row(
                f"{words}: {title}, which no rule counts",
                "-20 % views of articles on terrorism",
                f"{shown(found)}; if all knew the rules: {shown(change(society, SCHEME, activity, ALL_KNOW))}",
                f"nothing feared: {shown(change(society, SCHEME, activity, NO_FEAR))}",
                verdict(found, *PUBLISHED),
            )
        yield Row(
            f"{words}: critical posts, which a rule takes 30 points for",
            "none: the readers were not punished",
            shown(change(society, SCHEME, "critical_post")),
            f"nothing feared: {shown(change(society, SCHEME, 'critical_post', NO_FEAR))}",
            "not compared",
        )


FACT = Fact(
    name="surveillance",
    title="Surveillance that becomes known: readers fall silent by a fifth",
    source="Penney, Berkeley Technology Law Journal 31 (2016); the figure is second hand",
    setting="`national-list`, which counts critical posts, in two societies. Nobody reads there; assemblies and "
    "complaints stand for what is lawful, near to what is watched, and punished by no rule.",
    rests_on="`fear` of critical posts and the share of it that is felt at acts near them (`near`), both assumptions, and "
    "`response.know`: who does not know the rules fears nothing. What is left with nothing feared comes of trust that "
    "changes under the scheme, and of ties who do otherwise.",
    put_in="That there is a spill-over is put in by `near`; its size follows from `fear`, detection and belief, none of "
    "them from this study.",
    missing="No mechanism. A fifth would take several times as much `fear` as the societies assume (their ranges go to four "
    "times); nobody measured it, so it stays as it is.",
    rows=rows,
)
