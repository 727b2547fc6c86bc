"""Liu, Dean, Rolf, Simchowitz and Hardt 2018: a rule of fairness may harm those it is meant for, one step later."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from isonomia.reproduce.credit_scores import CreditScores, Floats, from_above, read_credit_scores
from isonomia.reproduce.lending import at, group_rates, selection_curves
from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row

NAME = "liu-2018"
TITLE = "Liu et al. 2018: delayed impact of fair lending, on credit scores"
GROUPS = ("Black", "Non- Hispanic white")
UP, DOWN = 75.0, -150.0  # what a loan repaid, and one lost, does to the borrower's score
LOWEST, HIGHEST = 300.0, 850.0
LOSSES = (4, 10)  # a default costs this many times what a loan earns
CRITERIA = ("profit", "parity", "opportunity")
# from the per cent of people below to a score of 300 to 850: (score, per cent of people from here to the next)
PERCENTILES = (
    (300, 2.1), (350, 4.2), (400, 5.4), (450, 6.5), (500, 7.9), (550, 9.6),
    (600, 12.0), (650, 13.8), (700, 17.0), (750, 15.8), (800, 5.7), (850, 0.0),
)  # fmt: skip
CITATIONS: tuple[Citation, ...] = (
    Citation(
        "L. T. Liu, S. Dean, E. Rolf, M. Simchowitz, M. Hardt: Delayed Impact of Fair Machine Learning. ICML 2018",
        "https://arxiv.org/abs/1803.04383",
        "the abstract",
    ),
    Citation(
        "github.com/lydiatliu/delayedimpact at 94dde74 (BSD 3-Clause)",
        "https://github.com/lydiatliu/delayedimpact",
        "the authors' code; run once on the same data, with the changes that pandas 3 asks for",
    ),
)
# mean change of score in the black group, from the authors' policies and their `exp_move`
THEIR_CODE = {
    (4, "profit"): 8.40, (4, "parity"): -17.14, (4, "opportunity"): 6.01,
    (10, "profit"): 4.40, (10, "parity"): 6.83, (10, "opportunity"): 9.37,
}  # fmt: skip
THEIR_BEST, THEIR_HARM = 0.2384, 0.4324
TOLERANCE = 0.05
REASON = "half a unit of their last printed digit, and the common rate is searched on other points than theirs"


def as_credit_score(percentile: float) -> float:
    """A percentile of everybody as a score of 300 to 850, as the authors' `convert_percentiles` has it."""
    below = 0.0
    for (low, part), (high, _part) in pairwise(PERCENTILES):
        if below + part >= percentile:
            return low + (high - low) * (percentile - below) / part
        below += part
    return HIGHEST


def mean_moves(scores: Floats, repay: Floats) -> Floats:
    """The expected change of each score with a loan. As in the authors' code the mean stays within 300 to 850."""
    moved = scores + (1 - repay) * DOWN + repay * UP
    return np.clip(moved, LOWEST, HIGHEST) - scores


def outcome_curve(data: CreditScores, group: int) -> tuple[Floats, Floats]:
    """Selection rates of a group, and the mean change of its scores at each: the paper's outcome curve."""
    scores = np.array([as_credit_score(score) for score in data.scores])
    return selection_curves(data)[group], from_above(data.mass[group] * mean_moves(scores, data.repay[group]))


def harm_from(rates: Floats, changes: Floats) -> float:
    """The lowest selection rate above the best one at which the mean change is negative; 1 if there is none."""
    best = int(np.argmax(changes))
    harmful = rates[:best][changes[:best] < 0]
    return float(harmful.min()) if len(harmful) else 1.0


def mean_changes(data: CreditScores) -> dict[tuple[int, str], tuple[float, float]]:
    """For each loss and criterion the selection rate of the first group, and the mean change of its scores."""
    rates, changes = outcome_curve(data, 0)
    found = {}
    for loss in LOSSES:
        for criterion in CRITERIA:
            rate = float(group_rates(criterion, data, loss / (loss + 1))[0])
            found[loss, criterion] = (rate, float(at(rate, rates, changes)))
    return found


