"""Interval arithmetic: how large can the value of an expression become?"""

from collections.abc import Iterable
from decimal import Decimal

from isonomia.expression.tree import Bounds, Type
from isonomia.fixed_point import DECIMAL_FIELD_MAX, EXACT, INTEGER_MAX, INTEGER_MIN, SMALLEST, round_places

INTEGER_BOUNDS = Bounds(Decimal(INTEGER_MIN), Decimal(INTEGER_MAX))
DECIMAL_BOUNDS = Bounds(-DECIMAL_FIELD_MAX, DECIMAL_FIELD_MAX)
# A member's period holds at most this many events of one source; more would overflow a sum, not a count.
MOST_EVENTS = 10**9
COUNT_BOUNDS = Bounds(Decimal(0), Decimal(MOST_EVENTS))
DATE_PART_BOUNDS = {
    "year": Bounds(Decimal(1), Decimal(9999)),
    "quarter": Bounds(Decimal(1), Decimal(4)),
    "month": Bounds(Decimal(1), Decimal(12)),
    "day": Bounds(Decimal(1), Decimal(31)),
    "week": Bounds(Decimal(1), Decimal(53)),
    "weekday": Bounds(Decimal(1), Decimal(7)),
}


def of_field(field_type: Type) -> Bounds:
    """All that a field of this type can hold."""
    return {Type.INTEGER: INTEGER_BOUNDS, Type.DECIMAL: DECIMAL_BOUNDS}.get(field_type, Bounds(Decimal(0), Decimal(0)))


def of_sum(field_type: Type) -> Bounds:
    """All that the sum of a field over a period can hold."""
    one = of_field(field_type)
    return Bounds(one.low * MOST_EVENTS, one.high * MOST_EVENTS)


def union(parts: Iterable[Bounds]) -> Bounds:
    """Any one of several values."""
    several = list(parts)
    return Bounds(min(part.low for part in several), max(part.high for part in several))


def least(parts: Iterable[Bounds]) -> Bounds:
    """The smallest of several values."""
    several = list(parts)
    return Bounds(min(part.low for part in several), min(part.high for part in several))


def greatest(parts: Iterable[Bounds]) -> Bounds:
    """The largest of several values."""
    several = list(parts)
    return Bounds(max(part.low for part in several), max(part.high for part in several))


def negated(part: Bounds) -> Bounds:
    """A value with its sign turned."""
    return Bounds(EXACT.minus(part.high), EXACT.minus(part.low))


def absolute(part: Bounds) -> Bounds:
    """A value without its sign."""
    low = Decimal(0) if part.low <= 0 <= part.high else min(EXACT.abs(part.low), EXACT.abs(part.high))
    return Bounds(low, part.magnitude)


def arithmetic(operator: str, left: Bounds, right: Bounds, *, integers: bool) -> Bounds:
    """The result of + - * / on two intervals; a divisor that may be near zero can multiply by a million."""
    if operator == "+":
        return Bounds(EXACT.add(left.low, right.low), EXACT.add(left.high, right.high))
    if operator == "-":
        return Bounds(EXACT.subtract(left.low, right.high), EXACT.subtract(left.high, right.low))
    if operator == "*":
        corners = [EXACT.multiply(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
        return Bounds(round_places(min(corners)), round_places(max(corners)))
    return _quotient(left, right, smallest_divisor=Decimal(1) if integers else SMALLEST)


def _quotient(left: Bounds, right: Bounds, smallest_divisor: Decimal) -> Bounds:
    divisors = [value for value in (right.low, right.high) if value != 0]
    if right.low <= 0 <= right.high:
        divisors += [value for value in (smallest_divisor, -smallest_divisor) if right.low <= value <= right.high]
    if not divisors:
        return Bounds(Decimal(0), Decimal(0))
    corners = [round_places(EXACT.divide(a, b)) for a in (left.low, left.high) for b in divisors]
    return Bounds(min(corners), max(corners))


def rounded(part: Bounds, places: int) -> Bounds:
    """A value rounded half away from zero."""
    return Bounds(round_places(part.low, places), round_places(part.high, places))
