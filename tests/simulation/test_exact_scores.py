"""The kernel's scores and bands are those of the reference on the sampled people's ledgers, day by day."""

import pytest

from isonomia.simulate.run import Request, run
from simulation.made import EVERYTHING, lively, q, scheme_of, society_of
from simulation.scored_again import assert_scores_again

STEPPED = """
rules:
  speeding: {source: traffic, when: "act = 'speeding'", points: 1, expires: 30 months}
  red_light: {source: traffic, when: "act = 'red_light'", points: 2, halves: every 3 months, expires: 2 years}
  help: {source: deeds, points: -1, cap: {points: 1, per: ever}}
score: {base: 0, range: [0, 20], better: lower, assessed: daily}
bands: {clear: {}, warned: {from: 2}, last: {from: 4, grace: 10 days}, out: {from: 6}}
steps:
  - {band: last, after: {band: warned, measure: letter}}
  - {band: out, after: {band: last, measure: talk}}
"""
MONTHLY = EVERYTHING.replace("assessed: weekly", "assessed: monthly")
DAILY = EVERYTHING.replace("assessed: weekly", "assessed: daily")
BANDLESS = """
rules:
  speeding: {source: traffic, points: -3, expires: 5 weeks}
  late: {source: payments, nth: {}, points: "-nth", cap: {points: 20, per: year}}
score: {base: 7, assessed: weekly}
"""
PLAIN = """
rules:
  late: {source: payments, points: -3}
score: {base: 0, range: [-10, null], assessed: weekly}
bands: {low: {}, high: {from: -6}}
"""


@pytest.mark.parametrize("body", [EVERYTHING, MONTHLY, DAILY, STEPPED, BANDLESS])
@pytest.mark.parametrize("suspends", ["true", "false"])
def test_scores_again(body, suspends, tmp_path):
    scheme = scheme_of(body, suspends=suspends)
    made = run(Request(society_of(lively()), scheme, 300, 40, seed=3, sample=12), threads=1)
    assert assert_scores_again(made, tmp_path) >= 12 * 30


def test_a_plain_scheme_scores_again(tmp_path):
    society = lively()
    for name in ("trust_after_true_record", "trust_after_false_record", "trust_after_reward", "strain_after_record"):
        society["feelings"][name] = q(0)
    society["feelings"]["trust_after_redress"] = society["response"]["belief_after_record"] = q(0)
    society["reporting"], society["contest"]["noticed"] = {}, q(0)
    for name in ("helping", "speeding"):
        society["activities"][name]["events"] = []
    society["activities"]["helping"]["crowding_out"] = q(0)
    made = run(Request(society_of(society), scheme_of(PLAIN), 300, 30, seed=3, sample=12))
    assert made.setting.is_plain
    assert assert_scores_again(made, tmp_path) >= 12 * 20
