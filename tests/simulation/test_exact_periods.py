"""Period rules in the kernel are those of the reference: entries, caps, pools, fading, ceilings, and what is kept."""

import json
from datetime import timedelta

import pytest

from isonomia.errors import UsageError
from isonomia.ledger.read import read_ledger
from isonomia.periods import last_instant
from isonomia.presets import preset_path, society_path
from isonomia.scheme.load import load_scheme
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.simulate.population.state import BAND, BAND_TRUE, FLAGS, MEMBER
from isonomia.simulate.run import Request, begin, run
from isonomia.simulate.sampled_ledger import member_name, sampled_records, sampled_truth
from isonomia.society.load import load_society
from simulation.made import lively, scheme_of, society_of
from simulation.scored_again import assert_scores_again

FOOT = """
score: {base: 20, range: [-100, 150], assessed: weekly}
bands: {low: {}, middle: {from: 5}, good: {from: 20, grace: 30 days}, best: {from: 45, grace: 14 days}}
consequences:
  closed: {band: low, kind: adverse, severity: high}
  gift: {band: good, or: better, kind: benefit, severity: low}
"""
UNITS = """
rules:
  help: {source: deeds, points: 3, cap: {points: 9, per: month}, expires: 3 months}
  speeding: {source: traffic, when: "act = 'speeding'", points: -nth, nth: {within: 2 months}, expires: 6 months}
  late: {source: payments, when: "days_late > 30 AND MONTH(date) <> 4", points: -2, expires: 2 months}
  of_year: {each: year, when: COUNT(late) < 5, points: 10}
  of_quarter: {each: quarter, points: SUM(deeds.hours) / 3, expires: 6 months}
  of_month: {each: month, when: COUNT(speeding) = 0 AND COUNT(late) <= 1, points: 5, expires: 4 months, cap: {points: 12, per: year}}
  of_week:
    each: week
    points: CASE WHEN MIN(deeds.hours) IS NULL THEN -1 WHEN MAX(deeds.hours) >= 8 THEN 4 ELSE ROUND(SUM(deeds.hours) / COUNT(deeds), 1) END
    halves: every 1 month
    expires: 3 months
  of_day: {each: day, when: "COUNT(traffic) + COUNT(payments) > 1", points: -3, expires: 8 weeks, ceiling: {band: middle, for: 2 weeks}}
"""
SHARED = """
rules:
  of_week: {each: week, when: COUNT(traffic) = 0, points: 2, expires: 5 months}
  help: {source: deeds, points: "LEAST(hours, 3)", expires: 2 months}
  of_day: {each: day, points: CASE WHEN COUNT(traffic) > 0 THEN -2 END, expires: 6 weeks}
  rescue: {source: deeds, when: "kind = 'rescue'", points: 4, halves: every 2 months}
  of_month: {each: month, points: "MAX(deeds.hours) - MIN(deeds.hours) + COUNT(rescue)", expires: 9 months, cap: {points: 4, per: quarter}}
  speeding: {source: traffic, points: -3, expires: 3 months}
pools:
  good: {rules: [of_week, help, rescue], cap: {points: 9, per: month}}
  bad: {rules: [speeding, of_day, of_month], cap: {points: 8, per: quarter}}
"""
EVER = """
rules:
  of_month: {each: month, when: COUNT(late) = 0, points: 2, cap: {points: 11, per: ever}}
  of_day: {each: day, points: "CASE WHEN SUM(payments.days_late) > 0 THEN -1 ELSE 0 END", halves: every 6 months, ceiling: {band: good, for: 10 days, when: "MIN(payments.days_late) >= 40 AND WEEKDAY(date) < 6"}}
  late: {source: payments, points: -1, expires: 10 days}
  of_year: {each: year, points: "LEAST(MAX(deeds.hours) * MAX(deeds.hours) / 10 + SUM(deeds.hours), 22.5)"}
  help: {source: deeds, points: 1, cap: {points: 3, per: quarter}}
"""
STEPS = """
rules:
  speeding: {source: traffic, points: 1, expires: 6 weeks}
  of_month: {each: month, when: COUNT(speeding) > 1, points: 2, expires: 1 year}
  of_quarter: {each: quarter, when: COUNT(traffic) = 0, points: -1}
score: {base: 0, range: [0, 20], better: lower, assessed: daily}
bands: {clear: {}, warned: {from: 2}, last: {from: 4, grace: 10 days}, out: {from: 6}}
steps:
  - {band: last, after: {band: warned, measure: letter}}
  - {band: out, after: {band: last, measure: talk}}
"""
MONTHLY = FOOT.replace("weekly", "monthly")
DAILY = FOOT.replace("weekly", "daily")


