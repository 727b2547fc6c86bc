"""Another scheme takes over a run at a week."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from isonomia.errors import UsageError
from isonomia.experiment.engines.interface import Job, check_branch
from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.checkpoint import Origin, load
from isonomia.simulate.plan import make_setting
from isonomia.simulate.population.state import BAND_TRUE, SCORE
from isonomia.simulate.run import Run, begin
from isonomia.simulate.take_over import _take_over, take_over
from isonomia.society.load import read_society_text
from isonomia.society.society import Society
from simulation.made import EVERYTHING, lively, q, scheme_of
from simulation.scored_again import assert_scores_again

PEOPLE, WEEKS, STOP = 900, 26, 12
# other points, caps, lives, thresholds, graces, base, consequences; a rule less and one more
CHANGED = """
rules:
  help: {source: deeds, points: 3, expires: 5 weeks}
  speeding: {source: traffic, when: "act = 'speeding'", points: -7, cap: {points: 20, per: month}}
  late: {source: payments, when: "days_late > 30", nth: {within: 4 months}, points: "-nth * 2", halves: every 1 month}
  rescue: {source: deeds, when: "kind = 'rescue'", points: 20, expires: 3 months}
score: {base: 10, range: [-300, 300], assessed: weekly}
bands: {low: {}, middle: {from: -5, grace: 3 weeks}, good: {from: 12, grace: 2 months}, best: {from: 30}}
consequences:
  shut: {band: middle, or: worse, kind: adverse, severity: high}
