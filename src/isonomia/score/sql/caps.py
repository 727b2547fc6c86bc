"""Step 4 as SQL: running sums in the total order cut what passes a cap, per rule, then per pool.

`given` = least(s, cap) - least(s - p, cap), with s the running sum up to and including the entry: the entry that
crosses the cap is cut to fit. Positive and negative points apart. Frames are ROWS, never RANGE: entries of equal
instants must not share a sum.
"""

from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.fading import by_rule
from isonomia.score.sql.matches import event_entries
from isonomia.score.sql.periods import period_entries

COMMON = "member, instant, source, event_id, position, dated, is_disputed"


def add_entries(builder: Builder) -> str:
    """`entry`: all entries with `points_left` after caps; returns the name of the last relation."""
    scheme = builder.scheme
    kept: list[str] = []
    for is_capped in (False, True):
        rules = [rule for rule in scheme.rules if (rule.cap is not None) == is_capped]
        if not rules:
            continue
        name = builder.add(
            "entry_capped" if is_capped else "entry_uncapped",
            builder.union([period_entries(builder, r) if r.is_period else event_entries(builder, r) for r in rules]),
        )
        kept.append(_rule_caps(builder, name, rules) if is_capped else _select(builder, name, "raw"))
    if not kept:
        return builder.add("entry", _no_entries(builder))
    current = builder.add("entry_ruled", builder.union(kept))
    for pool in scheme.pools:
        current = _pool_cap(builder, current, pool.name, [scheme.rule(name) for name in pool.rules], pool.cap)
    return current


def ceiling_name(builder: Builder) -> str:
    """The column that says whether an entry brings a ceiling, where the scheme has any."""
    return ", has_ceiling" if builder.has_ceilings else ""


def _select(builder: Builder, base: str, left: str) -> str:
    return f"SELECT {COMMON}{ceiling_name(builder)}, {left} AS points_left\nFROM {base}"


def _no_entries(builder: Builder) -> str:
    dialect = builder.dialect
    ceiling = ", FALSE AS has_ceiling" if builder.has_ceilings else ""
    return (
        f"SELECT '' AS member, {dialect.instant(builder.as_of)} AS instant, '' AS source, '' AS event_id, 0 AS position,"
        f" {dialect.day(builder.today)} AS dated, FALSE AS is_disputed{ceiling}, {builder.points('0')} AS points_left"
        "\nWHERE FALSE"
    )


def _rule_caps(builder: Builder, base: str, rules: list[CompiledRule]) -> str:
    """Cap by cap period; a rule's entries are of one source, or periods, so their order needs no source."""
    dialect = builder.dialect
    units = {rule.cap.unit for rule in rules if rule.cap is not None}
    period = by_rule(rules, lambda rule: dialect.period_start("dated", rule.cap.unit) if rule.cap else None, "dated")
    partition = "member, position" + ("" if units == {"ever"} else ", cap_period")
    cap = by_rule(rules, lambda rule: str(rule.cap.points) if rule.cap else None, "0")
    order = (
        f"dated, instant, event_id{dialect.text_order}"
        if any(r.is_period for r in rules)
        else f"instant, event_id{dialect.text_order}"
    )
    summed = _running_sums(
        builder, f"(SELECT *, {period} AS cap_period FROM {base}) AS with_period", "raw", rules, partition, order
    )
    return _select(builder, f"({summed}) AS summed", _given(rules, "raw", cap))


def _pool_cap(builder: Builder, base: str, pool: str, rules: list[CompiledRule], cap: Cap) -> str:
    dialect = builder.dialect
    positions = ", ".join(str(rule.position) for rule in rules)
    unit = cap.unit
    partition = "member" if unit == "ever" else f"member, {dialect.period_start('dated', unit)}"
    first = "dated, " if any(rule.is_period for rule in rules) else ""
    order = f"{first}instant, source{dialect.text_order}, event_id{dialect.text_order}, position"
    summed = _running_sums(builder, f"{base} WHERE position IN ({positions})", "points_left", rules, partition, order)
    return builder.add(
        f"pool_{pool}",
        f"SELECT {COMMON}{ceiling_name(builder)}, points_left\nFROM {base} WHERE position NOT IN ({positions})\nUNION ALL\n"
        + _select(builder, f"({summed}) AS summed", _given(rules, "points_left", str(cap.points))),
    )


def _signs(rules: list[CompiledRule]) -> tuple[bool, bool]:
    """Whether any of the rules can give positive points, and whether any can give negative ones."""
    return any(rule.points.bounds.high > 0 for rule in rules), any(rule.points.bounds.low < 0 for rule in rules)


def _running_sums(
    builder: Builder, base: str, points: str, rules: list[CompiledRule], partition: str, order: str
) -> str:
    over = f"OVER (PARTITION BY {partition} ORDER BY {order} ROWS UNBOUNDED PRECEDING)"
    positive, negative = _signs(rules)
    sums = []
    if positive:
        gain = points if not negative else f"GREATEST({points}, 0)"
        sums.append(builder.points(f"SUM({gain}) {over}") + " AS gained")
    if negative:
        loss = f"-{points}" if not positive else f"GREATEST(-{points}, 0)"
        sums.append(builder.points(f"SUM({loss}) {over}") + " AS lost")
    columns = "".join(f", {item}" for item in sums)
    return f"SELECT {COMMON}{ceiling_name(builder)}, {points}{columns}\n  FROM {base}"


def _given(rules: list[CompiledRule], points: str, cap: str) -> str:
    positive, negative = _signs(rules)
    parts = []
    if positive:
        gain = points if not negative else f"GREATEST({points}, 0)"
        parts.append(f"LEAST(gained, {cap}) - LEAST(gained - {gain}, {cap})")
    if negative:
        loss = f"(-{points})" if not positive else f"GREATEST(-{points}, 0)"
        sign = " - " if parts else "-"
        parts.append(f"{sign}(LEAST(lost, {cap}) - LEAST(lost - {loss}, {cap}))")
    return "".join(parts) or "0"
