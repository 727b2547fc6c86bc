"""Expressions as Python functions: the reference, in SQL's three-valued logic with None as unknown.

Each expression becomes the text of one lambda, which costs one call where nested functions cost one for each node.
No word of a scheme stands in that text: names of fields, constants and patterns are bound beside it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from isonomia.expression import tree
from isonomia.expression.tree import Node, Type
from isonomia.fixed_point import EXACT, absolute, divide, multiply, negate, round_places

Value = bool | int | Decimal | str | date | None
Environment = Mapping[Any, Value]
"""Values by field name, `date`, `nth`; of a period rule by the Aggregate's (function, target, field)."""
Evaluate = Callable[[Environment], Any]

PYTHON_OF_COMPARISON = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
DATE_PART_OF = {
    "year": "{day}.year",
    "quarter": "({day}.month - 1) // 3 + 1",
    "month": "{day}.month",
    "day": "{day}.day",
    "week": "{day}.isocalendar().week",
    "weekday": "{day}.isoweekday()",
}
CALCULATE: dict[str, Callable[[Any, Any], Any]] = {"+": EXACT.add, "-": EXACT.subtract, "*": multiply}
DEPTH_MAX = 30
"""Python takes 200 brackets inside each other; what lies deeper in an expression is a function of its own."""


def to_python(node: Node) -> Evaluate:
    """Compile a node to a function from an environment to its value (None: unknown)."""
    writer = _Writer()
    return writer.function(writer.whole(node))


def truths_to_python(conditions: Sequence[Node | None]) -> Callable[[Environment], tuple[bool, ...]]:
    """Compile conditions to one function that says which of them are true; unknown is not true, None always is."""
    writer = _Writer()
    truths = [f"{writer.whole(node)} is True, " if node is not None else "True, " for node in conditions]
    return writer.function(f"({''.join(truths)})")


class _Deeper:
    """What lies too deep, compiled when first asked for, so that compiling needs no deep stack either."""

    def __init__(self, node: Node) -> None:
        self.node = node

    @cached_property
    def evaluate(self) -> Evaluate:
        return to_python(self.node)


class _Part(NamedTuple):
    """Python for a node: unknown where one of the tests in `unknown` is true, tried in order, and else its `value`."""

    unknown: tuple[str, ...]
    value: str
    at_once: str = ""
    """Value or None without a test, where there is such a text."""

    @property
    def whole(self) -> str:
        """The value, None where it is unknown."""
        tested = f"(None if {' or '.join(self.unknown)} else {self.value})" if self.unknown else self.value
        return self.at_once or tested

    @property
    def is_known(self) -> str:
        """The test whether there is a value."""
        return f"not ({' or '.join(self.unknown)})" if self.unknown else "True"


