"""Step 6 as SQL: what is left of an entry on a day, by constant dates instead of calendar arithmetic.

An entry counts in full on day D exactly if its date is on or after the first day whose date + expires is after D;
that day is a constant of the query, the same on every engine (periods.first_day_reaching).
"""

from collections.abc import Callable
from datetime import date

from isonomia.periods import first_day_reaching
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder, kept_points


def faded_points(builder: Builder, rule: CompiledRule, value: str, day: date) -> str:
    """The points that count on `day` of an entry of this rule with `value` left."""
    sql = _halved(builder, rule, value, day) if rule.halves is not None else value
    if rule.expires is None:
        return sql
    first = builder.dialect.day(first_day_reaching(day, rule.expires))
    return f"CASE WHEN dated >= {first} THEN {sql} ELSE 0 END"


def _halved(builder: Builder, rule: CompiledRule, value: str, day: date) -> str:
    assert rule.halves is not None
    branches = []
    for times in range(kept_points(rule).bit_length()):
        first = builder.dialect.day(first_day_reaching(day, rule.halves, times + 1))
        part = value if times == 0 else builder.dialect.halved(value, 2**times, is_wide=builder.is_wide)
        branches.append(f"WHEN dated >= {first} THEN {part}")
    return f"CASE {' '.join(branches)} ELSE 0 END"


def by_rule(rules: list[CompiledRule], form: Callable[[CompiledRule], str | None], otherwise: str) -> str:
    """A CASE over the rules' positions; rules with the same SQL share a branch."""
    branches: dict[str, list[str]] = {}
    for rule in rules:
        sql = form(rule)
        if sql is not None and sql != otherwise:
            branches.setdefault(sql, []).append(str(rule.position))
    if not branches:
        return otherwise
    covers_all = sum(map(len, branches.values())) == len(rules)
    if covers_all and len(branches) == 1:
        return next(iter(branches))
    cases = " ".join(f"WHEN position IN ({', '.join(places)}) THEN {sql}" for sql, places in branches.items())
    return f"CASE {cases} ELSE {otherwise} END"


def next_fade(builder: Builder, rule: CompiledRule) -> str | None:
    """The first date after today on which the entry's faded points differ; NULL: never."""
    today, dialect = builder.today, builder.dialect
    if rule.expires is None and rule.halves is None:
        return None
    ends = dialect.add("dated", rule.expires) if rule.expires is not None else None
    alive = "points_left <> 0"
    if rule.expires is not None:
        alive = f"dated >= {dialect.day(first_day_reaching(today, rule.expires))} AND {alive}"
    if rule.halves is None:
        return f"CASE WHEN {alive} THEN {ends} END"
    branches = []
    for times in range(kept_points(rule).bit_length()):
        first = dialect.day(first_day_reaching(today, rule.halves, times + 1))
        part = "points_left" if times == 0 else dialect.halved("points_left", 2**times, is_wide=builder.is_wide)
        anniversary = dialect.add("dated", rule.halves, times + 1)
        change = f"CASE WHEN {ends} < {anniversary} THEN {ends} ELSE {anniversary} END" if ends else anniversary
        branches.append(f"WHEN dated >= {first} THEN CASE WHEN {part} <> 0 THEN {change} END")
    return f"CASE WHEN {alive} THEN CASE {' '.join(branches)} END END"
