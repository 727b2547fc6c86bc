"""Steps between bands as SQL: measures taken, entries cut for good on their dates (docs/semantics.md, "Steps").

For each member the steps are worked in the order of their measures' dates; the n-th of them is one CTE.
"""

from isonomia.scheme.scheme import CompiledStep
from isonomia.score.sql.builder import Builder, kept_points
from isonomia.score.sql.caps import columns_of
from isonomia.score.sql.fading import by_rule


def add_measures(builder: Builder) -> None:
    """`measure_taken`: member, measure, taken_on (the first); `step_turn`: the steps in each member's order."""
    dialect, shape = builder.dialect, builder.shape
    withdrawn = ""
    if shape.withdrawals:
        withdrawn = f" AND measure_id NOT IN (SELECT measure_id FROM measure_withdrawal WHERE {builder.known})"
    builder.add(
        "measure_taken",
        "SELECT member, measure, MIN(occurred_on) AS taken_on FROM measure\n"
        f"WHERE {builder.known} AND occurred_at <= {dialect.instant(builder.as_of)}{withdrawn}\n"
        "GROUP BY member, measure",
    )
    sign = builder.scheme.adverse_sign
    rows = [
        f"SELECT {dialect.text(step.measure)} AS measure, {step.hold} AS hold, {step.hold * sign} AS rank_of_hold"
        for step in builder.scheme.steps
    ]
    builder.add("step_of_scheme", builder.union(rows))
    builder.add(
        "step_turn",
        "SELECT m.member, m.taken_on, s.hold, ROW_NUMBER() OVER (\n"
        "  PARTITION BY m.member ORDER BY m.taken_on, s.rank_of_hold) AS turn\n"
        "FROM measure_taken m JOIN step_of_scheme s ON s.measure = m.measure",
    )


def add_cuts(builder: Builder, base: str) -> str:
    """One CTE for each turn: cut the newest adverse entries so that the score is at the hold on the measure's date."""
    for turn in range(1, len(builder.scheme.steps) + 1):
        base = _add_turn(builder, base, turn)
    return base


def _add_turn(builder: Builder, base: str, turn: int) -> str:
    dialect, scheme = builder.dialect, builder.scheme
    sign, kept = scheme.adverse_sign, f"{columns_of(builder)}, points_left"
    builder.add(
        f"at_measure_{turn}",
        f"SELECT e.*, {_halvings(builder)} AS halvings, t.taken_on, t.hold\n"
        f"FROM {base} e LEFT JOIN step_turn t ON t.member = e.member AND t.turn = {turn}",
    )
    absent = f"taken_on IS NULL OR dated > taken_on{_suspended(builder)}"
    counting = builder.points(f"CASE WHEN {absent} THEN 0 ELSE {_points_then(builder)} END")
    builder.add(f"counting_{turn}", f"SELECT {kept}, hold, halvings,\n  {counting} AS counting\nFROM at_measure_{turn}")
    newest_first = ", ".join(
        f"{column} DESC"
        for column in (
            "dated",
            "instant",
            f"source{dialect.text_order}",
            f"event_id{dialect.text_order}",
            "position",
        )
    )
    adverse = f"CASE WHEN counting * {sign} > 0 THEN counting * {sign} ELSE 0 END"
    builder.add(
        f"excess_{turn}",
        f"SELECT {kept}, hold, halvings, {adverse} AS adverse,\n"
        f"  ({scheme.file.score.base} + SUM(counting) OVER (PARTITION BY member) - hold) * {sign} AS excess,\n"
        f"  SUM({adverse}) OVER (PARTITION BY member ORDER BY {newest_first} ROWS UNBOUNDED PRECEDING) AS newest\n"
        f"FROM counting_{turn}",
    )
    # of the excess the newer entries have taken newest - adverse already
    taken = "GREATEST(0, LEAST(adverse, excess - (newest - adverse)))"
    power = _power_of_two(builder)
    most = f"(adverse - {taken}) * {power} + {power} - 1"
    cut = f"LEAST(points_left * {sign}, {most}) * {sign}"
    left = builder.points(f"CASE WHEN hold IS NULL OR {taken} = 0 THEN points_left ELSE {cut} END")
    columns = columns_of(builder)
    return builder.add(f"step_{turn}", f"SELECT {columns}, {left} AS points_left\nFROM excess_{turn}")


def _suspended(builder: Builder) -> str:
    return f" OR (is_disputed AND points_left * {builder.scheme.adverse_sign} > 0)" if builder.suspends else ""


def _halvings(builder: Builder) -> str:
    """How many anniversaries of the entry have passed on the measure's date."""

    def count(rule_index: int) -> str | None:
        rule = builder.scheme.rules[rule_index]
        if rule.halves is None:
            return None
        passed = [
            f"CASE WHEN {builder.dialect.add('dated', rule.halves, times + 1)} <= t.taken_on THEN 1 ELSE 0 END"
            for times in range(max(1, kept_points(rule).bit_length()))
        ]
        return f"({' + '.join(passed)})"

    return by_rule(list(builder.scheme.rules), lambda rule: count(rule.position), "0")


def _points_then(builder: Builder) -> str:
    """The points that counted on the measure's date."""
    scheme, dialect = builder.scheme, builder.dialect
    halved = "points_left"
    if any(rule.halves is not None for rule in scheme.rules):
        halved = dialect.quotient("points_left", _power_of_two(builder))
    ended = by_rule(
        list(scheme.rules),
        lambda rule: f"{dialect.add('dated', rule.expires)} <= taken_on" if rule.expires is not None else None,
        "FALSE",
    )
    return f"CASE WHEN {ended} THEN 0 ELSE {halved} END"


def _power_of_two(builder: Builder) -> str:
    """2 to the power of `halvings`, as a CASE: exact on every engine."""
    most = max((kept_points(rule).bit_length() for rule in builder.scheme.rules if rule.halves is not None), default=0)
    if most == 0:
        return builder.points("1")
    cases = " ".join(
        f"WHEN {times} THEN {builder.points(builder.dialect.text(str(2**times)))}" for times in range(most + 1)
    )
    return f"CASE halvings {cases} END"


def held_score(step_columns: list[tuple[CompiledStep, str]], score: str, day: str, *, higher: bool) -> str:
    """The score, held where a measure was not taken by `day`; a column of the first measure's date for each step."""
    for step, column in step_columns:
        bound = f"{'GREATEST' if higher else 'LEAST'}({score}, {step.hold})"
        score = f"CASE WHEN {column} <= {day} THEN {score} ELSE {bound} END"
    return score