class _Writer:
    """Writes the text of one function, and keeps what is bound to its names."""

    def __init__(self) -> None:
        self.bound: dict[str, Any] = {"__builtins__": {}}
        self.variables = 0
        self.depth = 0

    def function(self, text: str) -> Callable[[Environment], Any]:
        """The function that the text of its result makes."""
        made: Evaluate = eval(compile(f"lambda environment: {text}", "<expression>", "eval"), self.bound)  # noqa: S307 - the text is ours alone
        return made

    def whole(self, node: Node) -> str:
        """Python for a node's value, None where that is unknown."""
        return self.part(node).whole

    def part(self, node: Node) -> _Part:
        if self.depth == DEPTH_MAX:
            return self.tested(f"{self.name_of(_Deeper(node))}.evaluate(environment)")
        self.depth += 1
        part = self._part(node)
        self.depth -= 1
        return part

    def name_of(self, value: Any) -> str:
        """A name by which the text refers to a value."""
        name = f"bound_{len(self.bound)}"
        self.bound[name] = value
        return name

    def kept(self, text: str) -> tuple[str, str]:
        """A variable, and the text that sets it."""
        self.variables += 1
        name = f"value_{self.variables}"
        return name, f"({name} := {text})"

    def tested(self, text: str) -> _Part:
        """What may turn out to be None."""
        name, setting = self.kept(text)
        return _Part((f"{setting} is None",), name, f"({text})")

    def widened(self, node: Node, choice: Node) -> _Part:
        """An alternative: integer and decimal ones make a decimal, so that what follows does decimal arithmetic."""
        part = self.part(node)
        return _Part(part.unknown, f"{self.name_of(Decimal)}({part.value})") if choice.type is Type.DECIMAL else part

    def strict(self, template: str, *arguments: Node) -> _Part:
        """Unknown as soon as one argument is."""
        parts = [self.part(argument) for argument in arguments]
        unknown = tuple(test for part in parts for test in part.unknown)
        return _Part(unknown, template.format(*(part.value for part in parts)))

    def call(self, function: Callable[..., Any], *arguments: Node) -> _Part:
        """A function of known arguments."""
        places = ", ".join(["{}"] * len(arguments))
        return self.strict(f"{self.name_of(function)}({places})", *arguments)

    def _part(self, node: Node) -> _Part:
        match node:
            case tree.Literal() | tree.Name() | tree.Aggregate():
                return self._leaf(node)
            case tree.And() | tree.Or():
                return self._junction(node)
            case tree.Compare():
                return self._comparison(node)
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.In():
                return self._membership(node)
            case tree.Like():
                return self.strict(f"({self.name_of(like_pattern(node).fullmatch)}({{}}) is not None)", node.operand)
            case tree.Case():
                return self._case(node)
            case tree.Coalesce():
                return self._coalesce(node)
            case tree.Extreme():
                return self._extreme(node)
            case _:
                return self._unary(node)

    def _leaf(self, node: tree.Literal | tree.Name | tree.Aggregate) -> _Part:
        if isinstance(node, tree.Literal):
            return _Part((), self.name_of(node.value)) if node.value is not None else _Part(("True",), "None")
        key = node.name if isinstance(node, tree.Name) else (node.function, node.target, node.field)
        return self.tested(f"environment[{self.name_of(key)}]")

    def _junction(self, node: tree.And | tree.Or) -> _Part:
        """One side can decide alone; else one that is unknown makes the whole so."""
        decisive, other = ("True", "False") if isinstance(node, tree.Or) else ("False", "True")
        left, set_left = self.kept(self.whole(node.left))
        right, set_right = self.kept(self.whole(node.right))
        decided = f"{set_left} is {decisive} or {set_right} is {decisive}"
        return self.tested(f"{decisive} if {decided} else None if {left} is None or {right} is None else {other}")

    def _comparison(self, node: tree.Compare) -> _Part:
        sides = node.left, node.right
        if any(side.type is Type.DECIMAL for side in sides):
            # two decimals are compared faster than a decimal and an integer
            sides = _as_decimal(node.left), _as_decimal(node.right)
        return self.strict(f"({{}} {PYTHON_OF_COMPARISON[node.operator]} {{}})", *sides)

    def _arithmetic(self, node: tree.Arithmetic) -> _Part:
        if node.operator == "/":
            quotient = self.call(divide, node.left, node.right)
            by_zero = self.tested(quotient.value)
            return _Part(quotient.unknown + by_zero.unknown, by_zero.value)
        if node.left.type is node.right.type is Type.INTEGER:
            return self.strict(f"({{}} {node.operator} {{}})", node.left, node.right)
        if node.operator == "*" and Type.INTEGER in (node.left.type, node.right.type):
            return self.call(EXACT.multiply, node.left, node.right)  # six places times a whole number: exact
        return self.call(CALCULATE[node.operator], node.left, node.right)

    def _extreme(self, node: tree.Extreme) -> _Part:
        """Of two the one, of more what Python's min and max make of them."""
        arguments = tuple(map(_as_decimal, node.arguments)) if node.type is Type.DECIMAL else node.arguments
        if len(arguments) == 1:
            return self.part(arguments[0])
        if len(arguments) > 2:
            return self.call(min if node.function == "LEAST" else max, *arguments)
        first, set_first = self.kept("{}")
        second, set_second = self.kept("{}")
        operator = "<=" if node.function == "LEAST" else ">="
        return self.strict(f"({first} if {set_first} {operator} {set_second} else {second})", *arguments)

    def _membership(self, node: tree.In) -> _Part:
        operand = self.part(node.operand)
        if all(isinstance(choice, tree.Literal) and choice.value is not None for choice in node.choices):
            choices = tuple(choice.value for choice in node.choices if isinstance(choice, tree.Literal))
            return _Part(operand.unknown, f"({operand.value} in {self.name_of(choices)})")
        found, set_found = self.kept(f"({', '.join(self.whole(choice) for choice in node.choices)},)")
        answer = self.tested(f"True if {operand.value} in {set_found} else None if None in {found} else False")
        return _Part(operand.unknown + answer.unknown, answer.value)

    def _case(self, node: tree.Case) -> _Part:
        branches = [
            f"{self.widened(value, node).whole} if {self.whole(condition)} is True else "
            for condition, value in node.branches
        ]
        otherwise = self.widened(node.otherwise, node).whole if node.otherwise is not None else "None"
        return self.tested("".join(branches) + otherwise)

    def _coalesce(self, node: tree.Coalesce) -> _Part:
        parts = [self.widened(argument, node) for argument in node.arguments]
        return self.tested("".join([f"{part.value} if {part.is_known} else " for part in parts]) + "None")

    def _rounded(self, operand: Node) -> _Part:
        """A whole number is as round as it can be."""
        if operand.type is Type.INTEGER:
            return self.part(operand)
        return self.strict(f"{self.name_of(int)}({self.name_of(EXACT.to_integral_value)}({{}}))", operand)

    def _unary(self, node: Node) -> _Part:
        match node:
            case tree.Not():
                return self.strict("(not {})", node.operand)
            case tree.IsNull():
                return _Part((), f"(not {self.part(node.operand).is_known})")
            case tree.Negate():
                return self.call(negate, node.operand)
            case tree.Absolute():
                return self.call(absolute, node.operand)
            case tree.Round(places=0):
                return self._rounded(node.operand)
            case tree.Round():
                places = node.places
                return self.call(
                    lambda value: value if isinstance(value, int) else round_places(value, places), node.operand
                )
            case tree.DatePart():
                return self.strict(f"({DATE_PART_OF[node.part].replace('{day}', '{}')})", node.operand)
            case _:
                raise AssertionError(f"no Python for {type(node).__name__}")


def _as_decimal(node: Node) -> Node:
    """A whole number as a decimal literal; any other node as it is."""
    if isinstance(node, tree.Literal) and isinstance(node.value, int):
        return tree.Literal(type=Type.DECIMAL, bounds=node.bounds, value=Decimal(node.value))
    return node


def like_pattern(node: tree.Like) -> re.Pattern[str]:
    """The whole of a text that is LIKE the pattern."""
    runs = ["".join("." if char == "_" else re.escape(char) for char in run) for run in node.pattern.split("%")]
    first, *others = runs
    # each run is taken where it first fits and never sought again, so that no text takes longer than its length squared
    between = "".join(f"(?>.*?{run})" for run in others[:-1])
    return re.compile(first + between + (f".*{others[-1]}" if others else ""), re.DOTALL)
