"""Step 4 as SQL: running sums in the total order cut what passes a cap, per rule, then per pool.

`given` = least(s, cap) - least(s - p, cap), with s the running sum up to and including the entry: the entry that
crosses the cap is cut to fit. Positive and negative points apart. Frames are ROWS, never RANGE: entries of equal
instants must not share a sum.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from isonomia.expression import refine
from isonomia.periods import PeriodUnit, first_day_reaching, period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder, kept_points
from isonomia.score.sql.matches import event_entries
from isonomia.score.sql.periods import period_entries

COMMON = "member, instant, source, event_id, position, dated, is_disputed"


def columns_of(builder: Builder) -> str:
    """The columns of all entries, and whether they bring a ceiling, where the scheme has any."""
    return f"{COMMON}, has_ceiling" if builder.has_ceilings else COMMON


def order_of(builder: Builder, rules: list[CompiledRule]) -> str:
    """The total order of entries of these rules; what is the same for all of them is left out."""
    text_order = builder.dialect.text_order
    columns = ["dated"] if any(rule.is_period for rule in rules) else []
    columns.append("instant")
    if len({rule.source for rule in rules}) > 1:
        columns.append(f"source{text_order}")
    columns.append(f"event_id{text_order}")
    return ", ".join(columns + (["position"] if len(rules) > 1 else []))


def add_entries(builder: Builder, rule: CompiledRule, days: list[date]) -> str:
    """`entry_<rule>`: the rule's entries with their raw points, those that can still matter on one of the days."""
    select = period_entries(builder, rule) if rule.is_period else event_entries(builder, rule)
    first = earliest_that_matters(builder, rule, days)
    if first is not None:
        select = f"SELECT * FROM (\n{select}) AS entries\nWHERE dated >= {builder.dialect.day(first)}"
    return builder.add(f"entry_{rule.name}", select)


def add_ruled(builder: Builder, rule: CompiledRule, base: str) -> str:
    """`ruled_<rule>`: the entries with `points_left` after the rule's own cap."""
    if rule.cap is None:
        return f"(SELECT {columns_of(builder)}, raw AS points_left FROM {base}) AS uncapped"
    sum_of = partial(builder.raw_points, rule=rule)
    return builder.add(f"ruled_{rule.name}", capped(builder, base, "raw", [rule], rule.cap, sum_of))


def union_of(builder: Builder, relations: list[str]) -> str:
    """All entries of several relations."""
    return builder.union([f"SELECT {columns_of(builder)}, points_left FROM {item}" for item in relations])


def capped(
    builder: Builder, base: str, points: str, rules: list[CompiledRule], cap: Cap, sum_of: Callable[[str], str]
) -> str:
    """The SELECT that cuts entries to a cap, their `points` being what earlier caps have left."""
    order = order_of(builder, rules)
    unit = cap.unit
    partition = "member" if unit == "ever" else f"member, {builder.dialect.period_start('dated', unit)}"
    over = f"OVER (PARTITION BY {partition} ORDER BY {order} ROWS UNBOUNDED PRECEDING)"
    sums, given = [], {}
    for sign, part in by_sign(rules, points).items():
        sums.append(f", {sum_of(f'SUM({part}) {over}')} AS {sign}")
        given[sign] = f"LEAST({sign}, {cap.points}) - LEAST({sign} - {part}, {cap.points})"
    kept = " - ".join(f"({sql})" for sql in (given.get("gained", "0"), given.get("lost")) if sql is not None)
    return (
        f"SELECT {columns_of(builder)}, {builder.points(kept)} AS points_left\n"
        f"FROM (SELECT {columns_of(builder)}, {points}{''.join(sums)}\n  FROM {base}) AS summed"
    )


def signs(rules: list[CompiledRule]) -> tuple[bool, bool]:
    """Whether any of the rules can give positive points, and whether any can give negative ones."""
    possible = [refine.signs(rule.points_given) for rule in rules]
    return any(positive for positive, _ in possible), any(negative for _, negative in possible)


def by_sign(rules: list[CompiledRule], points: str) -> dict[str, str]:
    """The magnitude of points that are `gained` and of those that are `lost`, for the signs these rules can give."""
    positive, negative = signs(rules)
    if positive and negative:
        return {"gained": f"GREATEST({points}, 0)", "lost": f"GREATEST(-({points}), 0)"}
    if negative:
        return {"lost": f"(-{points})"}
    return {"gained": points} if positive else {}


# -- which entries can matter at all ------------------------------------------------------------------------


def earliest_that_matters(builder: Builder, rule: CompiledRule, days: list[date]) -> date | None:
    """The first date of entries that can bear on any of the days; None: all of them.

    Points that have faded by all the days count nothing, but take room under a cap beside points that do count; so
    the date goes back to the start of the caps' periods.
    """
    if builder.scheme.steps:
        return None
    pool = builder.scheme.pool_of.get(rule.name)
    rules = [rule] if pool is None else [builder.scheme.rule(name) for name in pool.rules]
    first = earliest(first_counting(item, min(days)) for item in rules)
    if first is None:
        return None
    for cap in (pool.cap if pool is not None else None, rule.cap):
        if cap is not None:
            first = _start(first, cap.unit)
    return first if first > date.min else None


def earliest(firsts: Iterable[date | None]) -> date | None:
    """The first of some dates; None where one of them is open."""
    known = list(firsts)
    return None if None in known else min(first for first in known if first is not None)


def _start(day: date, unit: PeriodUnit) -> date:
    return date.min if day == date.min else period_start(day, unit)


def first_counting(rule: CompiledRule, day: date) -> date | None:
    """The first date whose entries count, or whose ceilings last, on `day` or later; None: there is no first."""
    firsts = []
    if rule.expires is not None:
        firsts.append(first_day_reaching(day, rule.expires))
    if rule.halves is not None:
        firsts.append(first_day_reaching(day, rule.halves, kept_points(rule).bit_length()))
    if not firsts:
        return None
    first = max(firsts)
    if rule.ceiling is not None:
        first = min(first, first_day_reaching(day, rule.ceiling.lasts))
    return first if first > date.min else None
