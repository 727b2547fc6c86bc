"""Whether two conditions can hold for one and the same event, decided from their typed trees.

The answer "no" is proven: each way of fulfilling the one contradicts each way of fulfilling the other in some field, by
unequal constants, disjoint intervals, or a value where the other asks for none. Whatever is not understood may hold.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import Any

from isonomia.expression import tree
from isonomia.expression.tree import INVERSE, MIRRORED, Node, Type

Atom = tuple[str, str, Any]  # a field; one of in, <>, <, <=, >, >=, null, some; what it is compared with
Way = tuple[Atom, ...]  # atoms that hold together

MOST_WAYS = 64  # beyond that nothing is said
ANYTHING: list[Way] = [()]
NEVER: list[Way] = []


def can_hold(condition: Node | None) -> bool:
    """Whether any event may fulfil a condition."""
    return can_all_hold((condition,))


def can_both_hold(first: Node | None, second: Node | None) -> bool:
    """Whether one event may fulfil both conditions; None is a condition that always holds."""
    return can_all_hold((first, second))


def can_all_hold(conditions: Iterable[Node | None]) -> bool:
    """Whether one event may fulfil all of some conditions."""
    ways = ANYTHING
    for condition in conditions:
        ways = _together(ways, _ways(condition))
    return any(_is_possible(way) for way in ways)


def values_asked(condition: Node | None) -> dict[str, frozenset[Any]]:
    """The fields that must have one of some values for a condition to hold; of the others nothing is said."""
    ways = _ways(condition) if condition is not None else ANYTHING
    by_way = [{field: value for field, operator, value in way if operator == "in"} for way in ways]
    fields = set.intersection(*(set(values) for values in by_way)) if by_way else set[str]()
    return {field: frozenset[Any]().union(*(values[field] for values in by_way)) for field in fields}


def _ways(node: Node | None) -> list[Way]:
    """The ways of making a condition true, or more."""
    match node:
        case tree.And():
            return _together(_ways(node.left), _ways(node.right))
        case tree.Or():
            return _either(_ways(node.left), _ways(node.right))
        case tree.Not():
            return _ways_of_denial(node.operand)
        case tree.Compare():
            return _comparison(node.operator, node.left, node.right)
        case tree.In():
            return _membership(node, "=")
        case tree.IsNull():
            return _about(node.operand, "null")
        case tree.Name():
            return _about(node, "in", frozenset({True}))
        case tree.Literal():
            return ANYTHING if node.value is True else NEVER
        case _:
            return ANYTHING


def _ways_of_denial(node: Node) -> list[Way]:
    """The ways of making a condition false, or more; unknown is not false."""
    match node:
        case tree.And():
            return _either(_ways_of_denial(node.left), _ways_of_denial(node.right))
        case tree.Or():
            return _together(_ways_of_denial(node.left), _ways_of_denial(node.right))
        case tree.Not():
            return _ways(node.operand)
        case tree.Compare():
            return _comparison(INVERSE[node.operator], node.left, node.right)
        case tree.In():
            return _membership(node, "<>")
        case tree.IsNull():
            return _about(node.operand, "some")
        case tree.Name():
            return _about(node, "in", frozenset({False}))
        case tree.Literal():
            return ANYTHING if node.value is False else NEVER
        case _:
            return ANYTHING


def _together(one: list[Way], other: list[Way]) -> list[Way]:
    if len(one) * len(other) > MOST_WAYS:
        return ANYTHING
    return [(*left, *right) for left, right in product(one, other)]


def _either(one: list[Way], other: list[Way]) -> list[Way]:
    return [*one, *other] if len(one) + len(other) <= MOST_WAYS else ANYTHING


def _comparison(operator: str, left: Node, right: Node) -> list[Way]:
    if _constant(left) is not None:
        left, right, operator = right, left, MIRRORED.get(operator, operator)
    value = _constant(right)
    if value is None:
        return ANYTHING
    if operator == "=":
        return _about(left, "in", frozenset({value}))
    if operator == "<>" and isinstance(value, bool):
        return _about(left, "in", frozenset({not value}))
    if left.type is Type.INTEGER and operator == ">":
        return _about(left, ">=", math.floor(value) + 1)
    if left.type is Type.INTEGER and operator == "<":
        return _about(left, "<=", math.ceil(value) - 1)
    return _about(left, operator, value)


def _membership(node: tree.In, operator: str) -> list[Way]:
    """IN is true if one choice is equal, NOT IN if all differ."""
    found = [_comparison(operator, node.operand, choice) for choice in node.choices]
    result = found[0]
    for ways in found[1:]:
        result = _either(result, ways) if operator == "=" else _together(result, ways)
    return result


def _about(term: Node, operator: str, value: Any = None) -> list[Way]:
    key = _key(term)
    return [((key, operator, value),)] if key else ANYTHING


def _key(term: Node) -> str:
    """A name for what is the same in both conditions; nothing for what is computed."""
    match term:
        case tree.Name(name=name):
            return name
        case tree.DatePart(part=part, operand=tree.Name(name=name)):
            return f"{part} of {name}"
        case _:
            return ""


def _constant(node: Node) -> Any:
    """The value of a constant; None if the node is none, for NULL is compared with nothing."""
    match node:
        case tree.Literal(value=value):
            return value
        case tree.Negate(operand=tree.Literal(value=int() | Decimal() as value)):
            return -value
        case _:
            return None


def _is_possible(way: Way) -> bool:
    """Whether each field may have a value that all its atoms admit."""
    fields = {field for field, _operator, _value in way}
    return all(_has_value([atom[1:] for atom in way if atom[0] == field]) for field in fields)


def _has_value(atoms: list[tuple[str, Any]]) -> bool:
    operators = {operator for operator, _value in atoms}
    if "null" in operators:
        return operators == {"null"}
    choices = [value for operator, value in atoms if operator == "in"]
    if choices:
        return any(all(_fits(value, *atom) for atom in atoms) for value in frozenset.intersection(*choices))
    lows = [(value, operator == ">") for operator, value in atoms if operator in (">", ">=")]
    highs = [(value, operator == "<") for operator, value in atoms if operator in ("<", "<=")]
    if not lows or not highs:
        return True
    low, high = max(value for value, _is_open in lows), min(value for value, _is_open in highs)
    if low != high:
        return bool(low < high)
    return all(_fits(low, *atom) for atom in atoms)


def _fits(value: Any, operator: str, bound: Any) -> bool:
    match operator:
        case "in":
            return value in bound
        case "<>":
            return bool(value != bound)
        case "<":
            return bool(value < bound)
        case "<=":
            return bool(value <= bound)
        case ">":
            return bool(value > bound)
        case ">=":
            return bool(value >= bound)
        case _:
            return True
