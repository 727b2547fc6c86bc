"""Points on a licence lower offences by 10 to 20 %, and the effect is gone within 18 months."""

from collections.abc import Iterator

from simulation.stylised_facts.fact import COMES_OUT, DOES_NOT, Changes, Fact, Row, change, shown, verdict

TOWN = "european-town"
SCHEMES = {"flensburg": "Flensburg", "uk-totting-up": "UK totting up"}
ACTIVITIES = {"traffic_offence": "traffic offences", "drunk_driving": "drunk driving"}
PUBLISHED = (-0.20, -0.10)
FIRST_QUARTER, AFTER_18_MONTHS = (0, 12), (80, 104)
NO_POINT_VALUE: Changes = (("response.point_value", "0"),)
NO_FEAR: Changes = (("activities.*.fear", "0"),)


def rows() -> Iterator[Row]:
    for scheme, name in SCHEMES.items():
        for activity, words in ACTIVITIES.items():
            found = change(TOWN, scheme, activity)
            yield Row(
                f"{name}: {words}, two years",
                "-15 to -20 % accidents, deaths, injuries; Spain -14.5 % deaths",
                shown(found),
                f"points worth nothing: {shown(change(TOWN, scheme, activity, NO_POINT_VALUE))}; "
                f"nothing feared: {shown(change(TOWN, scheme, activity, NO_FEAR))}",
                verdict(found, *PUBLISHED),
            )
        yield wearing_off(scheme, name)


def wearing_off(scheme: str, name: str) -> Row:
    """The effect is gone where its interval after 18 months holds nought."""
    first, last = (change(TOWN, scheme, "traffic_offence", (), weeks) for weeks in (FIRST_QUARTER, AFTER_18_MONTHS))
    alone = [
        change(TOWN, scheme, "traffic_offence", NO_POINT_VALUE, weeks) for weeks in (FIRST_QUARTER, AFTER_18_MONTHS)
    ]
    return Row(
        f"{name}: traffic offences, first 12 weeks, then weeks 81 to 104",
        "gone in under 18 months",
        f"{shown(first)}, then {shown(last)}",
        f"points worth nothing: {shown(alone[0])}, then {shown(alone[1])}",
        COMES_OUT if last.high >= 0 else DOES_NOT,
    )


FACT = Fact(
    name="points-licence",
    title="Points on a licence: an effect of 10 to 20 %, gone within 18 months",
    source="Castillo-Manzano and Castro-Nuño, Accident Analysis and Prevention 48 (2012), a meta-analysis; Spain: "
    "Pulido and others (2010)",
    setting="`flensburg` and `uk-totting-up` in `european-town`. The studies count accidents, deaths and injuries; the "
    "town has offences only.",
    rests_on="`response.point_value`, what a point is worth to people (0.02, an assumption). Fear of detection "
    "(`fear`, `response.belief_at_start`) adds next to nothing: an offence that one in 800 times is recorded is "
    "feared as such, even if that is overrated twofold. That one of four figures lies in the published range confirms "
    "nothing: what a point is worth may be anything from 0 to 0.2.",
    put_in="How fast belief in detection comes down (`response.belief_learning`) was taken from the same study. So the "
    "time of wearing off would be no result, even if it came out.",
    missing="Points weigh the same whether an act is recorded once in two or once in 800 times, and for ever. For the "
    "effect to wear off, what points are worth would have to be weighed with the *believed* chance of being recorded, "
    "and that belief would have to start far above the truth, not at twice it: people who overrate rare events "
    "overrate them many times.",
    rows=rows,
)
