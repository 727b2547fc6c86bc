"""Which assumptions drive a finding: Morris's elementary effects, or Sobol's shares of its variance.

Morris: an assumption's elementary effect is what changes when it alone goes over its whole range (two thirds of it are
taken, and the change scaled up). mu* is the mean of their sizes, sigma their standard deviation: a sigma as large as
mu* says that the effect hangs on the other assumptions (Campolongo, Cariboni, Saltelli, Environmental Modelling &
Software 22, 2007). Sobol: S1 is the share of the variance that an assumption explains alone, ST with all its interplay
(Saltelli et al., Computer Physics Communications 181, 2010). Confidence is by bootstrap, as SALib computes it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isonomia.sweep.design import LEVELS, Design, Kind

RESAMPLES = 1000
CONFIDENCE = 0.95
FEWEST_BLOCKS = {Kind.MORRIS: 2, Kind.SOBOL: 16}
STEP = LEVELS / (2 * (LEVELS - 1))


@dataclass(frozen=True)
class Driver:
    """One assumption's part in one finding. Morris: main is mu*, other sigma. Sobol: main is ST, other S1.

    main_half, other_half: half-widths of the 95 % confidence interval; NaN where SALib gives none.
    """

    name: str
    main: float
    main_half: float
    other: float
    other_half: float
    is_luck: bool


@dataclass(frozen=True)
class Drivers:
    """All assumptions' parts in one finding, greatest first. blocks: how many could be used; nothing if too few.

    threshold: what luck alone could bring to `main`; what is below is not told apart from nothing.
    """

    found: tuple[Driver, ...]
    blocks: int
    threshold: float


def drivers(design: Design, values: Sequence[float], deviation: float, seed: int) -> Drivers:
    """Analyse a finding's values at the design's points; blocks in which one is NaN are left out.

    deviation: the standard deviation of the value between seeds.
    """
    every = np.asarray(values, float).reshape(design.blocks, design.block_size)
    whole = ~np.isnan(every).any(axis=1)
    used, blocks = every[whole].ravel(), int(whole.sum())
    if blocks < FEWEST_BLOCKS[design.kind]:
        return Drivers((), blocks, math.nan)
    if np.ptp(used) == 0:
        return Drivers(tuple(Driver(name, 0.0, 0.0, 0.0, 0.0, True) for name in design.names), blocks, 0.0)
    if design.kind is Kind.MORRIS:
        places = design.places.reshape(design.blocks, design.block_size, -1)[whole].reshape(used.size, -1)
        found, threshold = _morris(design, places, used, deviation, seed)
    else:
        found, threshold = _sobol(design, used, deviation, seed)
    return Drivers(tuple(sorted(found, key=lambda item: -item.main)), blocks, threshold)


def _morris(
    design: Design, places: np.ndarray, values: np.ndarray, deviation: float, seed: int
) -> tuple[list[Driver], float]:
    """Luck alone: the mean size of the difference of two values with standard deviation s is 2 s / sqrt(pi)."""
    from isonomia.sweep.salib import morris_analysis

    found = morris_analysis.analyze(
        design.problem, places, values, num_resamples=RESAMPLES, conf_level=CONFIDENCE, num_levels=LEVELS, seed=seed
    )
    threshold = 0.0 if math.isnan(deviation) else 2 * deviation / math.sqrt(math.pi) / STEP
    columns = zip(found["mu_star"], found["mu_star_conf"], found["sigma"], strict=True)
    return [
        Driver(name, float(mean), float(half), float(sigma), math.nan, bool(mean <= threshold))
        for name, (mean, half, sigma) in zip(design.names, columns, strict=True)
    ], threshold


def _sobol(design: Design, values: np.ndarray, deviation: float, seed: int) -> tuple[list[Driver], float]:
    """Luck alone explains at most its variance's share of the variance of all points."""
    from isonomia.sweep.salib import sobol_analysis

    found = sobol_analysis.analyze(
        design.problem,
        values,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        conf_level=CONFIDENCE,
        seed=seed,
    )
    threshold = 0.0 if math.isnan(deviation) else min(1.0, deviation**2 / float(values.var()))
    columns = zip(found["ST"], found["ST_conf"], found["S1"], found["S1_conf"], strict=True)
    return [
        Driver(name, float(st), float(st_half), float(s1), float(s1_half), bool(st <= max(st_half, threshold)))
        for name, (st, st_half, s1, s1_half) in zip(design.names, columns, strict=True)
    ], threshold
