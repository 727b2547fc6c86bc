"""Step 4 for rules that share a cap, as SQL: few periods of few members come near a cap, so only those are sorted.

`marked_<pool>_<n>` has, for the n-th source, one row an event with the raw points of each rule of the pool. A member's
period in which neither the pool's cap nor that of a rule can bind is calm: all points stay as they are, and a hash by
member and period tells which periods those are. The others are `full`, and there running sums in the total order cut
what passes.

Rules that count repeats, period rules, and rules whose cap has periods that do not lie within the pool's (weeks in a
quarter) come in as entries that their own cap has cut. An engine that computes a CTE anew at each reading sorts all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from isonomia.scheme.scheme import CompiledPool, CompiledRule
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.caps import (
    add_entries,
    add_ruled,
    by_sign,
    capped,
    columns_of,
    earliest,
    earliest_that_matters,
    first_counting,
    union_of,
)
from isonomia.score.sql.matches import condition_of, event_compiler, nested

# the periods that each period consists of, whole
WITHIN = {
    "day": {"day"},
    "week": {"day", "week"},
    "month": {"day", "month"},
    "quarter": {"day", "month", "quarter"},
    "year": {"day", "month", "quarter", "year"},
    "ever": {"day", "week", "month", "quarter", "year", "ever"},
}


@dataclass(frozen=True)
class Part:
    """A relation of entries that know their `points_left`, all of some rules."""

    relation: str
    rules: list[CompiledRule]


def add_pooled(builder: Builder, pool: CompiledPool, entries: dict[str, str]) -> str:
    """`pool_<name>`: the entries of all rules of a pool, cut to their own caps and then to the pool's."""
    rules = [builder.scheme.rule(name) for name in pool.rules]
    ruled = [add_ruled(builder, rule, entries[rule.name]) for rule in rules]
    return _cut_together(builder, pool, rules, ruled, f"in_{pool.name}")


def pool_parts(builder: Builder, pool: CompiledPool, days: list[date]) -> list[Part]:
    """The entries of a pool after all caps, in parts: rule by rule where it is calm, together where it is full."""
    rules = [builder.scheme.rule(name) for name in pool.rules]
    marked = [rule for rule in rules if _is_marked(pool, rule)]
    if not builder.dialect.keeps_ctes or not marked or any(rule.ceiling is not None for rule in rules):
        entries = {rule.name: add_entries(builder, rule, days) for rule in rules}
        return [Part(add_pooled(builder, pool, entries), rules)]
    return _Split(builder, pool, rules, marked, days).parts()


def _is_marked(pool: CompiledPool, rule: CompiledRule) -> bool:
    is_within = rule.cap is None or rule.cap.unit in WITHIN[pool.cap.unit]
    return is_within and not rule.is_period and rule.written.nth is None


def _cut_together(
    builder: Builder, pool: CompiledPool, rules: list[CompiledRule], relations: list[str], name: str
) -> str:
    union = union_of(builder, relations)
    if not any(rule.ceiling is not None for rule in rules):
        # what a rule's own cap has left nothing of takes no room in the pool
        union = f"SELECT * FROM (\n{union}) AS entries\nWHERE points_left <> 0"
    base = builder.add(name, union)
    return builder.add(f"pool_{pool.name}", capped(builder, base, "points_left", rules, pool.cap, builder.points))


