"""The figures of the page of stylised facts are those that come out, and its misses are known ones."""

import json
from pathlib import Path

import pytest

from simulation.stylised_facts.all_facts import FACTS
from simulation.stylised_facts.fact import COMES_OUT, DIRECTION_ONLY, DOES_NOT, figures

FOLDER = Path(__file__).parent
RECORD = FOLDER.parents[2] / "docs" / "scripts" / "stylised_facts.json"
RECORDED = json.loads(RECORD.read_text(encoding="utf-8"))["figures"]
MISSES = {
    "points-licence": [DIRECTION_ONLY, DIRECTION_ONLY, DOES_NOT, DIRECTION_ONLY, COMES_OUT, DOES_NOT],
    "surveillance": [DIRECTION_ONLY, DOES_NOT, "not compared", DIRECTION_ONLY, DIRECTION_ONLY, "not compared"],
    "crowding-out": [DIRECTION_ONLY, "not compared", DOES_NOT],
    "reviewers": [DIRECTION_ONLY],
}
"""What does not come out, or in its direction only, row by row; every row of the other facts comes out."""


def test_every_fact_has_figures_and_tests():
    assert list(RECORDED) == [fact.name for fact in FACTS]
    assert all((FOLDER / fact.tests).exists() for fact in FACTS)


@pytest.mark.parametrize("name", RECORDED)
def test_the_verdicts_are_known(name):
    verdicts = [row["verdict"] for row in RECORDED[name]]
    assert verdicts == MISSES.get(name, [COMES_OUT] * len(verdicts))


@pytest.mark.slow
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_the_figures_come_out_again(fact):
    """If not: `python docs/scripts/stylised_fact_pages.py --run`, and say in the changelog what has changed them."""
    assert figures(fact) == RECORDED[fact.name]