def _word(change: float) -> str:
    return "harms" if change < 0 else "improves"


def run(folder: Path | None, is_quick: bool) -> Result:
    """Compute the changes under three criteria and two losses; nothing in it is random, and it is quick."""
    del is_quick
    data = read_credit_scores(folder).of(*GROUPS)
    found = mean_changes(data)
    rates, changes = outcome_curve(data, 0)
    best, harm = float(rates[int(np.argmax(changes))]), harm_from(rates, changes)
    rows = [
        Row(
            f"loss 1:{LOSSES[0]}: profit alone, parity",
            f"{_word(found[4, 'profit'][1])}, {_word(found[4, 'parity'][1])}",
            "improves, harms",
            Basis.PUBLISHED,
            0,
            "the abstract: criteria 'may in fact cause harm in cases where an unconstrained objective would not'",
        )
    ]
    for loss in LOSSES:
        own = {criterion: found[loss, criterion][1] for criterion in CRITERIA}
        theirs = {criterion: THEIR_CODE[loss, criterion] for criterion in CRITERIA}
        rows.append(
            Row(f"loss 1:{loss}: order of the criteria, best first", _order(own), _order(theirs), Basis.AUTHORS_CODE, 0,
                "an order")
        )  # fmt: skip
        rows += [
            Row(f"loss 1:{loss}: mean change under {name}", own[name], theirs[name], Basis.AUTHORS_CODE, TOLERANCE,
                REASON, unit="points")
            for name in CRITERIA
        ]  # fmt: skip
    reason = "their curve has a point at each of the same scores; the last printed digit"
    rows.append(Row("best selection rate", best, THEIR_BEST, Basis.AUTHORS_CODE, 0.0001, reason, 4))
    rows.append(
        Row("selection rate from which on scores fall", harm, THEIR_HARM, Basis.AUTHORS_CODE, 0.0001, reason, 4)
    )
    return Result(NAME, TITLE, CITATIONS, _setting(data), tuple(rows), (_figure(rates, changes, found),), (
        "All changes are of the black group. Selection rates there: "
        + "; ".join(
            f"loss 1:{loss} " + ", ".join(f"{name} {found[loss, name][0]:.3f}" for name in CRITERIA) for loss in LOSSES
        )
        + ".",
        "The authors' notebook draws curves and prints no such figures. The decimals are from their code, run here, "
        "and not from the paper.",
    ))  # fmt: skip


def _order(changes: dict[str, float]) -> str:
    return " > ".join(sorted(changes, key=lambda name: -changes[name]))


def _setting(data: CreditScores) -> tuple[str, ...]:
    return (
        data.provenance,
        f"two groups, black and white, {data.share[0]:.0%} and {data.share[1]:.0%}; a loan repaid adds {UP:.0f} to the "
        f"score, one lost takes {-DOWN:.0f}, and the mean stays within {LOWEST:.0f} to {HIGHEST:.0f}",
        "the lender loses 4 or 10 times with a default what a repaid loan earns; nothing is random",
    )


def _figure(rates: Floats, changes: Floats, found: dict[tuple[int, str], tuple[float, float]]) -> Figure:
    levels = np.linspace(0, 1, 21)
    curve = at(levels, rates, changes)
    points = [
        Point("outcome curve", round(float(x), 3), round(float(y), 2)) for x, y in zip(levels, curve, strict=True)
    ]
    marked = "; ".join(
        f"loss 1:{loss} {name}: rate {rate:.3f}, change {change:+.2f}" for (loss, name), (rate, change) in found.items()
    )
    return Figure(
        "Mean change of the black group's scores by the part of the group that gets a loan",
        f"The curve rises to its best at {float(rates[int(np.argmax(changes))]):.3f} and falls below zero from "
        f"{harm_from(rates, changes):.3f} on. {marked}.",
        "selection rate",
        "mean change, points",
        Mark.LINE,
        tuple(points),
    )
