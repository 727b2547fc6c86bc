"""Period rules as SQL: complete calendar periods wholly inside membership, with what happened in them."""

from datetime import datetime

from isonomia.expression.dialects.base import Dialect
from isonomia.expression.tree import Aggregate, Type
from isonomia.periods import Duration, PeriodUnit, period_start
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.matches import ceiling_column, nested, period_compiler
from isonomia.score.steps.period_rules import aggregates_of

# Period entries come first on their date. Sorted by date and then by this instant they do, in every time zone.
BEFORE_ALL_EVENTS = datetime(1800, 1, 1)
PERIOD_DURATION: dict[str, Duration] = {
    "day": Duration(1, "days"),
    "week": Duration(7, "days"),
    "month": Duration(1, "months"),
    "quarter": Duration(3, "months"),
    "year": Duration(12, "months"),
}


def add_periods(builder: Builder) -> None:
    """For each unit `calendar_<unit>` and `membership_<unit>`; for each aggregate of each rule its values."""
    for unit in sorted({rule.written.unit for rule in builder.scheme.period_rules}):
        _add_calendar(builder, unit)
    for rule in builder.scheme.period_rules:
        for number, item in enumerate(distinct_aggregates(rule)):
            _add_aggregate(builder, rule, number, item)


def distinct_aggregates(rule: CompiledRule) -> list[Aggregate]:
    """Each aggregate that the rule reads, once."""
    seen: dict[tuple[str, str, str | None], Aggregate] = {}
    for item in aggregates_of(rule):
        seen.setdefault((item.function, item.target, item.field), item)
    return list(seen.values())


def _add_calendar(builder: Builder, unit: PeriodUnit) -> None:
    """The periods of a unit that are complete today: first_day, dated (the first day after), name."""
    dialect, today = builder.dialect, builder.today
    last = period_start(today, unit)
    after = dialect.add("first_day", PERIOD_DURATION[unit])
    low = dialect.period_start("first", unit)
    starts = dialect.period_starts(f"(SELECT MIN({low}) AS low FROM enrolment) AS earliest", last, unit)
    builder.add(f"start_of_{unit}", starts)
    builder.add(
        f"calendar_{unit}",
        f"SELECT first_day, {after} AS dated, {_name(dialect, unit)} AS name\n"
        f"FROM start_of_{unit} WHERE {after} <= {dialect.day(today)}",
    )
    builder.add(
        f"membership_{unit}",
        f"SELECT e.member, c.first_day, c.dated, c.name\nFROM enrolment e JOIN calendar_{unit} c\n"
        f"  ON c.first_day >= e.first AND (e.last IS NULL OR c.dated <= {dialect.add('e.last', Duration(1, 'days'))})",
    )


def _name(dialect: Dialect, unit: PeriodUnit) -> str:
    """The period's name, as periods.period_name writes it."""
    year = dialect.padded(dialect.date_part("year", "first_day"), 4)
    month = dialect.padded(dialect.date_part("month", "first_day"), 2)
    if unit == "year":
        return year
    if unit == "quarter":
        quarter = f"CAST({dialect.date_part('quarter', 'first_day')} AS {dialect.text_type})"
        return dialect.concat(year, "'-Q'", quarter)
    if unit == "month":
        return dialect.concat(year, "'-'", month)
    if unit == "week":
        week = dialect.padded(dialect.date_part("week", "first_day"), 2)
        return dialect.concat(dialect.padded(dialect.iso_year("first_day"), 4), "'-W'", week)
    day = dialect.padded(dialect.date_part("day", "first_day"), 2)
    return dialect.concat(year, "'-'", month, "'-'", day)


def _add_aggregate(builder: Builder, rule: CompiledRule, number: int, item: Aggregate) -> None:
    unit = rule.written.unit
    is_rule = item.field is None and item.target not in builder.scheme.fields
    base = f"match_{item.target}" if is_rule else f"fact_{item.target}"
    value = "COUNT(*)"
    if item.field is not None:
        column = f"data_{item.field}"
        if item.type is Type.DECIMAL:
            column = builder.dialect.millionths(column)
        if item.function == "SUM":
            column = builder.dialect.wide(column)
        value = f"{item.function}({column})"
    start = builder.dialect.period_start("occurred_on", unit)
    builder.add(
        f"value_{rule.name}_{number}",
        f"SELECT member, first_day, {value} AS value\n"
        f"FROM (SELECT *, {start} AS first_day FROM {base}) AS dated_facts\nGROUP BY member, first_day",
    )


def period_entries(builder: Builder, rule: CompiledRule) -> str:
    """The SELECT that turns the periods of a period rule into entries."""
    items = distinct_aggregates(rule)
    keys = [(item.function, item.target, item.field) for item in items]
    compiler = period_compiler(
        builder, rule, lambda item: f"value_{keys.index((item.function, item.target, item.field))}"
    )
    condition = f"\nWHERE {compiler.condition(rule.when)}" if rule.when is not None else ""
    raw = f"COALESCE({compiler.points(rule.points)}, 0)"
    ceiling = ceiling_column(builder, rule, compiler)
    base = nested(_periods_with_values(builder, rule, items), compiler, builder)
    dialect = builder.dialect
    return (
        f"SELECT member, {dialect.instant(BEFORE_ALL_EVENTS)} AS instant, '' AS source, name AS event_id,"
        f" {rule.position} AS position, dated, FALSE AS is_disputed, {builder.raw_points(raw, rule)} AS raw{ceiling}\n"
        f"FROM {base}{condition}"
    )


def _periods_with_values(builder: Builder, rule: CompiledRule, items: list[Aggregate]) -> str:
    unit = rule.written.unit
    columns, joins = ["m.member", "m.dated", "m.name"], [f"membership_{unit} m"]
    for number, item in enumerate(items):
        value = f"v{number}.value"
        if item.function in ("COUNT", "SUM"):
            value = f"COALESCE({value}, 0)"
        columns.append(f"{value} AS value_{number}")
        joins.append(
            f"LEFT JOIN value_{rule.name}_{number} v{number}"
            f" ON v{number}.member = m.member AND v{number}.first_day = m.first_day"
        )
    return f"(SELECT {', '.join(columns)}\n  FROM {(chr(10) + '  ').join(joins)}) AS periods"
