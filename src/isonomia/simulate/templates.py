"""Event templates: the finite list of events that a society's activities leave in a scheme's sources.

Rules are applied to them once, by the reference's own compiled expressions, so that the kernel only looks points up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from isonomia.errors import UsageError
from isonomia.expression.tree import Type, names_in
from isonomia.fixed_point import parse_decimal, parse_integer
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.society.model.activity import Event
from isonomia.society.model.society_file import SocietyFile


@dataclass(frozen=True)
class Template:
    """One event as a source would record it: the activity behind it, its typed data, how often an act becomes it."""

    activity: int
    source: str
    data: dict[str, Any]
    share: Decimal


def _typed(value: bool | int | str, declared: Type) -> Any:
    match declared:
        case Type.BOOLEAN if isinstance(value, bool):
            return value
        case Type.INTEGER if not isinstance(value, bool):
            return parse_integer(str(value))
        case Type.DECIMAL if not isinstance(value, bool):
            return parse_decimal(str(value))
        case Type.DATE if isinstance(value, str):
            return date.fromisoformat(value)
        case Type.TEXT if isinstance(value, str):
            return value
    raise ValueError(f"a value of type {declared.value}")


def fitting_events(scheme: Scheme, events: Sequence[Event]) -> Iterator[Event]:
    """The events that belong to a scheme: of a source that it has, with fields that the source declares."""
    for event in events:
        if event.schemes and scheme.name not in event.schemes:
            continue
        if event.source in scheme.fields and set(event.data) <= set(scheme.fields[event.source]):
            yield event


def make_templates(scheme: Scheme, society: SocietyFile) -> list[Template]:
    """The templates of a scheme in a society, in the order of the activities; UsageError where a value does not fit."""
    found = []
    for number, (name, activity) in enumerate(society.activities.items()):
        for event in fitting_events(scheme, activity.events):
            data: dict[str, Any] = dict.fromkeys(scheme.fields[event.source])
            for field, value in event.data.items():
                declared = scheme.fields[event.source][field]
                try:
                    data[field] = _typed(value, declared)
                except ValueError as error:
                    raise UsageError(
                        f"activity '{name}' of society '{society.society}' gives the field '{field}' of source "
                        f"'{event.source}' the value {value!r}; scheme '{scheme.name}' expects {error}"
                    ) from error
            found.append(Template(number, event.source, data, event.share.value))
    return found


@dataclass(frozen=True)
class Match:
    """What one rule makes of one template: points (and whether the ceiling falls) by day and by `nth`.

    The tables are (days or 1) x (nth or 1); `valid` says on which days the rule applies at all.
    """

    rule: int
    points: list[list[int]]
    ceiling: list[list[bool]]
    valid: list[bool]


def matches_of(scheme: Scheme, template: Template, days: Sequence[date], most_nth: int) -> list[Match]:
    """What each rule of a template's source makes of it on the days of a run; rules that never apply are left out."""
    found = []
    for rule in scheme.rules_by_source[template.source]:
        condition = rule.ceiling.when if rule.ceiling is not None else None
        reads = names_in(rule.points) | names_in(condition)
        by_day = "date" in reads | names_in(rule.when)
        asked = days if by_day else days[:1]
        numbers = range(1, most_nth + 1) if "nth" in reads else range(1, 2)
        valid = [_applies(rule, template, day) for day in asked]
        if any(valid):
            points = [[_points(rule, template, day, nth) for nth in numbers] for day in asked]
            ceiling = [[_falls(rule, template, day, nth) for nth in numbers] for day in asked]
            found.append(Match(rule.position, points, ceiling, valid))
    return found


def _environment(template: Template, day: date, nth: int) -> dict[str, Any]:
    return {**template.data, "date": day, "nth": nth}


def _applies(rule: CompiledRule, template: Template, day: date) -> bool:
    return rule.matches is None or rule.matches(_environment(template, day, 1)) is True


def _points(rule: CompiledRule, template: Template, day: date, nth: int) -> int:
    return rule.evaluate_points(_environment(template, day, nth)) or 0


def _falls(rule: CompiledRule, template: Template, day: date, nth: int) -> bool:
    ceiling = rule.ceiling
    if ceiling is None:
        return False
    return ceiling.applies is None or ceiling.applies(_environment(template, day, nth)) is True
