"""The stack machine that runs a period rule's expressions (isonomia.expression.to_kernel) on whole numbers.

SQL's three-valued logic with UNKNOWN as NULL; `*` and `/` of decimals are rounded to six places half away from zero,
division by zero is unknown. No known value is larger than 2^59, which the compiler has proved.
"""

import numpy as np

from isonomia.expression.to_kernel import (
    ABSOLUTE,
    ADD,
    AMONG,
    AND,
    AT_MOST,
    CHOOSE,
    COALESCE,
    DATE,
    DIFFERENT,
    DIVIDE,
    EQUAL,
    FIRST_OF_TWO,
    GREATEST,
    IS_NULL,
    LEAST,
    MULTIPLY,
    MULTIPLY_DECIMALS,
    NARROW,
    NEGATE,
    NOT,
    OR,
    PUSH,
    READ,
    ROUND,
    SUBTRACT,
    UNKNOWN,
    WIDEN,
)
from isonomia.fixed_point import PLACES, SCALE
from isonomia.simulate.compiled import part

YEAR, QUARTER, MONTH, DAY, WEEK, WEEKDAY = range(6)
"""The parts of a date, as in isonomia.expression.to_kernel.PARTS."""


@part
def evaluate(code, begin, end, date, values, stack):
    """The value of the program in code[begin:end], two numbers a step; `date` and dates in `values` are ordinals."""
    top = np.int64(-1)
    for at in range(begin, end, 2):
        operator, operand = code[at], code[at + 1]
        if operator <= DATE:
            top += 1
            stack[top] = operand if operator == PUSH else values[operand] if operator == READ else date
        elif operator < FIRST_OF_TWO:
            stack[top] = _of_one(operator, operand, stack[top])
        elif operator < CHOOSE:
            top -= 1
            stack[top] = _of_two(operator, stack[top], stack[top + 1])
        elif operator == CHOOSE:
            top -= 2
            if stack[top + 2] == 1:
                stack[top] = stack[top + 1]
        elif operator == AMONG:
            top -= operand
            stack[top] = _among(stack, top, operand)
    return stack[top]


@part
def _among(stack, top, choices):
    """Whether the value at `top` is one of the choices above it; unknown if it may be one that is unknown."""
    value = stack[top]
    if value == UNKNOWN:
        return np.int64(UNKNOWN)
    found = np.int64(0)
    for k in range(1, choices + 1):
        if stack[top + k] == value:
            return np.int64(1)
        if stack[top + k] == UNKNOWN:
            found = np.int64(UNKNOWN)
    return found


@part
def _of_one(operator, operand, value):
    if operator == IS_NULL:
        return np.int64(1 if value == UNKNOWN else 0)
    if value == UNKNOWN:
        return value
    if operator == WIDEN:
        return value * SCALE
    if operator == NARROW:
        return value // SCALE
    if operator == NEGATE:
        return -value
    if operator == ABSOLUTE:
        return abs(value)
    if operator == ROUND:
        half = (abs(value) + operand // 2) // operand * operand
        return half if value >= 0 else -half
    if operator == NOT:
        return 1 - value
    return _part(operand, value)


@part
def _of_two(operator, left, right):
    if operator == COALESCE:
        return right if left == UNKNOWN else left
    if operator in (AND, OR):
        decisive = np.int64(0 if operator == AND else 1)
        if decisive in (left, right):
            return decisive
    if UNKNOWN in (left, right):
        return np.int64(UNKNOWN)
    if operator in (AND, OR):
        return left
    if operator in (LEAST, GREATEST):
        return min(left, right) if operator == LEAST else max(left, right)
    if operator < EQUAL:
        return _arithmetic(operator, left, right)
    return np.int64(1 if _holds(operator, left, right) else 0)


@part
def _holds(operator, left, right):
    if operator == EQUAL:
        return left == right
    if operator == DIFFERENT:
        return left != right
    return left < right or (operator == AT_MOST and left == right)


@part
def _arithmetic(operator, left, right):
    if operator == ADD:
        return left + right
    if operator == SUBTRACT:
        return left - right
    if operator == MULTIPLY:
        return left * right
    if operator == DIVIDE and right == 0:
        return np.int64(UNKNOWN)
    size = _product(abs(left), abs(right)) if operator == MULTIPLY_DECIMALS else _quotient(abs(left), abs(right))
    return size if (left < 0) == (right < 0) else -size


@part
def _product(left, right):
    """The product over 10^6, half away from zero, where the result has 60 bits though the product has not."""
    left_whole, left_rest, right_whole, right_rest = left // SCALE, left % SCALE, right // SCALE, right % SCALE
    rest = (left_rest * right_rest + SCALE // 2) // SCALE
    return left_whole * right_whole * SCALE + left_whole * right_rest + left_rest * right_whole + rest


@part
def _quotient(left, right):
    """The quotient times 10^6, half away from zero, by long division: a remainder times ten has 64 bits."""
    found, rest = left // right, left % right
    for _ in range(PLACES):
        found, rest = found * 10 + rest * 10 // right, rest * 10 % right
    return found + 1 if 2 * rest >= right else found


@part
def _part(part, ordinal):
    """A part of a date given by its ordinal; the week is ISO's, and Monday is weekday 1."""
    weekday = (ordinal + 6) % 7 + 1
    if part == WEEKDAY:
        return weekday
    if part == WEEK:
        thursday = ordinal + 4 - weekday
        before = _civil(thursday)[0] - 1
        return (thursday - (365 * before + before // 4 - before // 100 + before // 400 + 1)) // 7 + 1
    year, month, day = _civil(ordinal)
    if part == YEAR:
        return year
    if part == QUARTER:
        return (month - 1) // 3 + 1
    return month if part == MONTH else day


@part
def _civil(ordinal):
    """(year, month, day), reckoned in eras of 400 years of 146,097 days from 1 March."""
    days = ordinal + 305
    era = days // 146097
    of_era = days - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (1 if month <= 2 else 0), month, day
