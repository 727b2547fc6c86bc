"""Noise on counts: the discrete Laplace mechanism of OpenDP, sampled exactly, so that no rounding leaks anything.

Ghosh, Roughgarden, Sundararajan, "Universally Utility-maximizing Privacy Mechanisms" (STOC 2009) for the mechanism;
Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (NeurIPS 2020), algorithm 2, for sampling.
"""

import math
from collections.abc import Sequence
from typing import Any

from isonomia.errors import EngineUnavailable
from isonomia.locale import _

SHARE_OUTSIDE = 0.05
"""How often a count lies further from what is shown than the stated width."""


def _opendp() -> Any:
    try:
        import opendp.prelude as dp
    except ImportError:
        raise EngineUnavailable(
            _("statistics need the package opendp"), remedy=_("pip install 'isonomia[serve]'")
        ) from None
    dp.enable_features("contrib")
    return dp


def scale_of(sensitivity: int, epsilon_milli: int) -> float:
    """The scale of the noise on each cell: sensitivity / epsilon."""
    assert sensitivity > 0, sensitivity
    assert epsilon_milli > 0, epsilon_milli
    return sensitivity * 1000 / epsilon_milli


def noisy(counts: Sequence[int], sensitivity: int, epsilon_milli: int) -> list[int]:
    """The counts with noise: epsilon-differentially private where one member changes them by `sensitivity` in all.

    The loss is asked of the mechanism itself, and a mechanism that would lose more is not used.
    """
    dp = _opendp()
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l1_distance(T="i64")
    mechanism = dp.m.make_laplace(*space, scale=scale_of(sensitivity, epsilon_milli))
    loss = mechanism.map(sensitivity)
    assert loss <= epsilon_milli / 1000 * (1 + 1e-9), loss
    found: list[int] = mechanism([int(count) for count in counts])
    return found


def half_width(sensitivity: int, epsilon_milli: int, cells: int = 1) -> int:
    """How far a sum of some cells is from the truth at most, nineteen times out of twenty.

    One cell: exact. Several: by their variance, 2 scale^2 each, which is near enough from two on.
    """
    scale = scale_of(sensitivity, epsilon_milli)
    if cells == 1:
        exact: float = _opendp().discrete_laplacian_scale_to_accuracy(scale=scale, alpha=SHARE_OUTSIDE)
        return math.ceil(exact) - 1  # OpenDP's accuracy is the distance that is reached or passed so often
    return math.ceil(1.96 * scale * math.sqrt(2 * cells))
