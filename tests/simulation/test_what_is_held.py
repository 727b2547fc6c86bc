"""How much of the past a run still holds changes nothing that happens, no measure, and no digest."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from isonomia.measures.privacy import measure
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.outcome import outcome_of
from isonomia.simulate.run import Request, Run, begin
from isonomia.simulate.take_over import _count_held
from simulation.made import EVERYTHING, HEAD, lively, q, quiet, scheme_of, society_of

PEOPLE = 300
PLAIN = """
rules:
  help: {source: deeds, points: 3}
  speeding: {source: traffic, when: "act = 'speeding'", points: -7}
  late: {source: payments, points: -2}
score: {base: 0, assessed: weekly}
bands: {low: {}, middle: {from: -5}, good: {from: 12}}
consequences:
  shut: {band: low, kind: adverse, severity: high}
"""
FADING = """
rules:
  speeding: {source: traffic, points: -7, expires: 2 weeks}
score: {base: 0, assessed: weekly}
bands: {low: {}, good: {from: -5}}
"""


def slow() -> dict:
    """A lively society whose reviewers take so long that records fade before their contest is decided."""
    society = lively()
    society["contest"] |= {"noticed": q(1), "when_false": q(0.9), "when_true": q(0.6), "reviewers": q(2)}
    return society


def plain_society(*, errs: bool) -> dict:
    society = lively() | {"reporting": {}, "feelings": quiet()["feelings"], "contest": quiet()["contest"]}
    society["response"] |= {"belief_after_record": q(0)}
    for activity in society["activities"].values():
        activity.pop("crowding_out", None)
        activity.pop("patrolled", None)
        activity["events"] = [event | {"share": q(1)} for event in activity.get("events", [])[:1]]
    return society if errs else society | {"false_records": {}}


def still_society(edge_points: int, leave: float) -> dict:
    """One in which circumstances change by drift alone where both are 0, so that most odds stand from week to week."""
    society = plain_society(errs=True)
    society["response"] |= {"edge_points": q(edge_points), "belief_at_start": q(1)}
    society["membership"]["leave"] = q(leave)
    return society


def both(society: dict, scheme: Scheme, weeks: int) -> tuple[Run, Run]:
    """The run that drops what it no longer needs, and the one that keeps all."""
    runs = [begin(Request(society_of(society), scheme, PEOPLE, weeks, 11, keeps_all=k)) for k in (False, True)]
    for run in runs:
        run.advance()
    return runs[0], runs[1]


@pytest.mark.parametrize(
    ("society", "text", "is_plain"),
    [
        (slow(), EVERYTHING, False),
        (plain_society(errs=True), PLAIN, True),
        (plain_society(errs=False), PLAIN, True),
        (still_society(0, 0), PLAIN, True),
        (still_society(0, 0.005), PLAIN, True),
        (still_society(10, 0), PLAIN, True),
    ],
)
def test_the_digest_and_what_is_held_are_the_same(society, text, is_plain):
    usual, kept = both(society, scheme_of(text), 40)
    assert (usual.setting.is_plain, kept.setting.is_plain) == (is_plain, False)
    for name in usual.setting.tally:
        assert (getattr(usual.tally, name) == getattr(kept.tally, name)).all(), name
    assert usual.digest == kept.digest
    held = [measure(outcome_of(run))["facts held per person", "everyone"] for run in (usual, kept)]
    assert held[0] == held[1] == outcome_of(kept).persons.records.sum() / PEOPLE > 1
    if not is_plain:
        assert outcome_of(usual).persons.records.sum() < outcome_of(kept).persons.records.sum()


def test_facts_go_when_their_retention_is_over():
    """Held is what a service would hold on the last day, counted record by record."""
    text = HEAD.format(participation="voluntary", suspends="true") + FADING
    forgetful = read_scheme_text(
        Path("made.yaml"), text.replace("kind: penalty,", "kind: penalty, retention: 3 weeks,")
    ).scheme
    assert forgetful is not None
    usual, kept = both(lively(), forgetful, 40)
    span, held_from = kept.setting.span, kept.setting.scored.events.held_from
    last, first = span.date_of(span.days - 1), span.date_of(int(held_from.max()))
    assert timedelta(weeks=3) <= last - first < timedelta(days=150)
    assert usual.tally.held.tolist() == kept.tally.held.tolist()
    assert 0 < usual.tally.held.sum() < outcome_of(kept).persons.records.sum()
    before = kept.tally.held.copy()
    for shard in kept.shards:
        _count_held(shard, kept.setting)
    assert np.array_equal(kept.tally.held, before)
