"""Without reviewers every error stands (that no contest is decided then: tests/simulation/test_conservation.py)."""

from functools import cache

from isonomia.measures.harm_by_error import measure
from isonomia.measures.measure import EVERYONE
from isonomia.simulate.outcome import outcome_of
from isonomia.simulate.population.state import BEGIN, CODE, RECORDS, RECORDS_AT
from isonomia.simulate.records import KINDS, is_false
from isonomia.simulate.run import Request, Run, run
from simulation.made import lively, q, scheme_of, society_of

PEOPLE, WEEKS = 400, 40
LASTING = """
rules:
  help: {source: deeds, points: 2, expires: 2 years}
  speeding: {source: traffic, points: -4, expires: 2 years}
  late: {source: payments, points: -6, expires: 2 years}
score: {base: 20, assessed: weekly}
bands: {low: {}, high: {from: 0}}
consequences: {closed: {band: low, kind: adverse, severity: high}}
"""


@cache
def read_by(reviewers: str, suspends: str = "false") -> Run:
    society = lively()
    society["contest"]["reviewers"] = q(reviewers)
    return run(Request(society_of(society), scheme_of(LASTING, suspends=suspends), PEOPLE, WEEKS, seed=2))


def standing_errors(found: Run) -> int:
    """False and untrue records that are still held."""
    total = 0
    for shard in found.shards:
        for person in range(shard.people.bytes.shape[1]):
            district = max(number for number, low in enumerate(shard.bounds[:-1].tolist()) if low <= person)
            at = int(shard.store.parts[district, BEGIN]) + int(shard.people.longs[RECORDS_AT, person])
            codes = shard.store.columns[CODE, at : at + int(shard.people.longs[RECORDS, person])].tolist()
            total += sum(is_false.py_func(code) for code in codes)
    return total


def errors_made(found: Run) -> int:
    return int(found.tally.records[:, [1, KINDS - 1]].sum())


def test_without_reviewers_every_error_is_still_held():
    assert standing_errors(read_by("0")) == errors_made(read_by("0")) > 100


def test_with_reviewers_some_are_put_right():
    assert standing_errors(read_by("50")) < 0.8 * errors_made(read_by("50"))


def harm(found: Run) -> float:
    return measure(outcome_of(found))["under restriction by error", EVERYONE]


def test_harm_by_error_is_less_with_reviewers():
    assert harm(read_by("50")) < harm(read_by("0"))


def test_a_contest_that_suspends_spares_people_though_nobody_reads_it():
    """Where a contest suspends the points, an unread one does so for good: then delay serves who contests."""
    assert harm(read_by("0", "true")) < harm(read_by("0"))
