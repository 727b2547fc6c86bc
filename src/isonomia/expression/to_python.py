"""Expressions as Python functions: the reference, in SQL's three-valued logic with None as unknown."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from isonomia.expression import tree
from isonomia.expression.tree import Node, Type
from isonomia.fixed_point import absolute, add, divide, multiply, negate, round_places, round_to_integer, subtract

Value = bool | int | Decimal | str | date | None
Environment = Mapping[Any, Value]
"""Values by field name, `date`, `nth`; of a period rule by the Aggregate's (function, target, field)."""
Evaluate = Callable[[Environment], Any]

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CALCULATE: dict[str, Callable[[Any, Any], Any]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
}


def to_python(node: Node) -> Evaluate:
    """Compile a node to a function from an environment to its value (None: unknown)."""
    match node:
        case tree.Literal():
            value = node.value
            return lambda _: value
        case tree.Name():
            name = node.name
            return lambda environment: environment[name]
        case tree.Aggregate():
            key = (node.function, node.target, node.field)
            return lambda environment: environment[key]
        case tree.And() | tree.Or() | tree.Not() | tree.IsNull():
            return _logic(node)
        case tree.Compare(left=tree.Name(name=field), right=tree.Literal(value=constant)) if constant is not None:
            return _compared_with(COMPARE[node.operator], field, constant)
        case tree.Compare():
            return _strict(COMPARE[node.operator], to_python(node.left), to_python(node.right))
        case tree.Arithmetic():
            return _strict(CALCULATE[node.operator], to_python(node.left), to_python(node.right))
        case tree.In():
            return _membership(node)
        case tree.Like():
            return _like(node)
        case tree.Case() | tree.Coalesce():
            return _choice(node)
        case tree.Extreme():
            pick: Callable[..., Any] = min if node.function == "LEAST" else max
            alone = len(node.arguments) == 1
            return _strict((lambda value: value) if alone else pick, *map(to_python, node.arguments))
        case _:
            return _unary(node)


def _strict(function: Callable[..., Any], *arguments: Evaluate) -> Evaluate:
    """Unknown as soon as one argument is."""
    if len(arguments) == 2:
        return _strict_pair(function, *arguments)

    def evaluate(environment: Environment) -> Any:
        values = [argument(environment) for argument in arguments]
        return None if any(value is None for value in values) else function(*values)

    return evaluate


def _strict_pair(function: Callable[[Any, Any], Any], first: Evaluate, second: Evaluate) -> Evaluate:
    """The same for two arguments, which most operators have, without a list."""

    def evaluate(environment: Environment) -> Any:
        left = first(environment)
        if left is None:
            return None
        right = second(environment)
        return None if right is None else function(left, right)

    return evaluate


def _compared_with(compare: Callable[[Any, Any], bool], name: str, value: Value) -> Evaluate:
    """A field compared with a constant, which most conditions are, without a call for either."""

    def evaluate(environment: Environment) -> Any:
        found = environment[name]
        return None if found is None else compare(found, value)

    return evaluate


def _logic(node: Node) -> Evaluate:
    if isinstance(node, tree.IsNull):
        tested = to_python(node.operand)
        return lambda environment: tested(environment) is None
    if isinstance(node, tree.Not):
        return _strict(operator.not_, to_python(node.operand))
    assert isinstance(node, tree.And | tree.Or)
    left, right = to_python(node.left), to_python(node.right)
    decisive = isinstance(node, tree.Or)

    def evaluate(environment: Environment) -> bool | None:
        sides = (left(environment), right(environment))
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive

    return evaluate


def _membership(node: tree.In) -> Evaluate:
    operand, choices = to_python(node.operand), [to_python(choice) for choice in node.choices]

    def evaluate(environment: Environment) -> bool | None:
        value = operand(environment)
        if value is None:
            return None
        found = [choice(environment) for choice in choices]
        if any(choice is not None and choice == value for choice in found):
            return True
        return None if None in found else False

    return evaluate


def _like(node: tree.Like) -> Evaluate:
    runs = ["".join("." if char == "_" else re.escape(char) for char in run) for run in node.pattern.split("%")]
    first, *others = runs
    # each run is taken where it first fits and never sought again, so that no text takes longer than its length squared
    between = "".join(f"(?>.*?{run})" for run in others[:-1])
    pattern = re.compile(first + between + (f".*{others[-1]}" if others else ""), re.DOTALL)
    return _strict(lambda value: pattern.fullmatch(value) is not None, to_python(node.operand))


def _choice(node: tree.Case | tree.Coalesce) -> Evaluate:
    # Decimal and integer alternatives make a decimal, so that what follows does decimal arithmetic.
    widen: Callable[[Any], Any] = Decimal if node.type is Type.DECIMAL else lambda value: value
    if isinstance(node, tree.Coalesce):
        arguments = [to_python(argument) for argument in node.arguments]

        def first_known(environment: Environment) -> Any:
            for argument in arguments:
                if (value := argument(environment)) is not None:
                    return widen(value)
            return None

        return first_known

    branches = [(to_python(condition), to_python(value)) for condition, value in node.branches]
    otherwise = to_python(node.otherwise) if node.otherwise is not None else lambda _: None

    def evaluate(environment: Environment) -> Any:
        chosen = next((value for condition, value in branches if condition(environment) is True), otherwise)
        result = chosen(environment)
        return None if result is None else widen(result)

    return evaluate


def _unary(node: Node) -> Evaluate:
    match node:
        case tree.Negate():
            return _strict(negate, to_python(node.operand))
        case tree.Absolute():
            return _strict(absolute, to_python(node.operand))
        case tree.Round(places=0):
            return _strict(round_to_integer, to_python(node.operand))
        case tree.Round():
            places = node.places
            return _strict(
                lambda value: value if isinstance(value, int) else round_places(value, places), to_python(node.operand)
            )
        case tree.DatePart():
            return _strict(DATE_PART_OF[node.part], to_python(node.operand))
        case _:
            raise AssertionError(f"no Python for {type(node).__name__}")


DATE_PART_OF: dict[str, Callable[[date], int]] = {
    "year": lambda day: day.year,
    "quarter": lambda day: (day.month - 1) // 3 + 1,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "week": lambda day: day.isocalendar().week,
    "weekday": lambda day: day.isoweekday(),
}
