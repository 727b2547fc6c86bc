"""Log-odds as whole numbers of 1/1024, odds as 16 bits on a scale of their own for each activity.

u < p exactly where u < (1 - u) x odds, so that no logistic function is needed in the kernel, and effects that add in
log-odds multiply in odds. Tables come from decimal arithmetic, which is correctly rounded and the same on every
machine; the C library's exponential is not.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache

import numpy as np
import numpy.typing as npt

UNIT = 1024
"""Log-odds of 1."""
CERTAIN = 32 * UNIT - 1
"""Log-odds that stand for a probability of 1; the negative for 0. No effect moves a person from there."""
LARGEST = 12 * UNIT
"""Log-odds of all that is not certain stay within this; e^-12 is 6 in a million."""
ODDS_TABLE_LOW = -24 * UNIT
"""Where the table of odds begins; below, odds on any scale are 0."""
FULL = 65535
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_EVEN)


def to_units(value: Decimal) -> int:
    """Log-odds as a whole number of 1/1024, rounded half to even."""
    return int((value * UNIT).to_integral_value(rounding=ROUND_HALF_EVEN))


def log_odds(probability: Decimal) -> int:
    """The log-odds of a probability in 1/1024; 0 and 1 are the certain ends."""
    if probability <= 0:
        return -CERTAIN
    if probability >= 1:
        return CERTAIN
    odds = _CONTEXT.divide(probability, 1 - probability)
    return max(-LARGEST, min(LARGEST, to_units(_CONTEXT.ln(odds))))


def exponential(units: int) -> Decimal:
    """The exponential of so many 1/1024."""
    return _CONTEXT.exp(_CONTEXT.divide(Decimal(units), UNIT))


@cache
def odds_factors() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """(whole, places, part), from which e^-(k + m/1024) in 1/2^31 is (whole[k] x part[m] >> places[k]) + 1 >> 1.

    whole: e^-k in 1/2^(places[k] + 1), of 31 bits; part: e^(-m/1024) in 1/2^31. k from 0 to 24, m from 0 to 1023: some
    thousand numbers that stay in the processor's first cache, where a table of 24,577 does not.
    """
    wholes, places = [], []
    for k in range(-ODDS_TABLE_LOW // UNIT + 1):
        value, place = exponential(-k * UNIT) * 2**31, 30
        while value < 2**30:
            value, place = value * 2, place + 1
        wholes.append(int(value.to_integral_value(rounding=ROUND_HALF_EVEN)))
        places.append(place)
    parts = [int((exponential(-m) * 2**31).to_integral_value(rounding=ROUND_HALF_EVEN)) for m in range(UNIT)]
    return np.array(wholes, np.int64), np.array(places, np.int64), np.array(parts, np.int64)


@cache
def odds_table() -> npt.NDArray[np.int64]:
    """e^z in 1/2^31, to within 2 of its last digits, for z from -24 to 0 in steps of 1/1024: 24,577 numbers."""
    whole, places, part = odds_factors()
    depth = np.arange(-ODDS_TABLE_LOW, -1, -1)
    k = depth >> 10
    table: npt.NDArray[np.int64] = (whole[k] * part[depth & (UNIT - 1)] >> places[k]) + 1 >> 1
    return table


def as_16_bits(probability: Decimal) -> int:
    """A probability in 1/65535, rounded half to even, so that 0 and 1 are exact."""
    return int((probability * FULL).to_integral_value(rounding=ROUND_HALF_EVEN))


def as_32_bits(probability: Decimal) -> int:
    """A threshold for a number of 32 bits: a draw below it happens. 1 is 2^32, which no draw reaches."""
    return int((probability * 2**32).to_integral_value(rounding=ROUND_HALF_EVEN))
