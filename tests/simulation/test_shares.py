"""What many people do adds up to what the society says. Seeds are fixed, so no test fails by chance: each alpha is how
often a test would fail over all seeds if the simulator is right. Counts are held to Chernoff's bound, which is no
approximation: a share of `found` among n, where `chance` is true, or one further off on the same side, comes about with
at most e^(-n D), D being the Kullback-Leibler divergence of the two (Hoeffding, Journal of the American Statistical
Association 58 (1963), theorem 1, doi:10.1080/01621459.1963.10500830).
"""

from collections import Counter
from functools import cache
from math import exp, factorial, log
from statistics import NormalDist

import numpy as np
import pytest

from isonomia.simulate.population.state import FLAGS, GROUP, KNOWS, MEMBER
from isonomia.simulate.run import Request, Run, begin, run
from simulation.made import activity, event, q, quiet, scheme_of, society_of

ALPHA = 1e-9
PEOPLE = 40_000
GROUPS = {"many": 0.8, "few": 0.2}
SCHEME = """
rules:
  help: {source: deeds, points: 1}
  ticket: {source: traffic, points: -1}
score: {base: 0, assessed: weekly}
bands: {low: {}, high: {from: 0}}
"""


def divergence(found: float, chance: float) -> float:
    """How far a share is from a chance, in nats."""
    parts = ((found, chance), (1 - found, 1 - chance))
    return sum(one * log(one / other) for one, other in parts if one)


def assert_binomial(count: int, trials: int, chance: float) -> None:
    """Fails with a probability of at most ALPHA where `count` of `trials` come about with `chance` each."""
    distance = trials * divergence(count / trials, chance)
    assert distance <= log(2 / ALPHA), f"{count} of {trials}, expected {chance * trials:.0f}"


