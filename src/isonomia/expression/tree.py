"""The typed tree of an expression: what every compiler reads, and nothing else.

Each node knows its type and, if numeric, the least and greatest value that it can take (`Bounds`), from which
the loader proves that no engine can overflow.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value of a numeric node, both possible."""

    low: Decimal
    high: Decimal

    @property
    def magnitude(self) -> Decimal:
        return max(EXACT.abs(self.low), EXACT.abs(self.high))


NO_BOUNDS = Bounds(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of an expression; `start` and `end` count characters in its text."""

    type: Type
    bounds: Bounds = NO_BOUNDS
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Node):
    value: bool | int | Decimal | str | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A field of the source, `date` (the event's local date) or `nth`."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Node):
    """COUNT(rule or source), SUM/MIN/MAX(source.field) over a period."""

    function: str
    target: str
    field: str | None


INVERSE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}  # of a comparison that is denied
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # of one whose sides change places


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Node):
    """operator: = <> < <= > >=; both sides have one type, or are numbers."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class And(Node):
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Or(Node):
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Node):
    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class IsNull(Node):
    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic(Node):
    """operator: + - * /; `*` of a decimal and every `/` are rounded to six places."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Negate(Node):
    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Node):
    operand: Node
    choices: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like(Node):
    """Case-sensitive; % is any run, _ one code point, there is no escape."""

    operand: Node
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Node):
    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalesce(Node):
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme(Node):
    """function: LEAST or GREATEST; unknown as soon as one argument is."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absolute(Node):
    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Node):
    """Half away from zero to `places` (0 to 6); the result is a decimal, for 0 places an integer."""

    operand: Node
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePart(Node):
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
