"""Reports on one act by several neighbours, and leaving a scheme without special rules, worked out by hand.

What everybody does for certain (a weekly share of 1) leaves no room for chance: two people in a district are each other's
only ties, each of them twice, so that each reports the other in every week.
"""

from collections import Counter
from functools import cache
from itertools import pairwise
from math import log

import numpy as np
import pytest

from isonomia.simulate.population.state import BAND, FLAGS, MEMBER, SCORE
from isonomia.simulate.records import REPORTED, TRUE, UNTRUE_REPORT
from isonomia.simulate.run import Request, Run, begin
from isonomia.society.model.society_file import SocietyFile
from simulation.made import activity, event, q, quiet, scheme_of, society_of
from simulation.test_shares import assert_binomial
from simulation.watched import EVENT, watch

WEEKS = 5
LASTING = """
rules: {{speeding: {{source: traffic, points: -1{expires}}}}}
score: {{base: 0, assessed: weekly}}
bands: {{low: {{}}, high: {{from: -3}}}}
"""


def neighbours(speeding: int, detected: int = 0, untrue: int = 0, ways: int = 1, people: int = 2) -> SocietyFile:
    """Everybody reports someone each week; `ways` is by how many ways the same offence can be reported."""
    society = quiet()
    society["people"], society["ties"] = q(people), {"near": q(1), "far": q(0)}
    society["activities"] = {
        "speeding": activity("Speeding", "harmful", speeding, detected=q(detected), events=[event("traffic", act="x")]),
        "reporting": activity("Reporting someone", "lawful", 1),
    }
    society["reporting"] = {
        f"way_{number}": {"activity": "reporting", "reports": "speeding", "untrue": q(untrue)} for number in range(ways)
    }
    return society_of(society)


def lived(society: SocietyFile, people: int = 2, weeks: int = WEEKS) -> Run:
    found = begin(
        Request(society, scheme_of(LASTING.format(expires=", expires: 1 year")), people, weeks, seed=7, room=256)
    )
    found.advance()
    return found


def kinds(found: Run) -> list[int]:
    """Records by kind: detected, false, reported, untrue reports."""
    return found.tally.records.sum(axis=0).tolist()


def scores(found: Run) -> list[int]:
    return np.concatenate([shard.people.longs[SCORE] for shard in found.shards]).tolist()


@pytest.mark.parametrize("ways", [1, 2])
def test_an_act_that_both_ties_report_is_recorded_once(ways):
    """Acts of weeks 1 to 4 are reported in weeks 2 to 5: four records each, though two ties report, and by two ways."""
    found = lived(neighbours(speeding=1, ways=ways))
    assert kinds(found)[REPORTED] == sum(kinds(found)) == 2 * 4
    assert scores(found) == [-4, -4]


def test_a_report_adds_to_what_was_detected():
    """Detected in weeks 1 to 5, and reported a week later too: the same act of weeks 1 to 4 is on record twice."""
    found = lived(neighbours(speeding=1, detected=1))
    assert [kinds(found)[kind] for kind in (TRUE, REPORTED)] == [2 * 5, 2 * 4]
    assert scores(found) == [-9, -9]


@pytest.mark.parametrize(("untrue", "each"), [(1, 4), (0, 0)])
def test_untrue_reports_are_recorded_once_as_well(untrue, each):
    found = lived(neighbours(speeding=0, untrue=untrue))
    assert kinds(found)[UNTRUE_REPORT] == sum(kinds(found)) == 2 * each
    assert scores(found) == [-each, -each]


def test_of_three_neighbours_two_or_three_are_recorded():
    """Each of three chooses one of the two others: of the eight ways to choose two name everybody, six leave one out.

    Weeks in which all are recorded are binomial with a chance of 1/4; alpha 1e-9.
    """
    weeks = 200
    watched = watch(neighbours(speeding=1, people=3), scheme_of(LASTING.format(expires=", expires: 1 year")), 3, weeks)
    recorded = Counter(tick for (tick, _), lines in watched.lines.items() for line in lines if line.what == EVENT)
    assert set(recorded) == set(range(1, weeks))
    assert set(recorded.values()) == {2, 3}
    assert_binomial(sum(count == 3 for count in recorded.values()), weeks - 1, 1 / 4)
    most = Counter(
        (tick, person) for (tick, person), lines in watched.lines.items() for line in lines if line.what == EVENT
    )
    assert set(most.values()) == {1}


