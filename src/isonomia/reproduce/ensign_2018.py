"""Ensign et al. 2018: who is watched is found out; an urn in which discoveries decide where to look next."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row

NAME = "ensign-2018"
TITLE = "Ensign et al. 2018: runaway feedback in predictive policing, an urn"
CITATIONS: tuple[Citation, ...] = (
    Citation(
        "D. Ensign, S. A. Friedler, S. Neville, C. Scheidegger, S. Venkatasubramanian: Runaway Feedback Loops in "
        "Predictive Policing. FAT* 2018, PMLR 81",
        "https://proceedings.mlr.press/v81/ensign18a.html",
        "the abstract and parts of the text; the urn and its correction were read in the authors' code",
    ),
    Citation(
        "github.com/algofairness/runaway-feedback-loops-src at 4110c52",
        "https://github.com/algofairness/runaway-feedback-loops-src",
        "the authors' code; `linear_surprise` is the correction",
    ),
)
SEED = 20180223
RUNS, DRAWS = 400, 20_000
QUICK_RUNS, QUICK_DRAWS = 200, 2_000
RATES = (0.2, 0.1)  # how likely an incident is discovered where a patrol goes, in A and in B
FALSE_ALARM = 1e-4  # how often a comparison below says "differs" although theory holds
NORMAL_QUANTILE = 3.8906  # two-sided, at FALSE_ALARM
CHECKPOINTS = 12


@dataclass(frozen=True, slots=True)
class Urns:
    """The share of A in each urn at the end, and the mean share at some numbers of draws."""

    final: NDArray[np.float64]
    draws: tuple[int, ...]
    means: tuple[float, ...]


def draw_urns(rates: tuple[float, float], *, is_corrected: bool, runs: int, draws: int, seed: int) -> Urns:
    """Draw from many urns at once, each begun with one ball of A and one of B.

    A patrol goes to A with the share of A's balls. It discovers an incident with the rate of the place, and a
    discovery adds a ball of that place. Corrected, a discovery is added only with the share of the OTHER place: what
    is looked at often counts less.
    """
    random = np.random.default_rng(seed)
    balls = np.ones((2, runs))
    checkpoints = sorted({int(n) for n in np.geomspace(10, draws, CHECKPOINTS)})
    means = []
    for draw in range(1, draws + 1):
        share = balls[0] / balls.sum(axis=0)
        goes_to_a = random.random(runs) < share
        chance = np.where(goes_to_a, rates[0], rates[1])
        if is_corrected:
            chance *= np.where(goes_to_a, 1 - share, share)
        added = random.random(runs) < chance
        balls[0] += added & goes_to_a
        balls[1] += added & ~goes_to_a
        if draw in checkpoints:
            means.append(float((balls[0] / balls.sum(axis=0)).mean()))
    return Urns(balls[0] / balls.sum(axis=0), tuple(checkpoints), tuple(means))


def distance_from_uniform(values: NDArray[np.float64]) -> float:
    """The Kolmogorov distance between values and Beta(1, 1), the uniform distribution."""
    ordered = np.sort(values)
    count = len(ordered)
    above = np.arange(1, count + 1) / count - ordered
    below = ordered - np.arange(count) / count
    return float(max(above.max(), below.max()))


def distance_limit(count: int) -> float:
    """A distance that uniform values exceed with a probability of at most FALSE_ALARM.

    Dvoretzky, Kiefer and Wolfowitz with Massart's constant (Massart 1990, corollary 1).
    """
    return math.sqrt(math.log(2 / FALSE_ALARM) / (2 * count))


def shortfall(draws: int, rate: float = RATES[0]) -> float:
    """How much of A's limit of 1 is still missing after so many draws, where A's rate is twice that of B.

    In continuous time both places grow alone (Athreya and Karlin 1968): A like e^(2t) E, B like e^t F with E and F
    exponential, so B is about F / sqrt(E) times the root of A, and the mean of that factor is the root of pi.
    """
    return math.sqrt(math.pi / (rate * draws))


def higher_orders(draws: int, rate: float = RATES[0]) -> float:
    """What `shortfall` leaves out: with n balls of A, terms of the order of log(n) / n."""
    balls = rate * draws
    return 2 * math.log(balls) / balls


def run(folder: Path | None, is_quick: bool) -> Result:
    """Draw the four kinds of urns: rates apart and equal, uncorrected and corrected."""
    del folder
    runs, draws = (QUICK_RUNS, QUICK_DRAWS) if is_quick else (RUNS, DRAWS)
    equal = (RATES[1], RATES[1])
    urns = {
        (name, is_corrected): draw_urns(
            rates, is_corrected=is_corrected, runs=runs, draws=draws, seed=SEED + 2 * number + is_corrected
        )
        for number, (name, rates) in enumerate((("apart", RATES), ("equal", equal)))
        for is_corrected in (False, True)
    }
    uniform = math.sqrt(1 / 12)
    naive, corrected = urns["apart", False].final, urns["apart", True].final
    same, same_corrected = urns["equal", False].final, urns["equal", True].final
    sampling = f"sampling error of {runs} urns; a false alarm in 1 of {1 / FALSE_ALARM:,.0f}"
    rows = (
        Row("rates .2 and .1, uncorrected: share of A on its way to 1", float(naive.mean()), 1 - shortfall(draws),
            Basis.THEORY, _error(naive) + higher_orders(draws),
            f"the limit is 1, and theory says how much is missing after {draws:,} draws, but for higher orders; "
            + sampling, digits=4),
        Row("rates .2 and .1, corrected: share of A", float(corrected.mean()), 2 / 3, Basis.AUTHORS_CODE,
            _error(corrected) + 1 / math.sqrt(draws), sampling + ", and the start at 1/2 fades like 1/root", digits=4),
        Row("equal rates, uncorrected: distance from Beta(1, 1)", distance_from_uniform(same), 0.0, Basis.THEORY,
            distance_limit(runs) + 2 / (RATES[1] * draws),
            f"Dvoretzky-Kiefer-Wolfowitz bound for {runs} urns, a false alarm in 1 of {1 / FALSE_ALARM:,.0f}; an urn "
            "takes finitely many values", digits=4),
        Row("equal rates, uncorrected: standard deviation", float(same.std(ddof=1)), uniform, Basis.THEORY,
            NORMAL_QUANTILE * math.sqrt((1 / 80 - 1 / 144) / runs) / (2 * uniform), sampling, digits=4),
        Row("equal rates, corrected: share of A", float(same_corrected.mean()), 0.5, Basis.THEORY,
            _error(same_corrected), sampling, digits=4),
        Row("equal rates, corrected: standard deviation", float(same_corrected.std(ddof=1)), digits=4),
    )  # fmt: skip
    return Result(NAME, TITLE, CITATIONS, (
        f"{runs} urns of each kind, {draws:,} draws each, begun with one ball of A and one of B",
        "discovery adds a ball of the place where it was made; corrected, only with the share of the other place",
        "rates .2 and .1, and .1 and .1",
    ), rows, (_figure(urns["apart", False], urns["apart", True]),), (
        f"Uncorrected the urn has not arrived after {draws:,} draws: {naive.mean():.3f}, and theory says "
        f"{1 - shortfall(draws):.3f} for now.",
        "With equal rates nothing distinguishes the two places, and still an uncorrected urn settles anywhere between "
        "never and always: whoever happened to be looked at first stays in view.",
        "The paper's own plots use rates from Oakland and a memory that decays; they were not redrawn.",
    ), SEED)  # fmt: skip


def _error(values: NDArray[np.float64]) -> float:
    return NORMAL_QUANTILE * float(values.std(ddof=1)) / math.sqrt(len(values))


def _figure(naive: Urns, corrected: Urns) -> Figure:
    points = [
        Point(name, float(draw), round(mean, 4))
        for name, urns in (("uncorrected", naive), ("corrected", corrected))
        for draw, mean in zip(urns.draws, urns.means, strict=True)
    ]
    return Figure(
        "Mean share of A by the number of draws; discoveries are twice as likely in A",
        f"Uncorrected the share rises from {naive.means[0]:.2f} to {naive.means[-1]:.3f} and goes on towards 1; "
        f"corrected it stays near two thirds, at {corrected.means[-1]:.3f}.",
        "draws",
        "share of A",
        Mark.LINE,
        tuple(points),
        is_logarithmic=True,
    )
