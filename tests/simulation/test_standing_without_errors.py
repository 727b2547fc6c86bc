"""What a band would be without the records of what a person did not do: the reference on a ledger without these."""

import json
from datetime import timedelta
from pathlib import Path

from isonomia.ledger.read import read_ledger
from isonomia.periods import last_instant
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.simulate.population.state import BAND, BAND_TRUE, FLAGS, MEMBER
from isonomia.simulate.sampled_ledger import member_name, write_sample
from simulation.made import lively, q, scheme_of, society_of
from simulation.watched import watch

PEOPLE, WEEKS = 50, 36
FADING = """
rules:
  help: {source: deeds, when: "kind = 'help'", points: 4, expires: 3 months}
  rescue: {source: deeds, when: "kind = 'rescue'", points: 15, halves: every 2 months, expires: 1 year}
  speeding: {source: traffic, when: "act = 'speeding'", points: -5, expires: 10 weeks}
  red_light: {source: traffic, when: "act = 'red_light'", points: -9, expires: 6 weeks}
  late: {source: payments, points: -6, halves: every 3 weeks, expires: 4 months}
score: {base: 20, range: [-100, 150], assessed: weekly}
bands: {low: {}, middle: {from: 5}, good: {from: 20}, best: {from: 45}}
consequences: {closed: {band: low, kind: adverse, severity: high}}
"""
"""No cap and no `nth`, by which an error would change what a true record is worth."""


def without_errors(ledger: Path, truth: Path) -> Path:
    """A ledger without the events that did not happen, and without what was contested of them."""
    happened = {
        line["event_id"]: line["did_it"] for line in map(json.loads, truth.read_text().splitlines()) if "did_it" in line
    }
    kept, dropped = [], set()
    for line in ledger.read_text().splitlines():
        record = json.loads(line)
        if not happened.get(record.get("event_id"), True):
            dropped |= {record["dispute_id"]} if record["kind"] == "dispute" else set()
        elif record.get("dispute_id") not in dropped:
            kept.append(line + "\n")
    path = ledger.with_name("without_errors.jsonl")
    path.write_text("".join(kept))
    return path


def test_the_band_without_errors_is_that_of_the_true_records(tmp_path):
    society = lively()
    society["false_records"]["mix_up"]["weekly"] = q(0.06)
    society["false_records"]["kind_mistake"] = {"activity": "helping", "weekly": q(0.06)}
    society["membership"]["leave"] = q(0)
    watched = watch(society_of(society), scheme_of(FADING), PEOPLE, WEEKS)
    scheme, span = watched.run.setting.scheme, watched.run.setting.span
    ledger = read_ledger(scheme, [without_errors(*write_sample(watched.run, tmp_path)[:2])])
    members = [person for person in range(PEOPLE) if watched.snapshots[0].bytes[FLAGS, person] & MEMBER]
    apart = 0
    for tick in range(WEEKS):
        until = last_instant(span.first + timedelta(days=7 * tick + 6), scheme.zone)
        known = histories(ledger, until, [member_name(person) for person in members])
        people = watched.snapshots[tick + 1].bytes
        for person in members:
            band = account(scheme, known[member_name(person)], until).band.band.goodness
            assert people[BAND_TRUE, person] == band, f"person {person} in week {tick}"
            apart += people[BAND, person] != band
    assert apart > 200
