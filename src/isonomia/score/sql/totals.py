"""Steps 5 to 7 as SQL: what the entries of each rule add up to on each day that is asked for, member by member.

A rule that no other one shares a cap with is summed by itself. If it neither halves nor rests under disputes, its cap
needs no order of entries at all: what was given in a period before a date is least(cap, what was earned before it),
so what counts on a day is the difference of two such sums. That replaces the sort by a hash, and is exact.
"""

from datetime import date

from isonomia.periods import first_day_reaching
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.caps import add_entries, add_ruled, by_sign, signs, union_of
from isonomia.score.sql.fading import by_rule, faded_points, next_fade
from isonomia.score.sql.holds import add_cuts, add_measures
from isonomia.score.sql.pools import add_pooled, pool_parts

NO_DATE = "CAST(NULL AS DATE)"


def add_totals(builder: Builder, days: list[date]) -> None:
    """`total`: one row a member with the sums for the days, the ceilings on them, and the next fade."""
    scheme = builder.scheme
    parts: list[str] = []
    if scheme.steps and builder.shape.measures:
        add_measures(builder)
        relations = _after_caps(builder, {rule.name: add_entries(builder, rule, days) for rule in scheme.rules})
        cut = add_cuts(builder, builder.add("entry_left", union_of(builder, relations))) if relations else None
        parts = [_part(builder, cut, list(scheme.rules), days)] if cut else []
    else:
        for rule in scheme.rules:
            if rule.name not in scheme.pool_of:
                parts.append(_rule_part(builder, rule, add_entries(builder, rule, days), days))
        for pool in scheme.pools:
            parts += [_part(builder, part.relation, part.rules, days) for part in pool_parts(builder, pool, days)]
    _add_sum(builder, parts, days)


def _after_caps(builder: Builder, entries: dict[str, str]) -> list[str]:
    scheme = builder.scheme
    single = [rule for rule in scheme.rules if rule.name not in scheme.pool_of]
    ruled = [add_ruled(builder, rule, entries[rule.name]) for rule in single]
    return ruled + [add_pooled(builder, pool, entries) for pool in scheme.pools]


def _rule_part(builder: Builder, rule: CompiledRule, entries: str, days: list[date]) -> str:
    positive, negative = signs([rule])
    if rule.cap is None or rule.halves is not None or builder.suspends or positive == negative:
        return _part(builder, add_ruled(builder, rule, entries), [rule], days)
    return _part_by_period(builder, rule, entries, days)


def column(day: date) -> str:
    """The suffix of the columns of a day."""
    return f"{day:%Y%m%d}"


def ceiling_days(builder: Builder, days: list[date]) -> list[date]:
    """The days for which ceilings are asked: today only if it is an assessment day, which it then is among them."""
    return days if builder.has_ceilings else []


def _part(builder: Builder, relation: str, rules: list[CompiledRule], days: list[date]) -> str:
    """The sums over entries that know their `points_left`."""
    sign = builder.scheme.adverse_sign
    value = "points_left"
    if builder.suspends:
        value = f"CASE WHEN is_disputed AND points_left * {sign} > 0 THEN 0 ELSE points_left END"
    columns = ["member"]
    for day in days:
        points = by_rule(rules, lambda rule, day=day: faded_points(builder, rule, "counting", day), "0")  # type: ignore[misc]
        if day < builder.today:
            points = f"CASE WHEN dated <= {builder.dialect.day(day)} THEN {points} ELSE 0 END"
        columns.append(f"SUM({points}) AS sum_{column(day)}")
    columns += [f"MIN({_ceiling(builder, rules, day)}) AS ceiling_{column(day)}" for day in ceiling_days(builder, days)]
    columns.append(f"{_earliest_fade(builder, rules)} AS next_fade")
    return (
        f"SELECT {', '.join(columns)}\nFROM (SELECT *, {value} AS counting FROM {relation}) AS counted GROUP BY member"
    )


def _earliest_fade(builder: Builder, rules: list[CompiledRule]) -> str:
    """The first fade of all entries.

    Date + expiry never goes backwards, so of one rule the oldest entry that counts fades first, and calendar arithmetic
    is done once a member instead of once an entry.
    """
    only = rules[0] if len(rules) == 1 else None
    if only is None or only.expires is None or only.halves is not None:
        return f"MIN({by_rule(rules, lambda rule: next_fade(builder, rule), NO_DATE)})"
    alive = builder.dialect.day(first_day_reaching(builder.today, only.expires))
    oldest = f"MIN(CASE WHEN dated >= {alive} AND points_left <> 0 THEN dated END)"
    return builder.dialect.add(oldest, only.expires)


