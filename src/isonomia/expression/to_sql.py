"""Expressions as SQL, the same meaning on every dialect.

Integers stand as they are, decimals in millionths, both as exact integers; conditions as three-valued booleans.
A part that the SQL of its parent would need twice is *bound*: computed once under a name in a nested query below.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from isonomia.expression import tree
from isonomia.expression.dialects.base import NARROW, Dialect
from isonomia.expression.tree import Node, Type
from isonomia.fixed_point import EXACT, PLACES, SCALE

SIMPLE = re.compile(r'-?[0-9]+|[\w."`]+')
WIDE_LIMIT = 10**38


@dataclass
class SqlCompiler:
    """Compiles expressions against columns; collects the bindings that the query must put below.

    `column` gives the SQL of a field, `date` or `nth`; `aggregate` that of an aggregate of a period rule.
    """

    dialect: Dialect
    column: Callable[[str], str]
    aggregate: Callable[[tree.Aggregate], str] = lambda item: item.target
    prefix: str = "part"
    bindings: list[tuple[str, str]] = field(default_factory=list)

    # -- entry points ---------------------------------------------------------------------------------------

    def condition(self, node: Node) -> str:
        """SQL of a condition: TRUE, FALSE or NULL."""
        match node:
            case tree.And():
                return f"({self.condition(node.left)} AND {self.condition(node.right)})"
            case tree.Or():
                return f"({self.condition(node.left)} OR {self.condition(node.right)})"
            case tree.Not():
                return f"(NOT {self.condition(node.operand)})"
            case tree.IsNull():
                return f"({self.value(node.operand)} IS NULL)"
            case tree.Compare():
                return self._compare(node)
            case tree.In():
                return self._membership(node)
            case tree.Like():
                return f"({self.dialect.like(self.value(node.operand), node.pattern)})"
            case _:
                return self.value(node)

    def points(self, node: Node) -> str:
        """SQL of points: the number rounded half away from zero to a whole one, NULL if unknown."""
        value = self.number(node)
        if node.type is not Type.DECIMAL:
            return value
        return self._divided(value, str(SCALE), node.bounds.magnitude * SCALE)

    def value(self, node: Node) -> str:
        """SQL of any value, in the form of its type."""
        if node.type.is_number:
            return self.number(node)
        match node:
            case tree.Literal(value=None):
                return "NULL"
            case tree.Literal(value=bool()):
                return "TRUE" if node.value else "FALSE"
            case tree.Literal():
                return self._literal(node)
            case tree.Name():
                return self._name(node)
            case tree.Aggregate():
                return self.aggregate(node)
            case tree.Case() | tree.Coalesce():
                return self._choice(node, self.condition if node.type is Type.BOOLEAN else self.value)
            case tree.Extreme():
                return self._extreme(node, self.value)
            case _:
                return self.condition(node)

    def number(self, node: Node) -> str:
        """SQL of a number: an integer, of a decimal its millionths."""
        match node:
            case tree.Literal():
                assert isinstance(node.value, (int, Decimal))
                return self._integer(int(node.value * (SCALE if node.type is Type.DECIMAL else 1)))
            case tree.Name():
                column = self.column(node.name)
                return self.dialect.millionths(column) if node.type is Type.DECIMAL else column
            case tree.Aggregate():
                return self.aggregate(node)
            case tree.Negate():
                return f"(-({self._widened(node.operand, _magnitude(node))}))"
            case tree.Absolute():
                return f"ABS({self._widened(node.operand, _magnitude(node))})"
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Case() | tree.Coalesce():
                return self._choice(node, lambda part: self._aligned(part, node))
            case tree.Extreme():
                return self._extreme(node, lambda part: self._aligned(part, node))
            case tree.Round():
                return self._round(node)
            case tree.DatePart():
                return self.dialect.date_part(node.part, self.value(node.operand))
            case _:
                raise AssertionError(f"no SQL for {type(node).__name__}")

    # -- numbers --------------------------------------------------------------------------------------------

    def _arithmetic(self, node: tree.Arithmetic) -> str:
        if node.operator in "+-":
            left, right = self._aligned(node.left, node), self._aligned(node.right, node)
            return f"({self._at_least_narrow(node, left)} {node.operator} {right})"
        if node.operator == "*":
            return self._product(node)
        return self._quotient(node)

    def _product(self, node: tree.Arithmetic) -> str:
        both_decimal = node.left.type is Type.DECIMAL and node.right.type is Type.DECIMAL
        largest = _magnitude(node.left) * _magnitude(node.right)
        if not both_decimal:
            left, right = self._widened(node.left, largest), self._widened(node.right, largest)
            return f"({self._at_least_narrow(node, left)} * {right})"
        if largest < WIDE_LIMIT:
            left, right = self._widened(node.left, largest), self._widened(node.right, largest)
            product = f"({self._at_least_narrow(node, left)} * {right})"
            return self._divided(product, str(SCALE), largest)
        # a*b = (whole millions of a)*b + (rest of a)*b, each of which fits; only the second needs rounding
        big, small = sorted((node.left, node.right), key=_magnitude, reverse=True)
        a = self._bound(self.dialect.wide(self.number(big)))
        b = self._bound(self.dialect.wide(self.number(small)))
        whole = f"({self.dialect.quotient(a, str(SCALE))}) * {b}"
        rest = f"({self.dialect.remainder(a, str(SCALE))}) * {b}"
        return f"({whole} + {self._divided(rest, str(SCALE), WIDE_LIMIT)})"

    def _quotient(self, node: tree.Arithmetic) -> str:
        scaled = Type.DECIMAL in (node.left.type, node.right.type)
        factor = SCALE if scaled else 1
        a = self._scaled(node.left, factor)
        b = self._bound(f"NULLIF({self._scaled(node.right, factor)}, 0)")
        largest = int(max(node.left.bounds.magnitude, node.right.bounds.magnitude)) * factor * SCALE
        if largest < WIDE_LIMIT // 4:
            return self._divided(f"({a} * {SCALE})", b, largest)
        a = self._bound(a)
        whole = f"({self.dialect.quotient(a, b)}) * {SCALE}"
        rest = f"({self.dialect.remainder(a, b)}) * {SCALE}"
        return f"({whole} + {self._divided(rest, b, WIDE_LIMIT)})"

    def _scaled(self, node: Node, factor: int) -> str:
        """A number as a wide integer, times `factor` unless it stands in millionths already."""
        sql = self.dialect.wide(self.number(node))
        return sql if node.type is Type.DECIMAL or factor == 1 else f"({sql} * {factor})"

    def _divided(self, dividend: str, divisor: str, largest: Decimal | int) -> str:
        """Integer division rounded half away from zero."""
        sql = self._bound(self.dialect.narrow(dividend) if largest < NARROW else dividend)
        sign = self.dialect.sign(sql)
        if divisor.isdigit():
            half = int(divisor) // 2
            quotient = self.dialect.quotient(f"({sql} + ({sign}) * {half})", divisor)
        else:
            # trunc((2a + sign(a) |b|) / 2b) is a/b rounded half away from zero, whatever the signs
            quotient = self.dialect.quotient(f"({sql} * 2 + ({sign}) * ABS({divisor}))", f"({divisor} * 2)")
        return self.dialect.narrow(quotient) if largest < NARROW and divisor.isdigit() else self.dialect.wide(quotient)

    def _round(self, node: tree.Round) -> str:
        if node.operand.type is Type.INTEGER:
            return self.number(node.operand)
        step = 10 ** (PLACES - node.places)
        rounded = self._divided(self.number(node.operand), str(step), _magnitude(node.operand))
        if node.places == 0 or step == 1:
            return rounded if step > 1 else self.number(node.operand)
        return f"({rounded} * {step})"

    def _aligned(self, part: Node, whole: Node) -> str:
        """A part in the form of the whole: in millionths if that is decimal, wide if that may be."""
        if part.type is Type.NULL:
            return "NULL"
        if whole.type is not Type.DECIMAL or part.type is not Type.INTEGER:
            return self._widened(part, _magnitude(whole))
        if isinstance(part, tree.Literal) and isinstance(part.value, int):
            return self._integer(part.value * SCALE)
        # at least 64 bits, as literals alone would be computed in 32
        largest = max(_magnitude(whole), _magnitude(part) * SCALE)
        cast = self.dialect.wide if largest >= NARROW else self.dialect.narrow
        return f"({cast(self.number(part))} * {SCALE})"

    def _at_least_narrow(self, node: tree.Arithmetic, left: str) -> str:
        """The left side as 64 bits at least: literals alone would be computed in 32 and overflow."""
        if any(isinstance(side, tree.Name | tree.Aggregate) for side in (node.left, node.right)):
            return left
        return left if self.dialect.wide_type in left else self.dialect.narrow(left)

    def _widened(self, node: Node, largest: Decimal | int) -> str:
        sql = self.number(node)
        needs = max(Decimal(largest), Decimal(_magnitude(node))) >= NARROW
        return self.dialect.wide(sql) if needs else sql

    def _integer(self, value: int) -> str:
        if abs(value) >= NARROW:
            return self.dialect.wide(self.dialect.text(str(value)))
        return f"({value})" if value < 0 else str(value)

    # -- conditions and choices -----------------------------------------------------------------------------

    def _compare(self, node: tree.Compare) -> str:
        left, right = self._pair(node.left, node.right)
        return f"({left} {node.operator} {right})"

    def _pair(self, left: Node, right: Node) -> tuple[str, str]:
        """Two values in one form, so that the engine compares like with like."""
        if not left.type.is_number:
            if left.type is Type.BOOLEAN:
                return self.condition(left), self.condition(right)
            return self.value(left), self.value(right)
        native = self._native_pair(left, right)
        if native is not None:
            return native
        larger = max((left, right), key=lambda part: (part.type is Type.DECIMAL, _magnitude(part)))
        return self._aligned(left, larger), self._aligned(right, larger)

    def _native_pair(self, left: Node, right: Node) -> tuple[str, str] | None:
        """A decimal field against a literal is compared as it stands, without turning it to millionths."""
        for field_side, other in ((left, right), (right, left)):
            if (
                isinstance(field_side, tree.Name)
                and field_side.type is Type.DECIMAL
                and isinstance(other, tree.Literal)
                and other.bounds.magnitude < 10**11
            ):
                column, literal = self.column(field_side.name), str(other.value)
                return (column, literal) if field_side is left else (literal, column)
        return None

    def _membership(self, node: tree.In) -> str:
        pairs = [self._pair(node.operand, choice) for choice in node.choices]
        operand = pairs[0][0]
        if all(pair[0] == operand for pair in pairs):
            return f"({operand} IN ({', '.join(pair[1] for pair in pairs)}))"
        return "(" + " OR ".join(f"{left} = {right}" for left, right in pairs) + ")"

    def _choice(self, node: tree.Case | tree.Coalesce, form: Callable[[Node], str]) -> str:
        if isinstance(node, tree.Coalesce):
            return f"COALESCE({', '.join(form(part) for part in node.arguments)})"
        branches = " ".join(
            f"WHEN {self.condition(condition)} THEN {form(value)}" for condition, value in node.branches
        )
        otherwise = f" ELSE {form(node.otherwise)}" if node.otherwise is not None else ""
        return f"CASE {branches}{otherwise} END"

    def _extreme(self, node: tree.Extreme, form: Callable[[Node], str]) -> str:
        if len(node.arguments) == 1:
            return form(node.arguments[0])
        parts = [form(part) for part in node.arguments]
        unknown = [index for index, part in enumerate(node.arguments) if not isinstance(part, tree.Literal)]
        # engines skip NULL in LEAST and GREATEST; here one unknown argument makes the result unknown
        for index in unknown:
            parts[index] = self._bound(parts[index])
        tests = " OR ".join(f"{parts[index]} IS NULL" for index in unknown)
        extreme = f"{node.function}({', '.join(parts)})"
        return f"CASE WHEN {tests} THEN NULL ELSE {extreme} END" if unknown else extreme

    # -- leaves ---------------------------------------------------------------------------------------------

    def _literal(self, node: tree.Literal) -> str:
        if isinstance(node.value, date):
            return self.dialect.day(node.value)
        return self.dialect.text(str(node.value))

    def _name(self, node: tree.Name) -> str:
        column = self.column(node.name)
        return f"{column}{self.dialect.text_order}" if node.type is Type.TEXT else column

    def _bound(self, sql: str) -> str:
        """A name for a part that is needed more than once; simple parts need none."""
        if SIMPLE.fullmatch(sql):
            return sql
        name = f"{self.prefix}_{len(self.bindings) + 1}"
        self.bindings.append((name, sql))
        return self.dialect.name_of(name)


def _magnitude(node: Node) -> int:
    """The largest value of a node in its SQL form, in millionths for decimals."""
    return int(EXACT.multiply(node.bounds.magnitude, SCALE if node.type is Type.DECIMAL else 1)) + 1
