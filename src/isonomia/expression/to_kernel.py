"""Expressions of period rules as programs of a small stack machine, which the simulation's kernel runs on integers.

Every value is one whole number of 64 bits: an integer itself, a decimal times 10^6, a boolean 0 or 1, a date its
proleptic ordinal (1 January of year 1 is 1), a text its place among the texts of the expression in the order of code
points, and UNKNOWN for NULL. No step may leave +-2^59, which is proved from the bounds of what is read.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from isonomia.expression import bounds, tree
from isonomia.expression.to_python import like_pattern
from isonomia.expression.tree import NO_BOUNDS, Bounds, Node, Type
from isonomia.fixed_point import EXACT, PLACES, SCALE

UNKNOWN: Final = -(1 << 63)
"""The value that is not known (NULL)."""
LARGEST: Final = 1 << 59
"""No known value is larger, scaled or not, so that a remainder times ten, or a sum of two, still has 64 bits."""

PUSH, READ, DATE, WIDEN, NARROW, NEGATE, ABSOLUTE, ROUND, NOT, IS_NULL, PART = range(11)
"""Steps on no or one value. READ: the aggregate of this number; DATE: the entry's date; WIDEN and NARROW: between whole
numbers and decimals; ROUND: half away from zero to a multiple of the operand; PART: of a date, as in PARTS."""
ADD, SUBTRACT, MULTIPLY, MULTIPLY_DECIMALS, DIVIDE, EQUAL, DIFFERENT, LESS, AT_MOST = range(16, 25)
LEAST, GREATEST, AND, OR, COALESCE = range(25, 30)
"""Steps on two values; DIVIDE takes two of one scale and gives a decimal."""
CHOOSE: Final = 32
"""other, value, condition: the value where the condition is true, else the other."""
AMONG: Final = 33
"""Whether the value below so many choices is one of them."""
FIRST_OF_TWO: Final = 16
PARTS: Final = ("year", "quarter", "month", "day", "week", "weekday")

Key = tuple[str, str, str | None]
"""An aggregate's function, target and field."""


class Program(NamedTuple):
    """Steps as (operator, operand), and how many values lie on the stack at most."""

    steps: tuple[tuple[int, int], ...]
    depth: int


def key_of(node: tree.Aggregate) -> Key:
    """What names an aggregate."""
    return node.function, node.target, node.field


def to_kernel(node: Node, numbers: Mapping[Key, int], given: Mapping[Key, Bounds]) -> Program:
    """Compile a node; `numbers` and `given` say each aggregate's number and bounds (none: no number, a date).

    OverflowError where a value could be larger than the kernel's numbers.
    """
    writer = _Writer(node, numbers, given)
    writer.put(node)
    return Program(tuple(writer.steps), writer.depth)


def scaled(value: Decimal | int) -> int:
    """A decimal as the kernel holds it; it has at most six places."""
    return int(EXACT.multiply(Decimal(value), SCALE))


