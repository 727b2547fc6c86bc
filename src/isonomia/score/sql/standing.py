"""Steps 7 and 8 as SQL: from the sums of today and of every assessment day that can still matter to the standing."""

from collections.abc import Sequence
from datetime import date

from isonomia.periods import add, next_assessment
from isonomia.scheme.scheme import CompiledBand
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.holds import held_score
from isonomia.score.sql.totals import column
from isonomia.score.steps.band import assessment_days


def asked_days(builder: Builder) -> list[date]:
    """Today and the assessment days that can still matter, latest first."""
    days = assessment_days(builder.scheme, builder.today) if builder.scheme.bands else []
    return sorted({builder.today, *days}, reverse=True)


def add_standing(builder: Builder) -> None:
    """`standing`: score, band and next fade of everyone listed."""
    days = assessment_days(builder.scheme, builder.today) if builder.scheme.bands else []
    _add_score(builder, days)
    _add_band(builder, days)


def _add_score(builder: Builder, days: Sequence[date]) -> None:
    """Clamp and hold the sums; a member without entries has the base."""
    scheme, dialect = builder.scheme, builder.dialect
    low, high = scheme.file.score.range or (None, None)
    columns, joins = ["l.member"], ["LEFT JOIN total t ON t.member = l.member"]
    steps = []
    for number, step in enumerate(scheme.steps if builder.shape.measures else ()):
        joins.append(
            f"LEFT JOIN measure_taken m{number} ON m{number}.member = l.member"
            f" AND m{number}.measure = {dialect.text(step.measure)}"
        )
        steps.append((step, f"m{number}.taken_on"))
    for day in asked_days(builder):
        score = f"({scheme.file.score.base} + COALESCE(t.sum_{column(day)}, 0))"
        if low is not None:
            score = f"GREATEST({low}, {score})"
        if high is not None:
            score = f"LEAST({high}, {score})"
        if builder.shape.measures:
            score = held_score(steps, score, dialect.day(day), higher=scheme.higher_is_better)
        else:
            for step in scheme.steps:
                score = f"{'GREATEST' if scheme.higher_is_better else 'LEAST'}({score}, {step.hold})"
        columns.append(f"{score} AS score_{column(day)}")
    columns += [f"t.ceiling_{column(day)}" for day in days] if builder.has_ceilings else []
    columns.append("t.next_fade")
    builder.add("score", f"SELECT {(',' + chr(10) + '  ').join(columns)}\nFROM listed l\n" + "\n".join(joins))


def _add_band(builder: Builder, days: Sequence[date]) -> None:
    dialect = builder.dialect
    today = column(builder.today)
    band = f"CAST(NULL AS {dialect.text_type})"
    base = "score"
    if builder.scheme.bands:
        base = builder.add("assessment", _assessments(builder, days))
        lasting = [_lasting(builder, day) for day in days]
        in_force = f"GREATEST({', '.join(lasting)})" if len(lasting) > 1 else lasting[0]
        names = " ".join(f"WHEN {item.goodness} THEN {dialect.text(item.name)}" for item in builder.scheme.bands)
        band = f"CASE {in_force} {names} END"
    builder.add(
        "standing",
        f"SELECT member, {dialect.narrow(f'score_{today}')} AS score, {band} AS band, next_fade\nFROM {base}",
    )


def _assessments(builder: Builder, days: Sequence[date]) -> str:
    """The goodness of the band that each assessment day gave: of its score, and no better than a ceiling."""
    today = column(builder.today)
    columns = ["member", f"score_{today}", "next_fade"]
    for day in days:
        goodness = _earned(builder, f"score_{column(day)}")
        if builder.has_ceilings:
            goodness = f"LEAST({goodness}, COALESCE(ceiling_{column(day)}, {len(builder.scheme.bands)}))"
        columns.append(f"{goodness} AS given_{column(day)}")
    return f"SELECT {(',' + chr(10) + '  ').join(columns)}\nFROM score"


def _earned(builder: Builder, score: str) -> str:
    branches = " ".join(
        f"WHEN {score} >= {band.begins} THEN {band.goodness}"
        for band in reversed(builder.scheme.bands)
        if band.begins is not None
    )
    lowest = builder.scheme.bands[0]
    return f"CASE {branches} ELSE {lowest.goodness} END" if branches else str(lowest.goodness)


def _lasting(builder: Builder, day: date) -> str:
    """The best band that what an assessment day gave still keeps in force today; -1: none of them lasts."""
    scheme = builder.scheme
    following = next_assessment(day, scheme.file.score.schedule)

    def lasts(band: CompiledBand) -> bool:
        end = add(following, band.grace) if band.grace is not None else following
        return builder.today < end

    keeps: dict[int, int] = {}
    for given in range(len(scheme.bands)):
        keeps[given] = max((g for g in range(given + 1) if lasts(scheme.band_at(g))), default=-1)
    if all(kept == given for given, kept in keeps.items()):
        return f"given_{column(day)}"
    cases = " ".join(f"WHEN {given} THEN {kept}" for given, kept in keeps.items())
    return f"CASE given_{column(day)} {cases} END"