"""


def society(**more) -> Society:
    found = read_society_text(Path("lively.yaml"), json.dumps(lively() | more)).society
    assert found is not None
    return found


def origin(scheme: Scheme, **more) -> Origin:
    return Origin(society(), scheme, PEOPLE, WEEKS, 11, **{"shards": 2, "sample": 30, "keeps_all": True} | more)


def stopped(at: int = STOP) -> Run:
    run = begin(origin(scheme_of(EVERYTHING)).request)
    run.advance(at)
    return run


def setting_of(scheme: Scheme, **more):
    return make_setting(society(**more).file, scheme, WEEKS, keeps_all=True)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    place = tmp_path_factory.mktemp("kept") / "at.npz"
    assert ThreadsEngine(2).run(Job(origin(scheme_of(EVERYTHING)), None, STOP, place)) is None
    return load(place)


def test_the_same_scheme_gives_the_bytes_of_the_run_that_never_stopped(kept):
    whole = ThreadsEngine(1).run(Job(origin(scheme_of(EVERYTHING))))
    renamed = scheme_of("# the same\n" + EVERYTHING)
    branch = ThreadsEngine(1).run(Job(replace(kept.origin, scheme=renamed), kept))
    assert branch.outcome.digest == whole.outcome.digest
    assert branch.records == whole.records


def test_keeping_all_records_changes_nothing_that_happens():
    kept, usual = stopped(WEEKS), begin(origin(scheme_of(EVERYTHING), keeps_all=False).request)
    usual.advance()
    for name in ("score", "bands", "acts", "records", "contests", "states", "people", "moves", "left"):
        assert (getattr(kept.tally, name) == getattr(usual.tally, name)).all(), name
    for one, other in zip(kept.shards, usual.shards, strict=True):
        assert (one.people.chances == other.people.chances).all()
        assert (one.log.standings == other.log.standings).all()


def test_to_take_over_from_itself_moves_nobody():
    run, before = stopped(), stopped()
    for shard in run.shards:
        _take_over(shard, run.setting, run.tick)
    for one, other in zip(run.shards, before.shards, strict=True):
        assert (np.delete(one.people.bytes, BAND_TRUE, 0) == np.delete(other.people.bytes, BAND_TRUE, 0)).all()
        for name in ("shorts", "longs", "chances", "acts"):
            assert (getattr(one.people, name) == getattr(other.people, name)).all(), name
        assert (one.store.columns == other.store.columns).all()
        assert (one.tally == other.tally).all()


def test_the_whole_ledger_scores_again_by_the_new_scheme(tmp_path):
    """From the first week on, each day's standing is the reference's, of all records since the beginning."""
    run = stopped()
    take_over(run, setting_of(scheme_of(CHANGED)))
    run.advance()
    assert assert_scores_again(run, tmp_path, 7 * STOP) > 200


def test_a_scheme_that_leaves_the_past_as_it_was():
    """Points that change from the day of the change on, as the scheme itself says, move nobody on that day."""
    monday = society().file.first_day + timedelta(weeks=STOP)
    dated = EVERYTHING.replace("points: -9,", f"points: \"CASE WHEN date < '{monday}' THEN -9 ELSE -30 END\",")
    run, before = stopped(), stopped()
    take_over(run, setting_of(scheme_of(dated)))
    for one, other in zip(run.shards, before.shards, strict=True):
        assert (one.people.longs[SCORE] == other.people.longs[SCORE]).all()
    run.advance()
    before.advance()
    assert run.tally.score[-1] < before.tally.score[-1]
    again = stopped()
    take_over(again, setting_of(scheme_of(EVERYTHING.replace("points: -9,", "points: -30,"))))
    moved = [
        one.people.longs[SCORE] != other.people.longs[SCORE]
        for one, other in zip(again.shards, stopped().shards, strict=True)
    ]
    assert np.concatenate(moved).sum() > 10


def test_before_the_branch_all_is_as_it_was(kept):
    ours = ThreadsEngine(1).run(Job(replace(kept.origin, scheme=scheme_of(CHANGED)), kept)).outcome
    theirs = ThreadsEngine(1).run(Job(kept.origin, kept)).outcome
    assert (ours.tally.score[:STOP] == theirs.tally.score[:STOP]).all()
    assert (ours.tally.bands[:STOP] == theirs.tally.bands[:STOP]).all()
    assert (ours.tally.score[STOP:] != theirs.tally.score[STOP:]).all()
    assert ours.tally.restricted_weeks.sum() > theirs.tally.restricted_weeks.sum()


def test_more_reviewers_from_there_on(kept):
    more = lively()["contest"] | {"reviewers": q(200)}
    ours = ThreadsEngine(1).run(Job(replace(kept.origin, society=society(contest=more)), kept)).outcome
    theirs = ThreadsEngine(1).run(Job(kept.origin, kept)).outcome
    assert ours.open_contests < theirs.open_contests


OTHER_BANDS = EVERYTHING.replace("middle", "medium")
ACTIVITIES = lively()["activities"]


@pytest.mark.parametrize(
    ("scheme", "more", "message"),
    [
        (scheme_of(OTHER_BANDS), {}, "they differ in the names of their bands$"),
        (scheme_of(EVERYTHING, participation="contract"), {}, "they differ in `participation`$"),
        (
            scheme_of(EVERYTHING),
            {"activities": ACTIVITIES | {"helping": ACTIVITIES["helping"] | {"weekly": q(0.3)}}},
            "they differ in who lives in the society$",
        ),
        (
            scheme_of(EVERYTHING),
            {"activities": ACTIVITIES | {"paying_late": ACTIVITIES["paying_late"] | {"events": []}}},
            r"they differ in the events that the society leaves in their sources \(an event can name `schemes`\)$",
        ),
    ],
)
def test_what_cannot_take_over(scheme, more, message):
    run = stopped(1)
    with pytest.raises(UsageError, match=f"(?m){message}"):
        take_over(run, setting_of(scheme, **more))


def test_what_has_no_scheme_cannot_take_over():
    with pytest.raises(UsageError, match="a run without a scheme"):
        take_over(stopped(1), make_setting(society().file, None, WEEKS))


def test_a_run_that_dropped_records_or_is_over(kept):
    with pytest.raises(UsageError, match="has dropped records"):
        check_branch(replace(kept, origin=replace(kept.origin, keeps_all=False)), kept.origin)
    with pytest.raises(UsageError, match="is over"):
        check_branch(replace(kept, tick=WEEKS), kept.origin)