class _Writer:
    """Writes the steps of one program; each `put` leaves one value on the stack and returns its bounds."""

    def __init__(self, whole: Node, numbers: Mapping[Key, int], given: Mapping[Key, Bounds]) -> None:
        found = {part.value for part in tree.walk(whole) if isinstance(part, tree.Literal)}
        self.texts = sorted(value for value in found if isinstance(value, str))
        self.numbers, self.given = numbers, given
        self.steps: list[tuple[int, int]] = []
        self.height = self.depth = 0

    def step(self, operator: int, operand: int = 0, *, takes: int) -> None:
        """Add a step that takes so many values and leaves one."""
        self.steps.append((operator, operand))
        self.height += 1 - takes
        self.depth = max(self.depth, self.height)

    def put(self, node: Node, as_type: Type = Type.NULL) -> Bounds:
        """The steps of a node; an integer that is wanted as a decimal is widened."""
        found = self._put(node)
        is_decimal = node.type is Type.DECIMAL
        if as_type is Type.DECIMAL and node.type is Type.INTEGER:
            is_decimal = True
            self.step(WIDEN, takes=1)
        if found.magnitude * (SCALE if is_decimal else 1) > LARGEST:
            raise OverflowError(f"a value of up to {found.magnitude:f}")
        return found

    def _put(self, node: Node) -> Bounds:
        match node:
            case tree.Literal() | tree.Name() | tree.Aggregate():
                return self._leaf(node)
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Compare():
                return self._comparison(node)
            case tree.And() | tree.Or():
                self._in_turn(AND if isinstance(node, tree.And) else OR, (node.left, node.right), node.type)
                return NO_BOUNDS
            case tree.Case():
                return self._case(node)
            case tree.Coalesce():
                return bounds.union(self._in_turn(COALESCE, node.arguments, node.type))
            case tree.Extreme():
                is_least = node.function == "LEAST"
                parts = self._in_turn(LEAST if is_least else GREATEST, node.arguments, node.type)
                return bounds.least(parts) if is_least else bounds.greatest(parts)
            case tree.In():
                return self._membership(node)
            case tree.Like():
                return self._like(node)
            case _:
                return self._unary(node)

    def _leaf(self, node: tree.Literal | tree.Name | tree.Aggregate) -> Bounds:
        if isinstance(node, tree.Name):
            assert node.name == "date", node.name
            self.step(DATE, takes=0)
            return NO_BOUNDS
        if isinstance(node, tree.Aggregate):
            self.step(READ, self.numbers[key_of(node)], takes=0)
            return self.given.get(key_of(node), NO_BOUNDS)
        self.step(PUSH, self._constant(node), takes=0)
        return node.bounds

    def _constant(self, node: tree.Literal) -> int:
        value = node.value
        if value is None:
            return UNKNOWN
        if isinstance(value, str):
            return self.texts.index(value)
        if isinstance(value, int | Decimal):
            return scaled(value) if node.type is Type.DECIMAL else int(value)
        return value.toordinal()

    def _in_turn(self, operator: int, arguments: tuple[Node, ...], as_type: Type) -> list[Bounds]:
        """An operator of two on the first and the second argument, then on that and the third, and so on."""
        found = [self.put(arguments[0], as_type)]
        for argument in arguments[1:]:
            found.append(self.put(argument, as_type))
            self.step(operator, takes=2)
        return found

    def _arithmetic(self, node: tree.Arithmetic) -> Bounds:
        types = (node.left.type, node.right.type)
        is_product = node.operator == "*"
        # a decimal times a whole number is exact as it is; all else is done in one scale
        common = Type.DECIMAL if Type.DECIMAL in types and not is_product else Type.NULL
        left, right = self.put(node.left, common), self.put(node.right, common)
        by_operator = {"+": ADD, "-": SUBTRACT, "/": DIVIDE, "*": MULTIPLY}
        both = is_product and types == (Type.DECIMAL, Type.DECIMAL)
        self.step(MULTIPLY_DECIMALS if both else by_operator[node.operator], takes=2)
        return bounds.arithmetic(node.operator, left, right, integers=node.right.type is Type.INTEGER)

    def _comparison(self, node: tree.Compare) -> Bounds:
        common = Type.DECIMAL if Type.DECIMAL in (node.left.type, node.right.type) else Type.NULL
        turned = node.operator in (">", ">=")
        for side in (node.right, node.left) if turned else (node.left, node.right):
            self.put(side, common)
        steps = {"=": EQUAL, "<>": DIFFERENT, "<": LESS, "<=": AT_MOST, ">": LESS, ">=": AT_MOST}
        self.step(steps[node.operator], takes=2)
        return NO_BOUNDS

    def _case(self, node: tree.Case) -> Bounds:
        """From the last branch to the first, so that the first that is true stands."""
        found = []
        if node.otherwise is None:
            self.step(PUSH, UNKNOWN, takes=0)
        else:
            found.append(self.put(node.otherwise, node.type))
        for condition, value in reversed(node.branches):
            found.append(self.put(value, node.type))
            self.put(condition)
            self.step(CHOOSE, takes=3)
        return bounds.union(found)

    def _membership(self, node: tree.In) -> Bounds:
        parts = (node.operand, *node.choices)
        common = Type.DECIMAL if any(part.type is Type.DECIMAL for part in parts) else Type.NULL
        for part in parts:
            self.put(part, common)
        self.step(AMONG, len(node.choices), takes=len(parts))
        return NO_BOUNDS

    def _like(self, node: tree.Like) -> Bounds:
        """No aggregate is a text, so each text that can occur is written in the expression, and is tried here."""
        self.put(node.operand)
        fits = like_pattern(node).fullmatch
        places = [place for place, text in enumerate(self.texts) if fits(text) is not None]
        for place in places:
            self.step(PUSH, place, takes=0)
        self.step(AMONG, len(places), takes=1 + len(places))
        return NO_BOUNDS

    def _unary(self, node: Node) -> Bounds:
        match node:
            case tree.Not():
                self.put(node.operand)
                self.step(NOT, takes=1)
            case tree.IsNull():
                self.put(node.operand)
                self.step(IS_NULL, takes=1)
            case tree.DatePart():
                self.put(node.operand)
                self.step(PART, PARTS.index(node.part), takes=1)
                return bounds.DATE_PART_BOUNDS[node.part]
            case tree.Negate():
                found = self.put(node.operand)
                self.step(NEGATE, takes=1)
                return bounds.negated(found)
            case tree.Absolute():
                found = self.put(node.operand)
                self.step(ABSOLUTE, takes=1)
                return bounds.absolute(found)
            case tree.Round():
                return self._rounded(node)
            case _:
                raise AssertionError(f"no program for {type(node).__name__}")
        return NO_BOUNDS

    def _rounded(self, node: tree.Round) -> Bounds:
        """A whole number is as round as it can be."""
        found = self.put(node.operand)
        if node.operand.type is not Type.DECIMAL:
            return found
        self.step(ROUND, 10 ** (PLACES - node.places), takes=1)
        if node.type is Type.INTEGER:
            self.step(NARROW, takes=1)
        return bounds.rounded(found, node.places)
