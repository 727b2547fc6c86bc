"""Nowak and Sigmund 1998: help those who have helped; image scores, by formula and by simulation."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isonomia.reproduce.image_scoring import evolve
from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row

NAME = "nowak-1998"
TITLE = "Nowak, Sigmund 1998: indirect reciprocity by image scoring"
CITATIONS: tuple[Citation, ...] = (
    Citation(
        "M. A. Nowak, K. Sigmund: Evolution of indirect reciprocity by image scoring. Nature 393 (1998) 573-577",
        "https://doi.org/10.1038/31225",
        "nothing of it; the setting is from memory",
    ),
)
SEED = 19980611
BENEFIT, COST = 1.0, 0.1
KNOWN_SHARES = (0.05, 0.10, 0.15)  # how likely a donor knows the recipient's score
MEETINGS = (125, 300, 500, 1_000)  # in a generation
RUNS, GENERATIONS = 100, 2_000
QUICK_RUNS, QUICK_GENERATIONS, QUICK_MEETINGS = 12, 150, (125, 500)
PAIRS, QUICK_PAIRS = 2_000_000, 200_000
HIGH, LOW = 0.9, 0.1
NORMAL_QUANTILE = 3.8906  # two-sided, a false alarm in 1 of 10,000


def advantage_of_defectors(known: float, benefit: float = BENEFIT, cost: float = COST) -> float:
    """What one defector earns more per meeting than the discriminators around it: (1 - q) b - (b - c) = c - q b.

    A discriminator helps unless it knows that the other is a defector; so among discriminators everybody is helped,
    and a defector is helped by those who do not know. Below zero, where q > c / b, defectors cannot invade.
    """
    return cost - known * benefit


def met_advantage(known: float, pairs: int, seed: int) -> tuple[float, float]:
    """The same from meetings drawn one by one, with its standard error."""
    random = np.random.default_rng(seed)
    # A discriminator helps in every meeting and is helped in every one; a defector only where it is not known.
    helped = random.random(pairs) >= known
    gains = BENEFIT * helped - (BENEFIT - COST)
    return float(gains.mean()), float(gains.std(ddof=1)) / pairs**0.5


def cooperation(meetings: int, runs: int, generations: int, seed: int) -> NDArray[np.float64]:
    """For each run the share of meetings with help over the second half of its generations."""
    return np.array(
        [evolve(np.random.default_rng([seed, meetings, run]), meetings, generations) for run in range(runs)]
    )


def run(folder: Path | None, is_quick: bool) -> Result:
    """Compare formula and meetings, then let populations evolve from random strategies."""
    del folder
    pairs = QUICK_PAIRS if is_quick else PAIRS
    rows = []
    for number, known in enumerate(KNOWN_SHARES):
        mean, error = met_advantage(known, pairs, SEED + number)
        rows.append(
            Row(f"advantage of a defector, scores known with q = {known:.2f}", mean, advantage_of_defectors(known),
                Basis.THEORY, NORMAL_QUANTILE * error, f"sampling error of {pairs:,} meetings; false alarm 1 in 10,000",
                digits=4)
        )  # fmt: skip
    not_read = Basis.NOT_READ
    runs, generations = (QUICK_RUNS, QUICK_GENERATIONS) if is_quick else (RUNS, GENERATIONS)
    found = {m: cooperation(m, runs, generations, SEED) for m in (QUICK_MEETINGS if is_quick else MEETINGS)}
    for meetings, shares in found.items():
        rows += [
            Row(f"{meetings} meetings a generation: mean cooperation", float(shares.mean()), basis=not_read, digits=3),
            Row(
                f"{meetings} meetings: runs with more than 90 %",
                100 * float((shares > HIGH).mean()),
                basis=not_read,
                digits=0,
                unit="%",
            ),
            Row(
                f"{meetings} meetings: runs with less than 10 %",
                100 * float((shares < LOW).mean()),
                basis=not_read,
                digits=0,
                unit="%",
            ),
        ]
    return Result(NAME, TITLE, CITATIONS, (
        f"formula: benefit {BENEFIT}, cost {COST}; the threshold of q is c / b = {COST / BENEFIT:.2f}",
        f"simulation: 100 people, scores -5 to 5, strategies -5 to 6, mutation 0.001; {runs} runs of {generations:,} "
        "generations, of which the second half counts; everybody knows all scores",
        "a donor helps if the recipient's score is at least its strategy; 0.1 is added to each payoff of a donor, so "
        "that none is negative, and children follow payoff",
    ), tuple(rows), (_figure(found),), (
        "The formula follows from the rules of the game; that the meetings agree with it checks the arithmetic, and is "
        "no finding about people.",
        "What the paper reports for the simulation was not read, so nothing is compared there.",
        "How a run goes is decided by mutation and drift for a long time, so runs differ: see the shares of runs, not "
        "one run.",
    ), SEED)  # fmt: skip


def _figure(found: dict[int, NDArray[np.float64]]) -> Figure:
    edges = np.linspace(0, 1, 11)
    points = []
    for meetings, shares in found.items():
        counts, _edges = np.histogram(shares, edges)
        points += [
            Point(f"{meetings} meetings", f"{low:.1f}-{low + 0.1:.1f}", round(100 * int(count) / len(shares), 1))
            for low, count in zip(edges, counts, strict=False)
        ]
    says = "; ".join(
        f"{meetings} meetings: {(shares > HIGH).mean():.0%} of runs above 90 %, {(shares < LOW).mean():.0%} below 10 %"
        for meetings, shares in found.items()
    )
    return Figure(
        "Runs by their cooperation over the second half of the generations",
        f"{says}.",
        "cooperation",
        "runs, %",
        Mark.BAR,
        tuple(points),
    )
