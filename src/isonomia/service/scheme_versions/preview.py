"""What a proposed version does to members, as a steward sees it: counts with noise, never a person.

A steward writes the version whose effect is counted, and could write one that singles a person out. So counts are not
merely cut off where they are small: they carry noise, and each proposal costs of a budget.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from isonomia.service.instance.instance import Instance
from isonomia.service.problems import Problem
from isonomia.service.scheme_versions.differences import OwnDifference
from isonomia.service.statistics.ask import Answer, ask, stored
from isonomia.service.statistics.budget import Asker
from isonomia.service.statistics.questions import Question

NO_GAIN = "same"
READINGS = ("at_effect", "always")
MOVES = ("rises", "falls", "same", "other")
SIZES = ("1_to_5", "6_to_20", "over_20")
BINS = (*(f"loses_{size}" for size in reversed(SIZES)), NO_GAIN, *(f"gains_{size}" for size in SIZES))
EPSILON_MILLI = 1000


def question_of(number: int, differences: Mapping[str, OwnDifference]) -> Question:
    """How many members gain and lose, rise and fall: each member is in one cell of each of the four counts."""

    def count(_connection: Connection, _instance: Instance) -> dict[str, int]:
        cells = {f"{reading}.{cell}": 0 for reading in READINGS for cell in (*BINS, *_moves())}
        for own in differences.values():
            for reading, item in (("at_effect", own.at_effect), ("always", own.always)):
                cells[f"{reading}.{bin_of(item.gain)}"] += 1
                cells[f"{reading}.band_{item.move}"] += 1
        return cells

    return Question(name_of(number), EPSILON_MILLI, 2 * len(READINGS), count)


def _moves() -> tuple[str, ...]:
    return tuple(f"band_{move}" for move in MOVES)


def bin_of(gain: int) -> str:
    """The bin of a gain; the edges never depend on the members."""
    if gain == 0:
        return NO_GAIN
    size = "1_to_5" if abs(gain) <= 5 else "6_to_20" if abs(gain) <= 20 else "over_20"
    return f"{'gains' if gain > 0 else 'loses'}_{size}"


def name_of(number: int) -> str:
    """The question's name."""
    return f"change_{number}"


def look(
    connection: Connection, instance: Instance, number: int, differences: Mapping[str, OwnDifference]
) -> Answer | None:
    """The counts for a proposal: asked once, when it is made; None where the budget is used up."""
    known = stored(connection, name_of(number))
    if known is not None:
        return known
    try:
        return ask(connection, instance, Asker.CHANGE, question_of(number, differences))
    except Problem as problem:
        if problem.code != "privacy-budget":
            raise
        return None
