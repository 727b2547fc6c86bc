"""Thresholds on a score under a rule of fairness: what the two results on credit scores share.

A lender gains `repay - break_even` with each loan, in units of a loan repaid less one lost. A group's threshold may
fall inside a score, so that only part of those with this score are accepted; all curves are interpolated for that.
"""

import numpy as np

from isonomia.reproduce.credit_scores import CreditScores, Floats, from_above

GRID = 4_001  # points on which an interpolated criterion is tried


def profit_curves(data: CreditScores, break_even: float) -> Floats:
    """For each group the profit if everyone from a score on is accepted, weighed by the group's share."""
    return from_above(data.share[:, None] * data.mass * (data.repay - break_even))


def selection_curves(data: CreditScores) -> Floats:
    """For each group the part that is accepted from a score on."""
    return from_above(data.mass)


def opportunity_curves(data: CreditScores) -> Floats:
    """For each group the part of those who would repay that is accepted from a score on: the true positive rate."""
    paying = data.mass * data.repay
    return from_above(paying / paying.sum(axis=1, keepdims=True))


def false_positive_curves(data: CreditScores) -> Floats:
    """For each group the part of those who would not repay that is accepted from a score on."""
    failing = data.mass * (1 - data.repay)
    return from_above(failing / failing.sum(axis=1, keepdims=True))


def at(level: Floats | float, rates: Floats, values: Floats) -> Floats:
    """A curve's values where its rate has this level; rates fall from the lowest score to the highest."""
    return np.asarray(np.interp(level, rates[::-1], values[::-1]))


def best_common(rates: Floats, profits: Floats) -> float:
    """The rate, the same for every group, at which the profit of all groups together is greatest."""
    levels = np.linspace(0.0, 1.0, GRID)
    together = sum(at(levels, own, profit) for own, profit in zip(rates, profits, strict=True))
    return float(levels[int(np.argmax(together))])


def profit_at(level: float, rates: Floats, profits: Floats) -> float:
    """The profit of all groups together if each has this rate."""
    return float(sum(at(level, own, profit) for own, profit in zip(rates, profits, strict=True)))


def best_equal_odds(data: CreditScores, break_even: float) -> float:
    """The greatest profit at a true and a false positive rate that every group can have.

    What all can have lies below the lowest of their ROC curves (Hardt, Price, Srebro 2016, section 4).
    """
    false_rates = np.linspace(0.0, 1.0, GRID)
    curves = zip(false_positive_curves(data), opportunity_curves(data), strict=True)
    true_rates = np.min([at(false_rates, false, true) for false, true in curves], axis=0)
    paying = float((data.share * (data.mass * data.repay).sum(axis=1)).sum())
    failing = float((data.share * (data.mass * (1 - data.repay)).sum(axis=1)).sum())
    return float(np.max((1 - break_even) * paying * true_rates - break_even * failing * false_rates))


def group_rates(criterion: str, data: CreditScores, break_even: float) -> Floats:
    """The part of each group that is accepted under a criterion: `profit`, `parity` or `opportunity`."""
    selection, profits = selection_curves(data), profit_curves(data, break_even)
    if criterion == "profit":
        return np.array([own[int(np.argmax(profit))] for own, profit in zip(selection, profits, strict=True)])
    if criterion == "parity":
        return np.full(len(data.groups), best_common(selection, profits))
    opportunity = opportunity_curves(data)
    level = best_common(opportunity, profits)
    return np.array([at(level, own, rates) for own, rates in zip(opportunity, selection, strict=True)])
