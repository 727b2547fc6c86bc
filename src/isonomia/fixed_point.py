"""Exact numbers: integer points, decimals to six places, rounding half away from zero.

Nothing in a score is a binary float. A decimal field holds at most 12 digits before and 6 after the point;
`*` and `/` are rounded to six places, each at its own place in an expression (docs/semantics.md).
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

PLACES = 6
SCALE = 10**PLACES
UNITS = tuple(Decimal(1).scaleb(-places) for places in range(PLACES + 1))
SMALLEST = UNITS[PLACES]
INTEGER_MIN, INTEGER_MAX = -(2**63), 2**63 - 1
DECIMAL_FIELD_MAX = Decimal(10**12) - SMALLEST
# Enough digits that no intermediate value of a checked expression is rounded before its place; Python's own
# operators on Decimal keep 28 digits only.
EXACT = Context(prec=160, rounding=ROUND_HALF_UP)
# The largest value of DECIMAL(38,6); an expression that could pass it is an error when the scheme is loaded.
WIDEST = EXACT.subtract(Decimal(10**32), SMALLEST)

INTEGER_PATTERN = re.compile(r"[+-]?[0-9]{1,19}")
DECIMAL_PATTERN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def parse_integer(text: str) -> int:
    """Read a whole number of 64 bits from its text; ValueError says what was expected."""
    if INTEGER_PATTERN.fullmatch(text) is None or not INTEGER_MIN <= int(text) <= INTEGER_MAX:
        raise ValueError("a whole number of at most 64 bits, such as 3")
    return int(text)


def parse_decimal(text: str) -> Decimal:
    """Read a decimal field from its text, never through a float; ValueError says what was expected."""
    if DECIMAL_PATTERN.fullmatch(text) is None:
        raise ValueError("a decimal number such as 85.5, without exponent")
    value = Decimal(text)
    if abs(value) > DECIMAL_FIELD_MAX or EXACT.quantize(value, SMALLEST) != value:
        raise ValueError("a decimal number with at most 12 digits before and 6 after the point")
    return EXACT.quantize(value, SMALLEST) + 0


def round_places(value: Decimal, places: int = PLACES) -> Decimal:
    """Round half away from zero to `places` after the point."""
    return value.quantize(UNITS[places], context=EXACT)


def round_to_integer(value: Decimal | int) -> int:
    """Round half away from zero to a whole number, as SQL's ROUND does on decimals."""
    return value if isinstance(value, int) else int(EXACT.to_integral_value(value))


def negate(value: Decimal | int) -> Decimal | int:
    """The value with its sign turned, exact."""
    return -value if isinstance(value, int) else EXACT.minus(value)


def absolute(value: Decimal | int) -> Decimal | int:
    """The value without its sign, exact."""
    return abs(value) if isinstance(value, int) else EXACT.abs(value)


def multiply(left: Decimal | int, right: Decimal | int) -> Decimal | int:
    """The product, rounded to six places half away from zero; of two integers an integer."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if isinstance(left, int) or isinstance(right, int):
        return EXACT.multiply(left, right)  # six places times a whole number: exact
    return round_places(EXACT.multiply(left, right))


def divide(left: Decimal | int, right: Decimal | int) -> Decimal | None:
    """The quotient, rounded to six places half away from zero; None (unknown) when dividing by zero."""
    if right == 0:
        return None
    return round_places(EXACT.divide(Decimal(left), Decimal(right)))


def halve(points: int, times: int) -> int:
    """Divide by two `times` times, truncated toward zero each time (the same as once by 2**times)."""
    return -(-points >> times) if points < 0 else points >> times


def plain_text(value: Decimal | int) -> str:
    """A number as a reader writes it: no exponent, no trailing zeros."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
