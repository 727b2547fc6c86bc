"""Drivers of functions whose drivers are known."""

import math

import numpy as np
import pytest

from isonomia.sweep.design import Kind, make_design
from isonomia.sweep.drivers import STEP, drivers

NAMES = ("a", "b", "c")


def linear(places):
    """4 a - 2 b, and c without part."""
    return 4 * places[:, 0] - 2 * places[:, 1]


def ishigami(places):
    """sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi), of Ishigami and Homma (1990)."""
    x = math.pi * (2 * places - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_morris_of_a_linear_function():
    design = make_design(Kind.MORRIS, NAMES, 4, 1)
    found = drivers(design, linear(design.places), 0.0, 1)
    assert [item.name for item in found.found] == ["a", "b", "c"]
    assert [item.main for item in found.found] == pytest.approx([4, 2, 0], abs=1e-9)
    assert [item.other for item in found.found] == pytest.approx([0, 0, 0], abs=1e-9)
    assert [item.main_half for item in found.found] == pytest.approx([0, 0, 0], abs=1e-9)
    assert [item.is_luck for item in found.found] == [False, False, True]
    assert found.blocks == 4


def test_morris_of_an_interplay_has_a_spread():
    design = make_design(Kind.MORRIS, NAMES, 20, 1)
    found = drivers(design, design.places[:, 0] * design.places[:, 1], 0.0, 1)
    by_name = {item.name: item for item in found.found}
    # the effect of a is b, whose places are 0, 1/3, 2/3, 1 alike: mean 1/2, deviation sqrt(5)/6 = 0.37
    assert by_name["a"].main == pytest.approx(0.5, abs=0.2)
    assert by_name["a"].other == pytest.approx(math.sqrt(5) / 6, abs=0.1)
    assert by_name["a"].main_half > 0
    assert by_name["c"].main == 0


def test_sobol_of_ishigami():
    design = make_design(Kind.SOBOL, NAMES, 1024, 1)
    found = {item.name: item for item in drivers(design, ishigami(design.places), 0.0, 1).found}
    # variance 1/2 + 7^2/8 + 0.1 pi^4/5 + 0.01 pi^8/18; Saltelli et al., Global Sensitivity Analysis (2008), 2.9
    assert [found[name].other for name in NAMES] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert [found[name].main for name in NAMES] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    for name, total in zip(NAMES, [0.5576, 0.4424, 0.2437], strict=True):
        assert abs(found[name].main - total) <= 2 * found[name].main_half
        assert found[name].main_half < 0.12


def test_luck_alone_drives_nothing():
    design = make_design(Kind.MORRIS, NAMES, 4, 1)
    found = drivers(design, linear(design.places), 3.0, 1)
    # 2 * 3 / sqrt(pi) for a difference, over a step of two thirds
    assert pytest.approx(2 / 3) == STEP
    assert found.threshold == pytest.approx(6 / math.sqrt(math.pi) / (2 / 3))
    assert all(item.is_luck for item in found.found)
    design = make_design(Kind.SOBOL, NAMES, 64, 1)
    values = linear(design.places)
    found = drivers(design, values, float(values.std()), 1)
    assert found.threshold == 1
    assert all(item.is_luck for item in found.found)


def test_blocks_with_a_hole_are_left_out():
    design = make_design(Kind.MORRIS, NAMES, 4, 1)
    values = linear(design.places)
    values[5] = math.nan  # of the second trajectory
    found = drivers(design, values, 0.0, 1)
    assert found.blocks == 3
    assert [item.main for item in found.found] == pytest.approx([4, 2, 0], abs=1e-9)
    values[[0, 9]] = math.nan
    assert drivers(design, values, 0.0, 1).found == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_what_never_changes_has_no_driver(kind):
    design = make_design(kind, NAMES, 16, 1)
    found = drivers(design, np.full(len(design.places), 3.0), 0.1, 1)
    assert [item.main for item in found.found] == [0, 0, 0]
    assert all(item.is_luck for item in found.found)