@dataclass
class _Split:
    """One pool, its calm periods apart from the full ones."""

    builder: Builder
    pool: CompiledPool
    rules: list[CompiledRule]
    marked: list[CompiledRule]
    days: list[date]

    def parts(self) -> list[Part]:
        builder, pool = self.builder, self.pool
        others = [rule for rule in self.rules if rule not in self.marked]
        ruled = {rule.name: add_ruled(builder, rule, add_entries(builder, rule, self.days)) for rule in others}
        sources = dict.fromkeys(rule.source or "" for rule in self.marked)
        marks = {source: self._add_marks(source, number) for number, source in enumerate(sources)}
        full = builder.add(f"full_{pool.name}", self._full_periods(marks, ruled))
        found: list[Part] = []
        tight: list[str] = []
        for number, (source, relation) in enumerate(marks.items()):
            found += self._calm_marks(source, relation, full, f"calm_{pool.name}_{number}")
            over = builder.add(f"over_{pool.name}_{number}", f"SELECT m.*{_within(relation, 'm', full)}")
            tight += [self._ruled_within(rule, over) for rule in self._marked_of(source)]
        for rule in others:
            dated = f"(SELECT *, {self._period('dated')} AS period FROM {ruled[rule.name]})"
            still = self._still_counting("e.dated", first_counting(rule, min(self.days)))
            found.append(Part(f"(SELECT e.*{_outside(dated, 'e', full)}{still}) AS calm", [rule]))
            tight.append(f"(SELECT e.*{_within(dated, 'e', full)}) AS tight")
        cut = _cut_together(builder, pool, self.rules, tight, f"tight_{pool.name}")
        return [*found, Part(cut, self.rules)]

    def _marked_of(self, source: str) -> list[CompiledRule]:
        return [rule for rule in self.marked if rule.source == source]

    def _period(self, day: str) -> str:
        unit = self.pool.cap.unit
        return "0" if unit == "ever" else self.builder.dialect.period_start(day, unit)

    def _add_marks(self, source: str, number: int) -> str:
        """The events of a source with the raw points of each rule, where any has some."""
        builder, rules = self.builder, self._marked_of(source)
        base, columns = f"fact_{source}", []
        for rule in rules:
            condition, base = condition_of(builder, rule, base)
            compiler = event_compiler(builder, f"points_{rule.name}")
            points = f"COALESCE({compiler.points(rule.points)}, 0)"
            base = nested(base, compiler, builder)
            if condition is not None:
                points = f"CASE WHEN {condition} THEN {points} ELSE 0 END"
            columns.append(f"{builder.raw_points(points, rule)} AS raw_{rule.position}")
        has_ceiling = ", FALSE AS has_ceiling" if builder.has_ceilings else ""
        first = earliest(earliest_that_matters(builder, rule, self.days) for rule in rules)
        where = f"\n  WHERE occurred_on >= {builder.dialect.day(first)}" if first is not None else ""
        any_points = " OR ".join(f"raw_{rule.position} <> 0" for rule in rules)
        return builder.add(
            f"marked_{self.pool.name}_{number}",
            f"SELECT * FROM (\n  SELECT member, occurred_at AS instant, {builder.dialect.text(source)} AS source,"
            f" event_id, occurred_on AS dated, is_disputed{has_ceiling},\n    {self._period('occurred_on')} AS period,"
            f" {', '.join(columns)}\n  FROM {base}{where}) AS marks\nWHERE {any_points}",
        )

    def _full_periods(self, marks: dict[str, str], ruled: dict[str, str]) -> str:
        """The members' periods whose points pass the pool's cap or that of one of its rules."""
        limited = [rule for rule in self.marked if rule.cap is not None and rule.cap.points < self.pool.cap.points]
        tests, own = [], {}
        for rule in limited:
            assert rule.cap is not None
            own[rule.position] = by_sign([rule], f"raw_{rule.position}")
            tests += [f"SUM({sign}_{rule.position}) > {rule.cap.points}" for sign in own[rule.position]]
        pooled = by_sign(self.rules, "points_left")
        tests += [f"SUM({sign}) > {self.pool.cap.points}" for sign in pooled]
        parts = []
        for source, relation in marks.items():
            rules = self._marked_of(source)
            sums = [by_sign([rule], f"raw_{rule.position}") for rule in rules]
            columns = [" + ".join(item[sign] for item in sums if sign in item) or "0" for sign in pooled]
            parts.append(self._measured(columns, own, rules, "period", relation))
        period, left = self._period("dated"), list(pooled.values())
        parts += [self._measured(left, own, [], period, relation) for relation in ruled.values()]
        having = "\n  OR ".join(tests) or "FALSE"
        return (
            f"SELECT member, period FROM (\n{self.builder.union(parts)}) AS marks\n"
            f"GROUP BY member, period\nHAVING {having}"
        )

    def _measured(
        self,
        pooled: list[str],
        own: dict[int, dict[str, str]],
        rules: list[CompiledRule],
        period: str,
        relation: str,
    ) -> str:
        """One relation's points for the pool and for each rule that has a cap of its own, signs apart."""
        places = {rule.position for rule in rules}
        columns = [f"{sql} AS {sign}" for sign, sql in zip(by_sign(self.rules, ""), pooled, strict=True)]
        for position, signs_ in own.items():
            columns += [f"{sql if position in places else '0'} AS {sign}_{position}" for sign, sql in signs_.items()]
        return f"SELECT {', '.join(['member', f'{period} AS period', *columns])} FROM {relation}"

    def _calm_marks(self, source: str, relation: str, full: str, name: str) -> Iterator[Part]:
        """The rules' points in calm periods; no cap binds there, so only dates that still count are read."""
        builder, rules = self.builder, self._marked_of(source)
        firsts = {rule.name: first_counting(rule, min(self.days)) for rule in rules}
        columns = ", ".join(f"m.raw_{rule.position}" for rule in rules)
        calm = builder.add(
            name,
            f"SELECT m.member, m.dated, m.is_disputed, {columns}{_outside(relation, 'm', full)}"
            f"{self._still_counting('m.dated', earliest(firsts.values()))}",
        )
        for rule in rules:
            left = builder.points(f"raw_{rule.position}")
            yield Part(
                f"(SELECT member, dated, is_disputed, {left} AS points_left FROM {calm}"
                f" WHERE raw_{rule.position} <> 0{self._still_counting('dated', firsts[rule.name])}) AS calm",
                [rule],
            )

    def _still_counting(self, day: str, first: date | None) -> str:
        return f" AND {day} >= {self.builder.dialect.day(first)}" if first is not None else ""

    def _ruled_within(self, rule: CompiledRule, over: str) -> str:
        """The entries of one rule in full periods, cut to the rule's own cap."""
        builder = self.builder
        columns = columns_of(builder).replace("position", f"{rule.position} AS position")
        if rule.cap is None:
            left = builder.points(f"raw_{rule.position}")
            return f"(SELECT {columns}, {left} AS points_left FROM {over} WHERE raw_{rule.position} <> 0) AS own"
        own = f"(SELECT {columns}, raw_{rule.position} AS raw FROM {over} WHERE raw_{rule.position} <> 0) AS own"
        return add_ruled(builder, rule, own)


def _within(relation: str, alias: str, full: str) -> str:
    """FROM the rows of a relation in full periods."""
    return f"\nFROM {relation} {alias} JOIN {full} f ON f.member = {alias}.member AND f.period = {alias}.period"


def _outside(relation: str, alias: str, full: str) -> str:
    """FROM the rows of a relation in calm periods; more conditions may follow."""
    same = f"f.member = {alias}.member AND f.period = {alias}.period"
    return f"\nFROM {relation} {alias} LEFT JOIN {full} f ON {same}\nWHERE f.member IS NULL"