def _part_by_period(builder: Builder, rule: CompiledRule, entries: str, days: list[date]) -> str:
    """The sums of a rule of one sign with a cap, from what was earned in each period before the dates that matter."""
    assert rule.cap is not None
    dialect = builder.dialect
    ((kind, earned),) = by_sign([rule], "raw").items()
    sign = "-" if kind == "lost" else ""
    group = "member" if rule.cap.unit == "ever" else f"member, {dialect.period_start('dated', rule.cap.unit)}"
    inner, outer = ["member"], ["member"]
    for day in days:
        inner += _earned_by(builder, rule, earned, day)
        outer.append(f"{sign}SUM({_given_by(rule, day)}) AS sum_{column(day)}")
    for day in ceiling_days(builder, days):
        inner.append(f"MIN({_ceiling(builder, [rule], day)}) AS ceiling_{column(day)}")
        outer.append(f"MIN(ceiling_{column(day)}) AS ceiling_{column(day)}")
    if rule.expires is not None:
        # the first entry that is still alive has points left exactly if the cap had room before it
        alive = dialect.day(first_day_reaching(builder.today, rule.expires))
        inner.append(f"MIN(CASE WHEN dated >= {alive} AND raw <> 0 THEN dated END) AS first_alive")
        first = f"MIN(CASE WHEN {_given_by(rule, builder.today)} > 0 THEN first_alive END)"
        outer.append(f"{dialect.add(first, rule.expires)} AS next_fade")
    else:
        outer.append(f"{NO_DATE} AS next_fade")
    return (
        f"SELECT {', '.join(outer)}\nFROM (SELECT {', '.join(inner)}\n"
        f"  FROM {entries} GROUP BY {group}) AS periods GROUP BY member"
    )


def _earned_by(builder: Builder, rule: CompiledRule, earned: str, day: date) -> list[str]:
    """The columns of a period: what was earned up to a day, and of that what has ended by it, as magnitudes."""
    upto = earned if day >= builder.today else f"CASE WHEN dated <= {builder.dialect.day(day)} THEN {earned} ELSE 0 END"
    columns = [f"SUM({upto}) AS upto_{column(day)}"]
    if rule.expires is not None:
        ended = builder.dialect.day(first_day_reaching(day, rule.expires))
        columns.append(f"SUM(CASE WHEN dated < {ended} THEN {earned} ELSE 0 END) AS ended_{column(day)}")
    return columns


def _given_by(rule: CompiledRule, day: date) -> str:
    """What of a period counts on a day, once the cap is applied."""
    assert rule.cap is not None
    given = f"LEAST(upto_{column(day)}, {rule.cap.points})"
    return given if rule.expires is None else f"({given} - LEAST(ended_{column(day)}, {rule.cap.points}))"


def _ceiling(builder: Builder, rules: list[CompiledRule], day: date) -> str:
    """The goodness that a match's ceiling allows on an assessment day; NULL where it does not cover the day."""
    limited = [rule for rule in rules if rule.ceiling is not None]
    if not limited:
        return "CAST(NULL AS INTEGER)"
    goodness = by_rule(rules, lambda rule: str(rule.ceiling.goodness) if rule.ceiling is not None else None, "NULL")
    first = by_rule(
        limited,
        lambda rule: builder.dialect.day(first_day_reaching(day, rule.ceiling.lasts)) if rule.ceiling else None,
        builder.dialect.day(date.max),
    )
    rests = " AND NOT is_disputed" if builder.suspends else ""
    covers = f"has_ceiling{rests} AND dated <= {builder.dialect.day(day)} AND dated >= {first}"
    return f"CASE WHEN {covers} THEN {goodness} END"


def _add_sum(builder: Builder, parts: list[str], days: list[date]) -> None:
    """Add the parts up; without any rule there is nobody to add up for."""
    columns = [f"SUM(sum_{column(day)}) AS sum_{column(day)}" for day in days]
    columns += [f"MIN(ceiling_{column(day)}) AS ceiling_{column(day)}" for day in ceiling_days(builder, days)]
    if not parts:
        empty = [f"{builder.points('0')} AS sum_{column(day)}" for day in days]
        empty += [f"CAST(NULL AS INTEGER) AS ceiling_{column(day)}" for day in ceiling_days(builder, days)]
        text = f"CAST('' AS {builder.dialect.text_type}) AS member"
        select = ", ".join([text, *empty, f"{NO_DATE} AS next_fade"])
        builder.add("total", f"SELECT * FROM (SELECT {select}) AS nobody WHERE member <> ''")
        return
    builder.add("part", builder.union(parts))
    builder.add("total", f"SELECT member, {', '.join(columns)}, MIN(next_fade) AS next_fade\nFROM part GROUP BY member")
