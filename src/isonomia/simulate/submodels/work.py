"""The room in which one person's standing is worked out."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
FIRST_ITEMS = 20_000
"""Room for so many matches of one person at first; a run that needs more starts again with more."""

RULE, RECORD, MATCH_DAY, MATCH_END, LEFT, RESTS, CEILING_END = range(7)
"""Rows of `items`, which holds one person's matches: the rule, the record's place among the person's (-1: none, of a
period rule), its day, the day on which its points end, the points left after caps, whether a dispute suspends it, its
ceiling's end (-1: none)."""
PERIOD, GIVEN, TAKEN = range(3)
"""Columns of `caps`, a row a rule and then a row a pool: the period at hand, points given and taken in it."""


class Work(NamedTuple):
    """Room for one person's matches, for what caps let through, and for what period rules read and reckon.

    lacked: 1 once there was too little room for matches.
    """

    items: Array
    caps: Array
    values: Array
    stack: Array
    lacked: Array


def empty_work(caps: int, aggregates: int, depth: int, size: int = FIRST_ITEMS) -> Work:
    """Room for `size` matches, so many rules and pools, aggregates, and values on the stack."""
    return Work(
        np.zeros((CEILING_END + 1, size), np.int64),
        np.zeros((caps, 3), np.int64),
        np.zeros(aggregates, np.int64),
        np.zeros(depth, np.int64),
        np.zeros(1, np.int64),
    )