def eager():
    """The lively society from the first week of a year, with more of everything."""
    society = lively() | {"begins": "2025-12-29"}
    for name in ("helping", "speeding"):
        society["activities"][name]["weekly"]["value"] = society["activities"][name]["weekly"]["range"][1] = "0.4"
    return society_of(society)


CASES = {
    "units": (UNITS + FOOT, "true"),
    "units-no-suspension": (UNITS + FOOT, "false"),
    "units-daily": (UNITS + DAILY, "true"),
    "shared": (SHARED + FOOT, "true"),
    "shared-monthly": (SHARED + MONTHLY, "false"),
    "ever": (EVER + FOOT, "true"),
    "steps": (STEPS, "true"),
    "steps-no-suspension": (STEPS, "false"),
}


@pytest.mark.parametrize("case", CASES)
def test_period_rules_score_again(case, tmp_path):
    body, suspends = CASES[case]
    scheme = scheme_of(body, suspends=suspends)
    made = run(Request(eager(), scheme, 200, 58, seed=5, sample=8), threads=1)
    assert assert_scores_again(made, tmp_path) >= 8 * 40


LASTING = """
rules:
  help: {source: deeds, points: 3, cap: {points: 4, per: month}}
  rescue: {source: deeds, when: "kind = 'rescue'", points: 5}
  late: {source: payments, points: -2, cap: {points: 3, per: quarter}}
  speeding: {source: traffic, points: -nth, nth: {within: 2 months}, cap: {points: 5, per: month}}
pools: {good: {rules: [help, rescue], cap: {points: 11, per: quarter}}}
"""


def test_points_that_are_added_up_leave_caps_as_they_were(tmp_path):
    made = run(Request(eager(), scheme_of(LASTING + FOOT), 200, 58, seed=5, sample=8))
    settles = made.setting.scored.events.settle_days
    assert settles.min() < 200 < settles.max()
    assert assert_scores_again(made, tmp_path) >= 8 * 40


def test_bands_without_the_false_records(tmp_path):
    """An entry of each day makes everyone due each week, so that the band without false records is never an old one."""
    made = run(Request(eager(), scheme_of(UNITS + FOOT), 200, 58, seed=5, sample=60))
    scheme, span = made.setting.scheme, made.setting.span
    false = {line["event_id"] for line in sampled_truth(made) if line.get("did_it") is False}
    lines = [
        line
        for line in sampled_records(made)
        if line.get("event_id") not in false and line.get("dispute_id", "").removesuffix("-d") not in false
    ]
    path = tmp_path / "true.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    until = last_instant(span.first + timedelta(days=span.days - 1), scheme.zone)
    known = histories(read_ledger(scheme, [path]), until)
    people, apart = made.shards[0].people, 0
    enrolled = [person for person in made.sample.tolist() if people.bytes[FLAGS, person] & MEMBER]
    for person in enrolled:
        band = account(scheme, known[member_name(person)], until).band.band.goodness
        assert people.bytes[BAND_TRUE, person] == band, member_name(person)
        apart += people.bytes[BAND, person] != band
    assert len(enrolled) > 30
    assert apart


@pytest.mark.parametrize(
    ("scheme", "society", "weeks"),
    [
        ("riverside-time-bank", "european-town", 110),
        ("bologna-smart-citizen-wallet", "european-town", 60),
        ("school-house-points", "university", 60),
    ],
)
def test_shipped_schemes_score_again(scheme, society, weeks, tmp_path):
    request = Request(load_society(society_path(society)).file, load_scheme(preset_path(scheme)), 200, weeks, sample=6)
    made = run(request)
    assert made.setting.periods.entry_day.size
    assert assert_scores_again(made, tmp_path) >= 3 * 40


def test_a_value_that_may_be_too_large_is_refused_with_the_rule():
    body = 'rules:\n  big: {each: year, points: "LEAST(MAX(deeds.hours) * 100000000000, 1)"}\n' + FOOT
    with pytest.raises(UsageError, match=r"period rule 'big' .* a value of up to 800000000000"):
        begin(Request(eager(), scheme_of(body), 10, 60))