def chi_squared_tail(statistic: float, freedom: int) -> float:
    """The chance of a larger value, for an even number of degrees of freedom."""
    half = statistic / 2
    return exp(-half) * sum(half**k / factorial(k) for k in range(freedom // 2))


def watched_society() -> dict:
    """Acts that all do alike (spread 0), so that a week's count is binomial; half are detected, for the few all."""
    society = quiet()
    society["activities"] = {
        "helping": activity("Helping", "good", 0.3, spread=q(0), detected=q(0.5), detected_by_group={"few": q(2)},
                            events=[event("deeds", 1, kind="help")]),
        "speeding": activity("Speeding", "harmful", 0.02, spread=q(0), detected=q(0.1), detected_by_group={"few": q(3)},
                             events=[event("traffic", 0.75, act="speeding"), event("traffic", 0.25, act="red_light")]),
        "singing": activity("Singing", "lawful", 0.9, spread=q(0)),
    }  # fmt: skip
    society["false_records"] = {
        "mix_up": {"activity": "speeding", "weekly": q(0.002), "by_group": {"few": q(3)}},
        "kind_mistake": {"activity": "helping", "weekly": q(0.001)},
    }
    society["response"]["know"], society["membership"]["join"] = q(0.4), q(0.6)
    return society


@cache
def one_run() -> Run:
    found = begin(Request(society_of(watched_society()), scheme_of(SCHEME), PEOPLE, 4, seed=77, sample=4000, room=256))
    found.advance()
    return found


def by_group(rows: np.ndarray) -> dict[str, int]:
    return dict(zip(GROUPS, rows.tolist(), strict=True))


def sizes(only_members: bool = False) -> dict[str, int]:
    people = np.concatenate([shard.people.bytes for shard in one_run().shards], axis=1)
    kept = (people[FLAGS] & MEMBER != 0) if only_members else np.ones(PEOPLE, bool)
    return by_group(np.bincount(people[GROUP][kept], minlength=2))


def acting_weeks() -> int:
    """Weeks in which people act: all of the run's."""
    return 4


@pytest.mark.parametrize("group", GROUPS)
def test_group_shares(group):
    """Binomial; alpha 1e-9."""
    assert_binomial(sizes()[group], PEOPLE, GROUPS[group])


@pytest.mark.parametrize(("flag", "share"), [(MEMBER, 0.6), (KNOWS, 0.4)])
def test_who_joins_and_who_knows(flag, share):
    """Binomial; alpha 1e-9 each."""
    flags = np.concatenate([shard.people.bytes[FLAGS] for shard in one_run().shards])
    assert_binomial(int((flags & flag != 0).sum()), PEOPLE, share)


@pytest.mark.parametrize(("left", "right"), [("few", "member"), ("few", "knows"), ("member", "knows")])
def test_traits_are_independent(left, right):
    """The correlation of two traits, times the root of the number of people, is standard normal; alpha 1e-9 each."""
    people = np.concatenate([shard.people.bytes for shard in one_run().shards], axis=1)
    flags = people[FLAGS]
    traits = {"few": people[GROUP] == 1, "member": flags & MEMBER != 0, "knows": flags & KNOWS != 0}
    correlation = np.corrcoef(traits[left], traits[right])[0, 1]
    assert abs(correlation) * PEOPLE**0.5 < -NormalDist().inv_cdf(ALPHA / 2)


@pytest.mark.parametrize(("number", "weekly"), [(0, 0.3), (1, 0.02), (2, 0.9)])
@pytest.mark.parametrize("group", GROUPS)
def test_acts_of_people_who_do_not_differ(number, weekly, group):
    """Binomial; alpha 1e-9 each. The odds' 16 bits leave a relative error of 1/1000 or less."""
    acts = by_group(one_run().tally.acts[:, number])[group]
    assert_binomial(acts, acting_weeks() * sizes()[group], weekly)


@pytest.mark.parametrize(("number", "weekly", "seen"), [(0, 0.3, (0.5, 1)), (1, 0.02, (0.1, 0.3))])
@pytest.mark.parametrize("group", GROUPS)
def test_detection_at_equal_conduct(number, weekly, seen, group):
    """Binomial over the members' weeks; alpha 1e-9 each."""
    records = one_run().tally.records[:, 0].reshape(2, 3)[:, number]
    chance = weekly * seen[list(GROUPS).index(group)]
    assert_binomial(by_group(records)[group], acting_weeks() * sizes(only_members=True)[group], chance)


@pytest.mark.parametrize(("number", "weekly", "factor"), [(1, 0.002, 3), (0, 0.001, 1)])
@pytest.mark.parametrize("group", GROUPS)
def test_false_records(number, weekly, factor, group):
    """Binomial over the members' weeks; alpha 1e-9 each."""
    records = by_group(one_run().tally.records[:, 1].reshape(2, 3)[:, number])
    chance = weekly * (factor if group == "few" else 1)
    assert_binomial(records[group], 4 * sizes(only_members=True)[group], chance)


def event_lines() -> list[tuple[int, int]]:
    """(code, day) of every record of the sampled people."""
    found = []
    for shard in one_run().shards:
        lines = shard.log.rows[1 : int(shard.log.rows[0, 0]) + 1]
        found += [(code, day) for _, _, what, code, day in lines.tolist() if what == 0]
    return found


def test_days_of_the_week_are_uniform():
    """Chi-squared with 6 degrees of freedom; alpha 1e-9."""
    days = Counter(day % 7 for _, day in event_lines())
    expected = sum(days.values()) / 7
    assert chi_squared_tail(sum((days[day] - expected) ** 2 / expected for day in range(7)), 6) > ALPHA
    assert expected > 150


def test_acts_become_events_by_their_shares():
    """Binomial over the records of speeding, true and false; alpha 1e-9."""
    codes = Counter(code // 4 for code, _ in event_lines())
    assert_binomial(codes[1], codes[1] + codes[2], 0.75)
    assert codes[2] > 5


@pytest.mark.parametrize("spread", ["0.5", "1", "1.5"])
@pytest.mark.parametrize("weekly", ["0.01", "0.2", "0.75"])
def test_the_weekly_share_where_people_differ(weekly, spread):
    """Five standard errors of people and weeks together, alpha 6e-7, and 1/500 of the share for odds of 16 bits.

    A person's acts in 5 weeks lie between 0 and 5, so that their variance is estimated from the people themselves.
    """
    society = quiet()
    shift = {"few": q("0.7")}
    society["activities"] = {"singing": activity("Singing", "lawful", weekly, spread=q(spread), by_group=shift)}
    found = begin(Request(society_of(society), None, PEOPLE, 6, seed=5))
    done = np.zeros(PEOPLE)
    for tick in range(1, 7):
        found.advance(tick)
        if tick > 1:
            done += np.concatenate([shard.people.acts[0] for shard in found.shards])
    error = done.std() / PEOPLE**0.5 / 5
    assert abs(done.mean() / 5 - float(weekly)) < 5 * error + float(weekly) / 500


def test_people_differ_by_the_spread():
    """Own dispositions are normal: the share within one spread of the middle, exact binomial; alpha 1e-9."""
    society = quiet()
    society["activities"] = {"singing": activity("Singing", "lawful", 0.2, spread=q(1))}
    found = run(Request(society_of(society), None, PEOPLE, 1, seed=5))
    own = np.concatenate([shard.people.own[:, -1] for shard in found.shards]).astype(int)
    middle = int(found.setting.conduct.mean[0])
    assert_binomial(int((abs(own - middle) <= 1024).sum()), PEOPLE, 0.6827)
