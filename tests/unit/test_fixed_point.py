"""Exact numbers: half away from zero, six places, truncating halves."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isonomia.fixed_point import (
    divide,
    halve,
    multiply,
    parse_decimal,
    parse_integer,
    plain_text,
    round_places,
    round_to_integer,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("-2.5", -3), ("2.499999", 2), ("-0.499999", 0)],
)
def test_half_away_from_zero(value, expected):
    assert round_to_integer(D(value)) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"), [("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("0.0000005", 6, "0.000001")]
)
def test_places(value, places, expected):
    assert round_places(D(value), places) == D(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1, 3, "0.333333"),
        (2, 3, "0.666667"),
        (-2, 3, "-0.666667"),
        (1, 2_000_000, "0.000001"),  # 0.0000005, a tie, goes away from zero
        (-1, 2_000_000, "-0.000001"),
        (1, 2_000_001, "0"),
        (7, -2, "-3.5"),
    ],
)
def test_division(left, right, expected):
    assert divide(left, right) == D(expected)


def test_division_by_zero_is_unknown():
    assert divide(1, 0) is None
    assert divide(D("0"), D("0.000000")) is None


def test_products_are_rounded_each_at_its_place():
    assert multiply(D("0.001"), D("0.0005")) == D("0.000001")  # 0.0000005
    assert multiply(D("-0.001"), D("0.0005")) == D("-0.000001")
    assert multiply(3, 4) == 12


@pytest.mark.parametrize(
    ("points", "times", "expected"), [(7, 1, 3), (-7, 1, -3), (-1, 1, 0), (100, 3, 12), (-100, 3, -12), (5, 0, 5)]
)
def test_halves_are_truncated_toward_zero(points, times, expected):
    assert halve(points, times) == expected


@given(points=st.integers(-(2**63), 2**63 - 1), times=st.integers(0, 70))
def test_many_halves_are_one_division(points, times):
    chained = points
    for _ in range(times):
        chained = abs(chained) // 2 * (1 if chained >= 0 else -1)
    assert halve(points, times) == chained


@pytest.mark.parametrize("text", ["1e3", "NaN", "inf", "", "1.1234567", "1234567890123", "--1", "1_0", "٣"])
def test_bad_decimals(text):
    with pytest.raises(ValueError, match="a decimal number"):
        parse_decimal(text)


def test_decimals_are_read_from_their_text():
    assert parse_decimal("85.50") == parse_decimal("85.5") == D("85.5")
    assert parse_decimal("1.1234560") == D("1.123456")
    assert parse_decimal("-999999999999.999999") == D("-999999999999.999999")
    assert str(parse_decimal("-0")) == "0.000000"


@pytest.mark.parametrize("text", ["3.0", "", "9223372036854775808", "-9223372036854775809", "1e2", "３"])
def test_bad_integers(text):
    with pytest.raises(ValueError, match="a whole number"):
        parse_integer(text)


def test_integers_have_64_bits():
    assert parse_integer("-9223372036854775808") == -(2**63)
    assert parse_integer("9223372036854775807") == 2**63 - 1


@pytest.mark.parametrize(
    ("value", "text"), [(D("85.500000"), "85.5"), (D("100.000000"), "100"), (D("-0.000000"), "0"), (1200, "1200")]
)
def test_numbers_as_a_reader_writes_them(value, text):
    assert plain_text(value) == text
