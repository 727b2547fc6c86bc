"""Period rules as tables: which entries fall on which day of a run, what they read, and their expressions' programs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from isonomia.errors import UsageError
from isonomia.expression.to_kernel import UNKNOWN, Key, Program, key_of, scaled, to_kernel
from isonomia.expression.tree import Aggregate, Bounds, Node, Round, Type
from isonomia.fixed_point import EXACT
from isonomia.periods import complete_periods, period_name
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.steps.period_rules import aggregates_of
from isonomia.simulate.calendar import Span
from isonomia.simulate.record_lives import LENGTHS, needed_days
from isonomia.simulate.templates import Template

Array = npt.NDArray[Any]
MATCHES, TOTAL, LEAST_VALUE, GREATEST_VALUE = range(4)
"""How an aggregate is made: of a rule's matches, or of the records' values."""
WHEN, POINTS, CEILING = range(3)
"""The programs of a period rule; an empty one is true."""
PROGRAMS: Final = 3


class Periods(NamedTuple):
    """Period rules, in the order of the file, and their entries, in the total order.

    first_ordinal: the date of day 0. entry_start: (days + 1,), how many entries fall before each day; entry_day,
    entry_first, entry_rule: an entry's day, its period's first day, and its rule. rule: the place among all rules;
    keep_days: how old an entry must be before it is left out. read_start, read: the aggregates that each rule reads.
    aggregate_how, aggregate_rule, value: (aggregates, templates), UNKNOWN where the record has none.
    program: three rows a rule, where each begins and ends in `code`. depth: the room that they need.
    """

    first_ordinal: int
    entry_start: Array
    entry_day: Array
    entry_first: Array
    entry_rule: Array
    rule: Array
    keep_days: Array
    read_start: Array
    read: Array
    aggregate_how: Array
    aggregate_rule: Array
    value: Array
    program: Array
    code: Array
    depth: int


def make_periods(scheme: Scheme, templates: Sequence[Template], span: Span, records_a_week: int) -> Periods:
    """The tables of a scheme; each activity makes at most so many records of one person in a week."""
    rules = scheme.period_rules
    asked = {key_of(item): item for rule in rules for item in aggregates_of(rule)}
    numbers = {key: number for number, key in enumerate(asked)}
    reads = [sorted({numbers[key_of(item)] for item in aggregates_of(rule)}) for rule in rules]
    values = [[_value(item, template) for template in templates] for item in asked.values()]
    places, code, depth = _programs(scheme, asked, numbers, templates, span, records_a_week)
    entries = _entries(rules, span)
    days = np.array([day for day, *_ in entries], np.int64)
    positions = {rule.name: rule.position for rule in scheme.rules}
    return Periods(
        first_ordinal=span.first.toordinal(),
        entry_start=np.searchsorted(days, np.arange(span.days + 1)),
        entry_day=days,
        entry_first=np.array([first for _, first, _ in entries], np.int64),
        entry_rule=np.array([number for *_, number in entries], np.int64),
        rule=np.array([rule.position for rule in rules], np.int64),
        keep_days=np.array([needed_days(scheme, rule) for rule in rules], np.int64),
        read_start=np.array([0, *np.cumsum([len(read) for read in reads])], np.int64),
        read=np.array([number for read in reads for number in read], np.int64),
        aggregate_how=np.array([_how(item, positions) for item in asked.values()], np.int64),
        aggregate_rule=np.array([positions.get(item.target, -1) for item in asked.values()], np.int64),
        value=np.array(values, np.int64).reshape(len(asked), len(templates)),
        program=np.array(places, np.int64).reshape(PROGRAMS * len(rules), 2),
        code=np.array(code, np.int64),
        depth=depth,
    )


def no_periods(span: Span) -> Periods:
    """The tables of a run without period rules."""
    empty = np.zeros(0, np.int64)
    tables: dict[str, Any] = dict.fromkeys(Periods._fields, empty)
    tables |= {"first_ordinal": 0, "entry_start": np.zeros(span.days + 1, np.int64), "depth": 0}
    return Periods(**tables)


def _entries(rules: Sequence[CompiledRule], span: Span) -> list[tuple[int, int, int]]:
    """(day, the period's first day, number of the rule) of each complete period of the run, in the total order.

    Everyone is enrolled from day 0, so that a period that began before it is not wholly inside.
    """
    found: list[tuple[date, str, int, int, date]] = []
    for number, rule in enumerate(rules):
        unit = rule.written.unit
        for first, after in complete_periods(span.first, span.date_of(span.days - 1), unit):
            if first >= span.first:
                found.append((after, period_name(first, unit), rule.position, number, first))
    return [(span.index(after), span.index(first), number) for after, _, _, number, first in sorted(found)]


def _how(item: Aggregate, positions: Mapping[str, int]) -> int:
    if item.function == "COUNT":
        return MATCHES if item.target in positions else TOTAL
    return {"SUM": TOTAL, "MIN": LEAST_VALUE, "MAX": GREATEST_VALUE}[item.function]


def _value(item: Aggregate, template: Template) -> int:
    """What a record of a template brings to an aggregate."""
    if template.source != item.target:
        return UNKNOWN
    if item.field is None:
        return 1
    value = template.data[item.field]
    if value is None:
        return UNKNOWN
    if isinstance(value, date):
        return value.toordinal()
    return scaled(value) if item.type is Type.DECIMAL else int(value)


def _programs(
    scheme: Scheme,
    asked: Mapping[Key, Aggregate],
    numbers: Mapping[Key, int],
    templates: Sequence[Template],
    span: Span,
    records_a_week: int,
) -> tuple[list[tuple[int, int]], list[int], int]:
    """(where each program begins and ends, the steps of all, the room that they need)."""
    places: list[tuple[int, int]] = []
    code: list[int] = []
    depth = 0
    for rule in scheme.period_rules:
        weeks = min(span.weeks, LENGTHS[rule.written.unit] // 7 + 2)
        given = {
            key: _bounds(scheme, item, templates, weeks * records_a_week)
            for key, item in asked.items()
            if item.type.is_number
        }
        condition = rule.ceiling.when if rule.ceiling is not None else None
        points = Round(type=Type.INTEGER, operand=rule.points, places=0)
        for node in (rule.when, points, condition):
            program = _program(scheme, rule, node, numbers, given)
            places.append((len(code), len(code) + 2 * len(program.steps)))
            code += [number for step in program.steps for number in step]
            depth = max(depth, program.depth)
    return places, code, depth


def _program(
    scheme: Scheme,
    rule: CompiledRule,
    node: Node | None,
    numbers: Mapping[Key, int],
    given: Mapping[Key, Bounds],
) -> Program:
    if node is None:
        return Program((), 0)
    try:
        return to_kernel(node, numbers, given)
    except OverflowError as error:
        raise UsageError(
            f"the period rule '{rule.name}' of scheme '{scheme.name}' can come to {error} in this society, which the "
            "simulator's whole numbers of 64 bits cannot hold at six places",
            remedy="bound what it reads, as in LEAST(COUNT(late), 100), in a copy of the scheme",
        ) from error


def _bounds(scheme: Scheme, item: Aggregate, templates: Sequence[Template], records: int) -> Bounds:
    """What an aggregate can be at most, of records of the templates, so many an activity."""
    sources = {rule.name: rule.source for rule in scheme.rules}
    source = sources.get(item.target, item.target)
    own = [template for template in templates if template.source == source]
    most = records * len({template.activity for template in own})
    if item.field is None:
        return Bounds(Decimal(0), Decimal(most))
    values = [Decimal(value) for template in own if (value := template.data[item.field]) is not None] or [Decimal(0)]
    low, high = min(values), max(values)
    if item.function != "SUM":
        return Bounds(low, high)
    return Bounds(EXACT.multiply(min(low, Decimal(0)), most), EXACT.multiply(max(high, Decimal(0)), most))
