"""How people differ: normal deviates from a table, and the middle disposition that gives the share a society states.

A share of people is not the chance of the person in the middle: where people differ, a few do much. So the middle is
found for which the mean over people is the stated share.
"""

from functools import cache, lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.log_odds import CERTAIN, LARGEST, ODDS_TABLE_LOW, log_odds, odds_table, to_units
from isonomia.society.model.activity import Activity
from isonomia.society.model.society_file import SocietyFile

STEPS = 4096
DEVIATE_UNIT = 1 << 16
_ONE = 1 << 31


@cache
def deviates() -> npt.NDArray[np.int64]:
    """The standard normal's quantiles at (k + 1/2) / 4096, in 1/65536."""
    normal = NormalDist()
    return np.array([round(normal.inv_cdf((k + 0.5) / STEPS) * DEVIATE_UNIT) for k in range(STEPS)], np.int64)


def spread_out(spread: int, draws: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Deviates of a standard deviation of `spread` for draws of 0 .. 4095; half up at 1/2."""
    scaled: npt.NDArray[np.int64] = (deviates()[draws] * spread + DEVIATE_UNIT // 2) >> 16
    return scaled


def probabilities(units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The probabilities, in 1/2^31, of log-odds in 1/1024."""
    table = odds_table()
    odds = table[np.clip(-np.abs(units), ODDS_TABLE_LOW, 0) - ODDS_TABLE_LOW]
    small = odds * _ONE // (_ONE + odds)
    found: npt.NDArray[np.int64] = np.where(units > 0, _ONE - small, small)
    return found


def usual_log_odds(activity: Activity, society: SocietyFile) -> int:
    """The log-odds of the person in the middle, for which the mean over people is the activity's weekly share.

    Found by bisection in whole numbers, so that it is the same on every machine.
    """
    share = activity.weekly.value
    if share in (0, 1):
        return log_odds(share)
    weights = {name: int(group.share.value * 1_000_000) for name, group in society.groups.items()}
    shifts = {name: to_units(item.value) for name, item in activity.by_group.items()}
    groups = tuple((weight, shifts.get(name, 0)) for name, weight in weights.items())
    return _middle(int(share * _ONE) * sum(weights.values()), to_units(activity.spread.value), groups)


@lru_cache(maxsize=4096)
def _middle(wanted: int, spread: int, groups: tuple[tuple[int, int], ...]) -> int:
    """The same from whole numbers, found once for all runs of a society; groups: weight and shift of each."""
    around = spread_out(spread, np.arange(STEPS))
    low, high = -LARGEST, LARGEST
    while high - low > 1:
        middle = (low + high) // 2
        mean = sum(weight * int(probabilities(middle + shift + around).sum()) // STEPS for weight, shift in groups)
        low, high = (middle, high) if mean < wanted else (low, middle)
    assert abs(high) < CERTAIN
    return high
