"""Numbers: + and - exact, * and / to six places half away from zero, each at its own place (SEMANTICS 6.12)."""

from decimal import Decimal as D

import pytest

from isonomia.expression.tree import Type
from unit.expression.one_event import tree_of, value_of

LARGEST = "999999999999.999999"


@pytest.mark.parametrize(
    ("text", "hours", "expected"),
    [
        ("hours * 0.000001", "0.5", "0.000001"),  # 0.0000005: a tie goes away from zero
        ("hours * 0.000001", "-0.5", "-0.000001"),
        ("hours * 0.000001", "1.5", "0.000002"),  # 0.0000015; half to even would agree
        ("hours * 0.000001", "2.5", "0.000003"),  # 0.0000025; half to even would say 0.000002
        ("hours * 0.000001", "-2.5", "-0.000003"),
        ("hours * 0.000001", "0.499999", "0"),
        ("hours * hours", "-1.000001", "1.000002"),  # 1.000002000001
        ("hours * 3", "0.333333", "0.999999"),  # by a whole number: exact
        ("hours * hours", "0.0005", "0"),  # 0.00000025
        ("hours * hours", "0.0008", "0.000001"),  # 0.00000064
    ],
)
def test_products(text, hours, expected):
    assert value_of(text, hours=hours) == D(expected)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("number / 3", 1, "0.333333"),
        ("number / 3", 2, "0.666667"),
        ("number / 3", -1, "-0.333333"),
        ("number / 3", -2, "-0.666667"),
        ("number / -3", -2, "0.666667"),
        ("number / -3", 2, "-0.666667"),
        ("number / 2", 7, "3.5"),  # decimal also between whole numbers
        ("number / 2", -7, "-3.5"),
        ("number / 2000000", 1, "0.000001"),  # 0.0000005, a tie
        ("number / 2000000", -1, "-0.000001"),
        ("number / 2000000", 5, "0.000003"),  # 0.0000025, a tie
        ("number / 2000001", 1, "0"),
        ("number / 0.000001", 1, "1000000"),
        ("number / 0.3", 1, "3.333333"),
    ],
)
def test_quotients(text, number, expected):
    assert value_of(text, number=number) == D(expected)
    assert tree_of(text).type is Type.DECIMAL


@pytest.mark.parametrize("text", ["number / 0", "hours / 0.000000", "1 / (number - number)", "number / (hours * 0)"])
def test_division_by_zero_is_unknown(text):
    assert value_of(text, number=5, hours="2.5") is None
    assert value_of(f"COALESCE({text}, -1)", number=5, hours="2.5") == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number / 3 * 3", "0.999999"),  # 0.333333 * 3
        ("number * 3 / 3", "1"),
        ("number / 3 + number / 3 + number / 3", "0.999999"),
        ("2 * number / 3", "0.666667"),
        ("number / 3 / 2", "0.166667"),  # 0.333333 / 2 = 0.1666665, a tie
        ("2 + number * 3", "5"),
        ("2 - 3 - number", "-2"),  # from the left
        ("8 / 4 / 2", "1"),
        ("-number - -number", "0"),
        ("- (number - 3)", "2"),
    ],
)
def test_each_at_its_own_place(text, expected):
    assert value_of(text, number=1) == D(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 999999999999.999999 squared is 999999999999999998000000.000000000001, that is ...998000000.000000
        ("hours * hours", "999999999999999998000000"),
        ("hours * hours + 0.000001", "999999999999999998000000.000001"),
        ("hours * hours - 0.000001", "999999999999999997999999.999999"),
        ("0.000001 - hours * hours", "-999999999999999997999999.999999"),
        ("-(hours * hours + 0.000001)", "-999999999999999998000000.000001"),
        ("ABS(-(hours * hours) - 0.000001)", "999999999999999998000000.000001"),
        ("hours * hours * 1000000 + 0.5 - hours * hours * 1000000", "0.5"),
    ],
)
def test_sums_of_thirty_digits_are_exact(text, expected):
    assert value_of(text, hours=LARGEST) == D(expected)


@pytest.mark.parametrize(
    ("text", "hours", "expected"),
    [
        ("ROUND(hours)", "2.5", 3),
        ("ROUND(hours)", "-2.5", -3),
        ("ROUND(hours)", "3.5", 4),
        ("ROUND(hours)", "-0.5", -1),
        ("ROUND(hours)", "0.499999", 0),
        ("ROUND(hours)", "-0.499999", 0),
        ("ROUND(hours, 0)", "1.5", 2),
        ("ROUND(hours, 1)", "0.25", "0.3"),
        ("ROUND(hours, 1)", "-0.25", "-0.3"),
        ("ROUND(hours, 2)", "1.005", "1.01"),
        ("ROUND(hours, 5)", "0.000005", "0.00001"),
        ("ROUND(hours, 6)", "0.123456", "0.123456"),
        ("ABS(hours)", "-7.25", "7.25"),
        ("ABS(hours)", "0", 0),
    ],
)
def test_round_and_abs(text, hours, expected):
    assert value_of(text, hours=hours) == D(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number + 1", Type.INTEGER),
        ("number * 2", Type.INTEGER),
        ("number / 2", Type.DECIMAL),
        ("number + 0.5", Type.DECIMAL),
        ("hours * 2", Type.DECIMAL),
        ("ROUND(hours)", Type.INTEGER),
        ("ROUND(hours, 2)", Type.DECIMAL),
        ("ROUND(number, 2)", Type.INTEGER),
        ("ABS(number)", Type.INTEGER),
        ("LEAST(number, 2.5)", Type.DECIMAL),
        ("CASE WHEN late THEN 1 ELSE 2.5 END", Type.DECIMAL),
        ("CASE WHEN late THEN NULL ELSE 2 END", Type.INTEGER),
        ("COALESCE(number, 0)", Type.INTEGER),
        ("COALESCE(place, 'x')", Type.TEXT),
        ("nth", Type.INTEGER),
        ("date", Type.DATE),
    ],
)
def test_types(text, expected):
    assert tree_of(text).type is expected


def test_the_bounds_of_an_expression_are_those_of_its_fields():
    bounds = tree_of("LEAST(hours, 8) * 2").bounds
    assert bounds.high == 16
    assert bounds.low == -2 * D(LARGEST)
    assert (tree_of("YEAR(date)").bounds.low, tree_of("YEAR(date)").bounds.high) == (1, 9999)
