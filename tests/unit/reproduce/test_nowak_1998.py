"""Image scoring: the formula, and the kernel against itself without compilation."""

import numpy as np
import pytest

from isonomia.reproduce import image_scoring, nowak_1998
from isonomia.reproduce.nowak_1998 import advantage_of_defectors, met_advantage
from isonomia.reproduce.result import Basis, Verdict


@pytest.mark.parametrize(("known", "advantage"), [(0.05, 0.05), (0.1, 0.0), (0.15, -0.05), (0, 0.1), (1, -0.9)])
def test_the_formula(known, advantage):
    assert advantage_of_defectors(known) == pytest.approx(advantage, abs=1e-12)


def test_meetings_where_everything_is_known():
    assert met_advantage(1.0, 10, 1) == (pytest.approx(-0.9), pytest.approx(0))
    assert met_advantage(0.0, 10, 1) == (pytest.approx(0.1), pytest.approx(0))


def test_the_compiled_kernel_is_the_plain_one():
    for seed in (1, 2):
        compiled = image_scoring.evolve(np.random.default_rng(seed), 60, 8)
        plain = image_scoring.evolve.py_func(np.random.default_rng(seed), 60, 8)
        assert compiled == plain
        assert 0 <= plain <= 1


def test_the_result(monkeypatch):
    monkeypatch.setattr(nowak_1998, "QUICK_RUNS", 4)
    monkeypatch.setattr(nowak_1998, "QUICK_GENERATIONS", 60)
    result = nowak_1998.run(None, True)
    assert result.counts == {Verdict.AGREES: 3, Verdict.DIFFERS: 0, Verdict.NOT_COMPARED: 6}
    assert {row.basis for row in result.rows[3:]} == {Basis.NOT_READ}
    assert sum(point.y for point in result.figures[0].points) == 200  # two kinds of runs, 100 % each
