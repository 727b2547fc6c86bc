"""Log-odds in 1/1024 and the table of odds, against Python's own functions."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isonomia.simulate.log_odds import CERTAIN, as_16_bits, as_32_bits, log_odds, odds_table, to_units


@pytest.mark.parametrize(
    ("probability", "units"),
    [("0", -CERTAIN), ("1", CERTAIN), ("0.5", 0), ("0.75", 1125), ("0.25", -1125), ("0.0001", -9431)],
)
def test_log_odds(probability, units):  # ln 3 x 1024 = 1124.98; ln(0.0001 / 0.9999) x 1024 = -9431.26
    assert log_odds(Decimal(probability)) == units


@given(st.integers(0, 24 * 1024))
def test_the_table_is_the_exponential(index):
    exact = math.exp(-index / 1024) * 2**31
    assert abs(int(odds_table()[24 * 1024 - index]) - exact) <= 1.5


def test_rounding_of_scales():
    assert [as_16_bits(Decimal(text)) for text in ("0", "0.5", "1")] == [0, 32768, 65535]
    assert [as_32_bits(Decimal(text)) for text in ("0", "0.25", "1")] == [0, 2**30, 2**32]
    assert to_units(Decimal("0.69")) == 707
