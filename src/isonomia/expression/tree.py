"""The typed tree of an expression: what every compiler reads, and nothing else.

Each node knows its type and, if numeric, the least and greatest value that it can take (`Bounds`), from which
the loader proves that no engine can overflow.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from isonomia.fixed_point import EXACT


class Type(StrEnum):
    """The type of a value; NULL alone (`CASE ... ELSE NULL`) has none until it meets another."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    NULL = "null"

    @property
    def is_number(self) -> bool:
        return self in (Type.INTEGER, Type.DECIMAL)


class Bounds(msgspec.Struct, frozen=True):
    """The least and the greatest value of a numeric node, both possible."""

    low: Decimal
    high: Decimal

    @property
    def magnitude(self) -> Decimal:
        return max(EXACT.abs(self.low), EXACT.abs(self.high))


NO_BOUNDS = Bounds(Decimal(0), Decimal(0))


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an expression; `start` and `end` count characters in its text."""

    type: Type
    bounds: Bounds = NO_BOUNDS
    start: int = 0
    end: int = 0


class Literal(Node, frozen=True, kw_only=True):
    value: bool | int | Decimal | str | date | None


class Name(Node, frozen=True, kw_only=True):
    """A field of the source, `date` (the event's local date) or `nth`."""

    name: str


class Aggregate(Node, frozen=True, kw_only=True):
    """COUNT(rule or source), SUM/MIN/MAX(source.field) over a period."""

    function: str
    target: str
    field: str | None


INVERSE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}  # of a comparison that is denied
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # of one whose sides change places


class Compare(Node, frozen=True, kw_only=True):
    """operator: = <> < <= > >=; both sides have one type, or are numbers."""

    operator: str
    left: Node
    right: Node


class And(Node, frozen=True, kw_only=True):
    left: Node
    right: Node


class Or(Node, frozen=True, kw_only=True):
    left: Node
    right: Node


class Not(Node, frozen=True, kw_only=True):
    operand: Node


class IsNull(Node, frozen=True, kw_only=True):
    operand: Node


class Arithmetic(Node, frozen=True, kw_only=True):
    """operator: + - * /; `*` of a decimal and every `/` are rounded to six places."""

    operator: str
    left: Node
    right: Node


class Negate(Node, frozen=True, kw_only=True):
    operand: Node


class In(Node, frozen=True, kw_only=True):
    operand: Node
    choices: tuple[Node, ...]


class Like(Node, frozen=True, kw_only=True):
    """Case-sensitive; % is any run, _ one code point, there is no escape."""

    operand: Node
    pattern: str


class Case(Node, frozen=True, kw_only=True):
    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None


class Coalesce(Node, frozen=True, kw_only=True):
    arguments: tuple[Node, ...]


class Extreme(Node, frozen=True, kw_only=True):
    """function: LEAST or GREATEST; unknown as soon as one argument is."""

    function: str
    arguments: tuple[Node, ...]


class Absolute(Node, frozen=True, kw_only=True):
    operand: Node


class Round(Node, frozen=True, kw_only=True):
    """Half away from zero to `places` (0 to 6); the result is a decimal, for 0 places an integer."""

    operand: Node
    places: int


class DatePart(Node, frozen=True, kw_only=True):
    """part: year, quarter, month, day, week (ISO), weekday (ISO: Monday 1 to Sunday 7)."""

    part: str
    operand: Node


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in the order of the text."""
    match node:
        case Compare() | And() | Or() | Arithmetic():
            return (node.left, node.right)
        case Not() | IsNull() | Negate() | Like() | Absolute() | Round() | DatePart():
            return (node.operand,)
        case In():
            return (node.operand, *node.choices)
        case Coalesce() | Extreme():
            return node.arguments
        case Case():
            parts = tuple(part for branch in node.branches for part in branch)
            return parts if node.otherwise is None else (*parts, node.otherwise)
        case _:
            return ()


def walk(node: Node) -> list[Node]:
    """The node and all below it."""
    found = [node]
    for child in children(node):
        found.extend(walk(child))
    return found


def names_in(node: Node | None) -> set[str]:
    """The fields (and `date`, `nth`) that an expression reads."""
    return {part.name for part in walk(node) if isinstance(part, Name)} if node is not None else set()


def aggregates_in(node: Node | None) -> list[Aggregate]:
    """The aggregates that an expression of a period rule reads."""
    return [part for part in walk(node) if isinstance(part, Aggregate)] if node is not None else []
