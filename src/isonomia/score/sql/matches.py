"""Steps 2 and 3 as SQL: for each rule its matches, with their points.

All entries have the columns member, instant, source, event_id, position, dated, is_disputed, raw, and has_ceiling
where the scheme has ceilings.
"""

from collections.abc import Callable

from isonomia.expression.to_sql import SqlCompiler
from isonomia.expression.tree import Aggregate, names_in
from isonomia.scheme.scheme import CompiledRule
from isonomia.score.sql.builder import Builder


def add_event_matches(builder: Builder) -> None:
    """For each event rule `match_<rule>`: its matches, with `nth` if the rule counts."""
    for rule in builder.scheme.rules:
        if not rule.is_period:
            _add_match(builder, rule)


def _add_match(builder: Builder, rule: CompiledRule) -> None:
    fields = _fields_kept(builder, rule)
    columns = ", ".join(["event_id", "member", "occurred_at", "occurred_on", "is_disputed", *fields])
    condition, base = condition_of(builder, rule, f"fact_{rule.source}")
    where = f"\nWHERE {condition}" if condition is not None else ""
    builder.add(f"match_{rule.name}", f"SELECT {columns}\nFROM {base}{where}")
    if rule.written.nth is not None:
        _add_nth(builder, rule, columns)


def condition_of(builder: Builder, rule: CompiledRule, base: str) -> tuple[str | None, str]:
    """An event rule's condition (None: always), and the relation with what it is computed from."""
    if rule.when is None:
        return None, base
    compiler = event_compiler(builder, f"when_{rule.name}")
    condition = compiler.condition(rule.when)
    return condition, nested(base, compiler, builder)


def _fields_kept(builder: Builder, rule: CompiledRule) -> list[str]:
    """The fields that points and ceiling still need after the condition is decided."""
    names = names_in(rule.points) | names_in(rule.ceiling.when if rule.ceiling else None)
    return [f"data_{name}" for name in builder.fields_read(rule.source or "") if name in names]


def _add_nth(builder: Builder, rule: CompiledRule, columns: str) -> None:
    """Number the matches: each is +1 at its date and -1 at date + window, before that day's matches."""
    assert rule.written.nth is not None
    within, order = rule.written.nth.within, f"occurred_at, event_id{builder.dialect.text_order}"
    if within is None:
        builder.add(
            f"nth_{rule.name}",
            f"SELECT {columns}, ROW_NUMBER() OVER (PARTITION BY member ORDER BY {order}) AS nth\n"
            f"FROM match_{rule.name}",
        )
        return
    end = builder.dialect.add("occurred_on", within)
    builder.add(
        f"change_{rule.name}",
        f"SELECT {columns}, occurred_on AS changes_on, 1 AS change FROM match_{rule.name}\nUNION ALL\n"
        f"SELECT {columns}, {end} AS changes_on, -1 AS change FROM match_{rule.name}",
    )
    builder.add(
        f"nth_{rule.name}",
        f"SELECT {columns}, nth FROM (\n"
        f"  SELECT {columns}, change, SUM(change) OVER (PARTITION BY member\n"
        f"    ORDER BY changes_on, change, {order} ROWS UNBOUNDED PRECEDING) AS nth\n"
        f"  FROM change_{rule.name}) AS counted\nWHERE change = 1",
    )


def event_entries(builder: Builder, rule: CompiledRule) -> str:
    """The SELECT that turns the matches of an event rule into entries."""
    compiler = event_compiler(builder, f"points_{rule.name}")
    raw = f"COALESCE({compiler.points(rule.points)}, 0)"
    ceiling = ceiling_column(builder, rule, compiler)
    base = nested(f"{'nth' if rule.written.nth else 'match'}_{rule.name}", compiler, builder)
    return (
        f"SELECT member, occurred_at AS instant, {builder.dialect.text(rule.source or '')} AS source, event_id,"
        f" {rule.position} AS position, occurred_on AS dated, is_disputed,"
        f" {builder.raw_points(raw, rule)} AS raw{ceiling}\n"
        f"FROM {base}"
    )


def ceiling_column(builder: Builder, rule: CompiledRule, compiler: SqlCompiler) -> str:
    """The column that says whether the match brings a ceiling; absent where the scheme has none."""
    if not builder.has_ceilings:
        return ""
    if rule.ceiling is None:
        return ", FALSE AS has_ceiling"
    if rule.ceiling.when is None:
        return ", TRUE AS has_ceiling"
    return f", COALESCE({compiler.condition(rule.ceiling.when)}, FALSE) AS has_ceiling"


def event_compiler(builder: Builder, prefix: str) -> SqlCompiler:
    """A compiler for expressions over the columns of a match."""
    special = {"date": "occurred_on", "nth": builder.dialect.narrow("nth")}
    return SqlCompiler(builder.dialect, lambda name: special.get(name, f"data_{name}"), prefix=prefix)


def period_compiler(builder: Builder, rule: CompiledRule, aggregate: Callable[[Aggregate], str]) -> SqlCompiler:
    """A compiler for expressions over the periods of a period rule."""
    return SqlCompiler(builder.dialect, lambda _: "dated", aggregate, prefix=f"points_{rule.name}")


def nested(base: str, compiler: SqlCompiler, builder: Builder) -> str:
    """The relation below a SELECT, with everything that the compiler has bound computed in nested queries."""
    for number, (name, sql) in enumerate(compiler.bindings):
        base = f"(SELECT *, {sql} AS {builder.dialect.name_of(name)} FROM {base}) AS level_{number + 1}"
    return base
