"""Matches, their points and what the caps leave: steps 2 to 4 with 6.1, 6.5, 6.11, 6.14 and 6.15."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any

from isonomia.expression.to_python import Evaluate, to_python
from isonomia.expression.tree import Aggregate, Node, aggregates_in
from isonomia.periods import PeriodUnit, add, first_instant, next_period_start, period_name, period_start
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule, Scheme
from second_reading.facts import Fact, Knowledge

EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
# compiled once, as most lines ask the same few expressions; the node is kept, so that its id stays its own
COMPILED: dict[int, tuple[Node, Evaluate]] = {}


@dataclass
class Line:
    """One match and what becomes of its points."""

    rule: CompiledRule
    instant: datetime
    date: date
    source: str
    event_id: str
    values: dict[Any, Any]
    disputed: bool
    raw: int = 0
    cut: int = 0
    step_cuts: list[tuple[date, int]] = field(default_factory=list)

    @property
    def order(self) -> tuple[datetime, str, str, int]:
        """The total order of 6.1; Python compares text by code point."""
        return (self.instant, self.source, self.event_id, self.rule.position)

    @property
    def left(self) -> int:
        return self.raw - self.cut


def value_of(node: Node, values: dict[Any, Any]) -> Any:
    """The value of an expression, exact."""
    kept, evaluate = COMPILED.get(id(node), (None, None))
    if kept is not node or evaluate is None:
        evaluate = to_python(node)
        COMPILED[id(node)] = (node, evaluate)
    with localcontext(EXACT):
        return evaluate(values)


def holds(node: Node | None, values: dict[Any, Any]) -> bool:
    """Whether a condition is true; unknown is not, no condition is."""
    return node is None or value_of(node, values) is True


def points_of(rule: CompiledRule, values: dict[Any, Any]) -> int:
    """The points, rounded half away from zero; unknown ones are 0."""
    value = value_of(rule.points, values)
    return 0 if value is None else int(EXACT.quantize(Decimal(value), Decimal(1)))


def lines_of(scheme: Scheme, knowledge: Knowledge, member: str, as_of: datetime) -> list[Line]:
    """All matches of the member with raw points and cuts, in the total order."""
    facts = knowledge.standing(member, as_of)
    lines = [line for rule in scheme.rules if not rule.is_period for line in _event_lines(rule, facts)]
    today = as_of.astimezone(scheme.zone).date()
    enrolled = knowledge.enrolled_on(member, as_of)
    begin = knowledge.first_enrolled(member, as_of)
    event_lines = list(lines)
    if begin is not None:
        for rule in scheme.rules:
            if rule.is_period:
                lines += _period_lines(scheme, rule, facts, event_lines, (begin, today, enrolled))
    lines.sort(key=lambda line: line.order)
    for line in lines:
        line.raw = points_of(line.rule, line.values)
    for rule in scheme.rules:
        if rule.cap is not None:
            _apply_cap(rule.cap, [line for line in lines if line.rule is rule])
    for pool in scheme.pools:
        _apply_cap(pool.cap, [line for line in lines if line.rule.name in pool.rules])
    return lines


def _event_lines(rule: CompiledRule, facts: list[Fact]) -> list[Line]:
    """The matches of an event rule, each with its nth (6.14)."""
    lines = []
    for fact in facts:
        values = {**fact.data, "date": fact.date}
        if fact.source == rule.source and holds(rule.when, values):
            lines.append(Line(rule, fact.instant, fact.date, fact.source, fact.event_id, values, fact.disputed))
    if rule.written.nth is not None:
        within = rule.written.nth.within
        for line in lines:
            earlier = [other for other in lines if other.order < line.order]
            counted = [other for other in earlier if within is None or add(other.date, within) > line.date]
            line.values["nth"] = len(counted) + 1
    return lines


Membership = tuple[date, date, Callable[[date], bool]]


def _period_lines(
    scheme: Scheme, rule: CompiledRule, facts: list[Fact], event_lines: list[Line], membership: Membership
) -> list[Line]:
    """The matches of a period rule: each complete period whose days are all enrolled (6.5, 6.6)."""
    begin, today, enrolled = membership
    lines = []
    for first, after in _periods(begin, today, rule.written.unit):
        if not all(enrolled(first + timedelta(days=offset)) for offset in range((after - first).days)):
            continue
        asked = {item for node in _expressions(rule) for item in aggregates_in(node)}
        inside_facts = [fact for fact in facts if first <= fact.date < after]
        inside_lines = [line for line in event_lines if first <= line.date < after]
        values: dict[Any, Any] = {
            (item.function, item.target, item.field): _aggregate(scheme, item, inside_facts, inside_lines)
            for item in asked
        }
        values["date"] = after
        if holds(rule.when, values):
            name = period_name(first, rule.written.unit)
            lines.append(Line(rule, first_instant(after, scheme.zone), after, "", name, values, disputed=False))
    return lines


def _expressions(rule: CompiledRule) -> list[Node | None]:
    return [rule.when, rule.points, rule.ceiling.when if rule.ceiling is not None else None]


def _periods(begin: date, today: date, unit: PeriodUnit) -> Iterable[tuple[date, date]]:
    """Every period from the one that holds `begin`, whose last day is before today."""
    start = period_start(begin, unit)
    while (after := next_period_start(start, unit)) - timedelta(days=1) < today:
        yield start, after
        start = after


def _aggregate(scheme: Scheme, item: Aggregate, facts: list[Fact], lines: list[Line]) -> Any:
    """COUNT of matches or events; SUM, MIN, MAX of a field without its NULLs (6.5, 6.11)."""
    if item.function == "COUNT":
        if item.target in scheme.file.sources:
            return sum(fact.source == item.target for fact in facts)
        return sum(line.rule.name == item.target for line in lines)
    found = [fact.data[item.field] for fact in facts if fact.source == item.target]
    found = [value for value in found if value is not None]
    if item.function == "SUM":
        with localcontext(EXACT):
            return sum(found)
    if not found:
        return None
    return min(found) if item.function == "MIN" else max(found)


def _apply_cap(cap: Cap, lines: list[Line]) -> None:
    """Walk the order: what was given in a period, of one sign, never passes the cap (step 4, 6.15)."""
    given: dict[tuple[date, bool], int] = {}
    for line in lines:
        points = line.left
        if points == 0:
            continue
        period = (period_start(line.date, cap.unit), points > 0)
        room = cap.points - given.get(period, 0)
        awarded = min(abs(points), room)
        given[period] = given.get(period, 0) + awarded
        line.cut += points - (awarded if points > 0 else -awarded)
