"""Who is watched three times as much has three times the records, and stands worse, for the same conduct."""

from functools import cache

import numpy as np

from isonomia.simulate.population.state import BAND, GROUP
from isonomia.simulate.run import Request, Run, run
from simulation.made import activity, event, q, quiet, scheme_of, society_of
from simulation.test_shares import assert_binomial

PEOPLE, WEEKS = 5_000, 26
SCHEME = """
rules: {speeding: {source: traffic, points: -1, expires: 1 year}}
score: {base: 0, assessed: weekly}
bands: {low: {}, high: {from: -3}}
"""


@cache
def watched(factor: str) -> Run:
    """The few are watched `factor` times as much; nobody minds."""
    society = quiet()
    society["activities"]["speeding"] = activity(
        "Speeding", "harmful", 0.2, detected=q(0.2), detected_by_group={"few": q(factor)},
        events=[event("traffic", act="speeding")],
    )  # fmt: skip
    return run(Request(society_of(society), scheme_of(SCHEME), PEOPLE, WEEKS, seed=9))


def by_group(found: Run, name: str) -> list[list[int]]:
    """Counts of the many and of the few, by period."""
    return getattr(found.tally, name)[:, 0].reshape(-1, 2).T.tolist()


def test_conduct_is_the_same_to_the_act():
    assert by_group(watched("3"), "acts") == by_group(watched("1"), "acts")


def test_records_of_the_watched_alone_multiply():
    """0.2 x 3 = 0.6 of their acts; binomial, alpha 1e-9. With the same draws nobody else's records change."""
    (many, few), (_, few_done) = by_group(watched("3"), "records"), by_group(watched("3"), "acts")
    assert many == by_group(watched("1"), "records")[0]
    assert_binomial(sum(few), sum(few_done), 0.6)
    assert_binomial(sum(by_group(watched("1"), "records")[1]), sum(few_done), 0.2)


def in_low_band(found: Run) -> list[float]:
    rows = np.concatenate([shard.people.bytes for shard in found.shards], axis=1)
    return [float((rows[BAND][rows[GROUP] == group] == 0).mean()) for group in (0, 1)]


def test_the_watched_stand_worse():
    """5.2 acts in 26 weeks are 1.04 records for the many and 3.12 for the few; four records bring one low."""
    many, few = in_low_band(watched("3"))
    assert few > 4 * many > 0
    alike = in_low_band(watched("1"))
    assert abs(alike[0] - alike[1]) < 0.02
