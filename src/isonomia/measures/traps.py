"""Traps: how hard it is to leave the lowest band."""

import numpy as np

from isonomia.measures.measure import EVERYONE, Direction, Gauge, Measure, Unit, Values, divided
from isonomia.simulate.outcome import Outcome


def measure(outcome: Outcome) -> Values:
    """The share of members in the lowest band at the end, the chance to leave it in a week, the spell so far."""
    bands = max(1, outcome.setting.scoring.bands)
    rows = outcome.tally.moves.reshape(-1, len(outcome.groups), bands, bands).sum(axis=0)
    lowest, weeks = outcome.states("lowest")[-1], outcome.states("lowest_weeks")[-1]
    members = outcome.states("members")[-1]
    in_lowest = outcome.states("lowest").mean(axis=0) * outcome.weeks
    found = {}
    for row, group in enumerate([*outcome.groups, EVERYONE]):
        own = slice(row, row + 1) if row < len(outcome.groups) else slice(None)
        left = float(rows[own, 0, 1:].sum())
        found["in the lowest band", group] = divided(float(lowest[own].sum()), float(members[own].sum()))
        found["chance to leave in a week", group] = divided(left, float(in_lowest[own].sum()))
        found["weeks in it so far", group] = divided(float(weeks[own].sum()), float(lowest[own].sum()))
    return found


def person_weeks(outcome: Outcome) -> "np.ndarray":
    """The weeks that members spent in each band, (bands,)."""
    weeks: np.ndarray = outcome.tally.bands.sum(axis=0)
    return weeks


def transition_matrix(outcome: Outcome) -> "np.ndarray":
    """The chance to be in each band a week later, (from, to), over all members and the whole run."""
    bands = max(1, outcome.setting.scoring.bands)
    moves = outcome.tally.moves.reshape(-1, bands, bands).sum(axis=0).astype(float)
    stays = person_weeks(outcome).astype(float) - moves.sum(axis=1)
    whole = moves + np.diag(np.maximum(stays, 0))
    total = whole.sum(axis=1, keepdims=True)
    matrix: np.ndarray = np.divide(whole, total, out=np.zeros_like(whole), where=total > 0)
    return matrix


MEASURE = Measure(
    name="traps",
    title="Traps",
    definition=(
        "Members in the lowest band, the chance to leave it within a week, and how long those in it have been there."
    ),
    source="spells and transition matrices as in Shorrocks, Econometrica 46 (1978)",
    unit=Unit.SHARE,
    direction=Direction.HIGHER_IS_WORSE,
    of=measure,
    needs_scheme=True,
    apart={
        "chance to leave in a week": Gauge(Unit.SHARE, Direction.LOWER_IS_WORSE),
        "weeks in it so far": Gauge(Unit.WEEKS, Direction.HIGHER_IS_WORSE),
    },
)
