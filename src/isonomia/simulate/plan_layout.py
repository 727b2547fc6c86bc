"""The plan as one array: where each table lies, and how the kernel reads it.

A function of machine code is passed every array field by field, so a tuple of a hundred arrays costs each call more
than its work, and the compiler minutes. All tables of a run therefore lie in one array of int64: a header of three
numbers a table (where it begins, its width, its length), then the tables. `AT` names them.
"""

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.calendar import Assessments, Calendar
from isonomia.simulate.compiled import part
from isonomia.simulate.conduct_tables import Conduct, FalseRecords, Reports
from isonomia.simulate.life_tables import Life
from isonomia.simulate.period_tables import Periods
from isonomia.simulate.rule_tables import Events, Rules, Scoring

Array = npt.NDArray[Any]

GROUPS: Mapping[str, type] = {
    "calendar": Calendar,
    "assessments": Assessments,
    "rules": Rules,
    "events": Events,
    "periods": Periods,
    "scoring": Scoring,
    "conduct": Conduct,
    "false_records": FalseRecords,
    "reports": Reports,
    "life": Life,
}
RUN_FIELDS = (
    "odds_whole",
    "odds_places",
    "odds_part",
    "plain_points",
    "near",
    "report_bits",
    "is_scored",
    "is_plain",
    "life_moves",
    "answered",
    "period",
    "last_of_period",
    "groups",
)
TALLY_FIELDS = (
    "score",
    "bands",
    "acts",
    "records",
    "contests",
    "states",
    "people",
    "moves",
    "error_weeks",
    "restricted_weeks",
    "left",
    "held",
)
NAMES = (
    *(f"{group}_{field}" for group, made in GROUPS.items() for field in made._fields),  # type: ignore[attr-defined]
    *(f"run_{field}" for field in RUN_FIELDS),
    *(f"tally_{field}" for field in TALLY_FIELDS),
)
HEADER = 3
AT: Any = namedtuple("AT", NAMES)(*range(len(NAMES)))
"""The number of each table, by group and field: AT.rules_cap_points."""


def pack(tables: Mapping[str, Any]) -> npt.NDArray[np.int64]:
    """The tables of a plan in one array; a table of two dimensions keeps its width, one of more is flattened."""
    header = np.zeros((len(NAMES), HEADER), np.int64)
    parts, place = [header.reshape(-1)], header.size
    for number, name in enumerate(NAMES):
        table = np.asarray(tables[name]).astype(np.int64)
        width = table.shape[-1] if table.ndim > 1 else 1
        header[number] = place, width, table.shape[0] if table.ndim else 1
        parts.append(table.reshape(-1))
        place += table.size
    return np.concatenate(parts)


@part
def get(plan, table, row):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - machine code
    """One number of a table."""
    return plan[np.uint64(plan[HEADER * table] + row)]  # without a sign no index can count from the end


@part
def get2(plan, table, row, column):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """One number of a table with columns."""
    return plan[np.uint64(plan[HEADER * table] + row * plan[HEADER * table + 1] + column)]


@part
def length(plan, table):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """How many rows a table has."""
    return plan[HEADER * table + 2]


@part
def width(plan, table):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """How many columns a table has."""
    return plan[HEADER * table + 1]


@part
def tell(plan, tally, table, row, column, more):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """Add to one count of the tally, which is an array of its own; the plan's tables tell where each count begins.

    A table of more than two dimensions is addressed by the row of all but its last.
    """
    place = plan[HEADER * table]
    tally[np.uint64(plan[np.uint64(place)] + row * plan[np.uint64(place + 1)] + column)] += more