PEOPLE, LEAVING = 2_000, 0.2


def leaving(act: float = 1) -> SocietyFile:
    """A fifth of the members leaves each week; every act is detected."""
    society = quiet()
    society["activities"]["speeding"] = activity(
        "Speeding", "harmful", act, fear=q(1), detected=q(1), events=[event("traffic", act="x")]
    )
    society["membership"]["leave"] = q(LEAVING)
    return society_of(society)


@cache
def left(expires: str = "", act: float = 1) -> tuple[Run, list[np.ndarray], list[np.ndarray]]:
    """The run, and for each person who was a member, and who acted, week by week."""
    found = begin(Request(leaving(act), scheme_of(LASTING.format(expires=expires)), PEOPLE, 12, seed=11, room=64))
    return found, *week_by_week(found)


def week_by_week(found: Run) -> tuple[list[np.ndarray], list[np.ndarray]]:
    members, acts = [], []
    for tick in range(found.setting.span.weeks):
        found.advance(tick + 1)
        members.append(np.concatenate([shard.people.bytes[FLAGS] for shard in found.shards]) & MEMBER != 0)
        acts.append(np.concatenate([shard.people.acts[0] for shard in found.shards]) != 0)
    return members, acts


CENTURY = ", expires: 100 years"
"""Makes a run keep its records; in twelve weeks it changes no score."""


@pytest.mark.parametrize("expires", [CENTURY, ""], ids=["records", "no records"])
def test_who_leaves_is_recorded_up_to_the_week_before(expires):
    """Everybody acts each week and is detected, so a score is minus the weeks after which one was still a member."""
    found, members, _ = left(expires)
    assert found.setting.is_plain == (not expires)
    assert scores(found) == (-np.sum(members, axis=0)).tolist()
    bands = np.concatenate([shard.people.bytes[BAND] for shard in found.shards])
    assert bands.tolist() == [int(score >= -3) for score in scores(found)]


def test_a_fifth_of_the_members_leaves_each_week():
    """Binomial over all weeks of members; alpha 1e-9. Nobody comes back."""
    found, members, _ = left()
    stayed = [np.ones(PEOPLE, bool), *members]
    at_risk = sum(int(before.sum()) for before in stayed[:-1])
    assert_binomial(int(found.tally.left.sum()), at_risk, LEAVING)
    assert found.tally.left.sum() == PEOPLE - members[-1].sum()
    assert all((after <= before).all() for before, after in pairwise(stayed))
    assert 0 < members[-1].sum() < 3 * PEOPLE * (1 - LEAVING) ** 12 + log(PEOPLE)


@pytest.mark.parametrize("act", [1, 0.3])
def test_without_records_the_same_people_act_and_leave(act):
    for place in (1, 2):
        assert all(
            (one == other).all() for one, other in zip(left("", act)[place], left(CENTURY, act)[place], strict=True)
        )


@pytest.mark.parametrize("act", [1, 0.3])
def test_without_records_scores_and_bands_are_the_same(act):
    short, long = left("", act)[0], left(CENTURY, act)[0]
    assert scores(short) == scores(long)
    assert short.tally.bands.tolist() == long.tally.bands.tolist()
    assert short.tally.moves.tolist() == long.tally.moves.tolist()


def test_without_records_those_made_are_counted():
    assert left()[0].tally.records.sum() == left(CENTURY)[0].tally.records.sum()


def test_who_has_left_does_as_without_a_scheme():
    """Fear of certain detection is 1 in log-odds; who left in the week before or earlier feels none of it."""
    _, members, acts = left("", 0.3)
    _, without = week_by_week(begin(Request(leaving(0.3), None, PEOPLE, 12, seed=11, room=64)))
    gone = [~before for before in members]
    for week in range(1, 12):
        assert (acts[week][gone[week - 1]] == without[week][gone[week - 1]]).all()
    stayed = members[-1]
    assert sum(int(act[stayed].sum()) for act in acts) < 0.6 * sum(int(act[stayed].sum()) for act in without)
