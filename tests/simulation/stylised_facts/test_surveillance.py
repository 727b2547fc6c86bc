"""Fear of being watched reaches lawful acts that nobody watches; without fear, nearness or knowledge it does not."""

from functools import cache

import pytest

from isonomia.simulate.run import Request, Run, run
from simulation.made import activity, event, q, quiet, scheme_of, society_of
from simulation.stylised_facts.fact import acts, shipped
from simulation.stylised_facts.surveillance import NEAR, SCHEME
from simulation.test_shares import assert_binomial

PEOPLE, WEEKS = 5_000, 8
WATCHING = """
rules: {posting: {source: traffic, when: "act = 'post'", points: -1}}
score: {base: 0, assessed: weekly}
"""


def watched(fear: str = "2", near: str = "1", know: str = "1"):
    """Posting is watched, reading never is; everybody is alike, and a point is worth nothing."""
    society = quiet()
    society["activities"] = {
        "posting": activity("Posting", "lawful", 0.2, spread=q(0), fear=q(fear), detected=q(0.3),
                            events=[event("traffic", act="post")]),
        "reading": activity("Reading", "lawful", 0.2, spread=q(0), detected=q(0), near={"posting": q(near)}),
    }  # fmt: skip
    society["response"]["know"] = q(know)
    return society_of(society)


@cache
def counts(*values: str) -> list[int]:
    """How often people posted, and read."""
    return done(run(Request(watched(*values), scheme_of(WATCHING), PEOPLE, WEEKS, seed=4)))


@cache
def unwatched() -> list[int]:
    return done(run(Request(watched(), None, PEOPLE, WEEKS, seed=4)))


def done(found: Run) -> list[int]:
    return found.tally.acts.sum(axis=0).tolist()


def test_reading_falls_though_no_rule_counts_it():
    """Odds of 0.2 / 0.8, fear 2 x 0.3 = 0.6: 0.25 e^-0.6 = 0.1372, a chance of 0.1372 / 1.1372 = 0.1206."""
    posts, reads = counts("2", "1", "1")
    for count in (posts, reads):
        assert_binomial(count, PEOPLE * WEEKS, 0.12065)


@pytest.mark.parametrize("values", [("0", "1", "1"), ("2", "1", "0")], ids=["nothing is feared", "nobody knows"])
def test_without_fear_or_knowledge_nothing_falls(values):
    assert counts(*values) == unwatched()


def test_what_is_not_near_is_not_silenced():
    posts, reads = counts("2", "0", "1")
    assert reads == unwatched()[1]
    assert posts == counts("2", "1", "1")[0]


@pytest.mark.parametrize("activity", NEAR)
def test_expected_miss_less_than_a_fifth_falls_silent(activity):
    """Published: a fifth fewer. Here in the shipped county with stated values: at most a twentieth."""
    ours, theirs = (shipped("chinese-county-2015", scheme, people=PEOPLE) for scheme in (SCHEME, None))
    assert abs(acts(ours, activity) / acts(theirs, activity) - 1) < 0.05
