"""The page of benchmarks is made of the kept figures, and the files that the simulator's benchmark runs are in order."""

import json
import sys
from pathlib import Path

import pytest

from isonomia.scheme.load import read_scheme
from isonomia.simulate.plan import make_setting
from isonomia.society.load import read_society

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
sys.path.append(str(BENCHMARKS))

import page as page_of_benchmarks  # noqa: E402
import simulation_scorelet  # noqa: E402


def test_the_page_is_fresh():
    figures = json.loads((BENCHMARKS / "results" / "latest.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8") == page_of_benchmarks.page(figures)


def test_scorelet_s_scheme_and_society_fit_each_other():
    scheme = read_scheme(BENCHMARKS / "scorelet" / "scheme.yaml").scheme
    society = read_society(BENCHMARKS / "scorelet" / "society.yaml").society
    assert scheme is not None
    assert society is not None
    setting = make_setting(society.file, scheme, 1)
    assert setting.is_plain
    assert [template.activity for template in setting.scored.templates] == list(range(8))
    # own disposition of -1.5 and the middle group's detection of 0.35, with the ties' usual push taken out
    assert [round((mean / 1024 - 0.3 * 0.1572), 2) for mean in setting.conduct.mean.tolist()] == [-1.85] * 8
    assert [round(units / 1024, 2) for units in setting.conduct.incentive.tolist()] == [
        0.1, 0.05, 0.15, -0.1, -0.2, -0.05, 0.08, -0.15,
    ]  # fmt: skip


REFERENCE = {
    "people": [10_000],
    "acts": [0.2],
    "acts_sd": [0.1],
    "score_mean": [1000.0],
    "score_sd": [100.0],
    "bands": [0.5, 0.5],
    "income": 0.9,
    "income_sd": 0.1,
}


@pytest.mark.parametrize(
    ("other", "apart"),
    [({}, 0), ({"acts": [0.204]}, 2.83), ({"score_mean": [995.0]}, 3.54), ({"bands": [0.49, 0.51]}, 1.41)],
)
def test_programs_are_apart_by_standard_errors(other, apart):
    # for acts: 0.004 / (0.1 x sqrt(2 / 10,000))
    assert simulation_scorelet.agreement("made", REFERENCE | other, REFERENCE) == pytest.approx(apart, abs=0.005)


@pytest.mark.parametrize(
    "other", [{"acts": [0.208]}, {"score_mean": [1008.0]}, {"bands": [0.46, 0.54]}, {"income": 0.91}]
)
def test_the_timing_of_another_model_is_refused(other):
    with pytest.raises(AssertionError, match="made does not model what numpy does"):
        simulation_scorelet.agreement("made", REFERENCE | other, REFERENCE)
