"""Nothing is lost and nothing made up: what is counted, what is written down and what people carry agree."""

from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pytest

from isonomia.simulate.population.state import BAND, BEGIN, FLAGS, GROUP, LEFT, MEMBER, RECORDS, RECORDS_AT, STATE
from isonomia.simulate.records import OPEN
from isonomia.simulate.run import Request, Run, begin, run
from isonomia.simulate.sampled_ledger import sampled_records, sampled_truth
from simulation.made import EVERYTHING, lively, q, scheme_of, society_of

PEOPLE, WEEKS = 240, 21
SLOPE = """
rules:
  help: {source: deeds, points: 2, expires: 5 weeks}
  speeding: {source: traffic, points: -3, expires: 5 weeks}
  late: {source: payments, points: -1, expires: 5 weeks}
score: {base: 0, assessed: weekly}
bands: {low: {}, middle: {from: 0}, high: {from: 3}}
consequences: {praise: {band: high, kind: benefit, severity: low}}
"""
FADELESS = SLOPE.replace("expires: 5 weeks", "expires: 20 years")


@cache
def everyone() -> Run:
    return run(Request(society_of(lively()), scheme_of(EVERYTHING), PEOPLE, WEEKS, seed=8, sample=PEOPLE))


@cache
def ledger() -> list[dict[str, Any]]:
    return list(sampled_records(everyone()))


@cache
def truth() -> list[dict[str, Any]]:
    return list(sampled_truth(everyone()))


def test_records_counted_are_records_written():
    """By activity and kind: all that the tally holds stands in the ledger, under an id of its own, and in the truth."""
    events = [record for record in ledger() if record["kind"] == "event"]
    assert len({record["event_id"] for record in events}) == len(events) == everyone().tally.records.sum()
    how = Counter(line["how"] for line in truth() if "how" in line)
    kinds = everyone().tally.records.sum(axis=0).tolist()
    assert [how[name] for name in ("detected", "false_record", "reported", "untrue_report")] == kinds
    assert min(kinds) > 0
    assert {line["event_id"] for line in truth() if "how" in line} == {record["event_id"] for record in events}


def test_records_by_source_are_those_of_their_activities():
    sources = Counter(record["source"] for record in ledger() if record["kind"] == "event")
    counted = everyone().tally.records.reshape(-1, 5, 4).sum(axis=(0, 2)).tolist()
    assert counted == [sources["deeds"], sources["traffic"], sources["payments"], 0, 0]


def test_acts_counted_are_acts_done():
    done = Counter(name for line in truth() if "acts" in line for name in line["acts"])
    names = list(everyone().setting.society.activities)
    assert everyone().tally.acts.sum(axis=0).tolist() == [done[name] for name in names]


def test_every_true_record_is_of_an_act_done():
    """What was detected was done in the same week, what was truly reported in the week before."""
    acts = {(line["member"], line["week_of"], name) for line in truth() if "acts" in line for name in line["acts"]}
    span, templates = everyone().setting.span, everyone().setting.scored.templates
    names, checked = list(everyone().setting.society.activities), Counter()
    for line in truth():
        if line.get("how") in ("detected", "reported", "untrue_report"):
            member, tick, code = line["event_id"].split("-")
            week = int(tick) - (line["how"] != "detected")
            key = (member, span.date_of(7 * week).isoformat(), names[templates[int(code) // 4].activity])
            assert (key in acts) == line["did_it"]
            checked[line["how"]] += 1
    assert len(checked) == 3


def test_contests_filed_are_decided_or_still_open():
    kinds = Counter(record["kind"] for record in ledger())
    upheld = sum(record.get("outcome") == "upheld" for record in ledger())
    filed, decided, won, _ = everyone().tally.contests.sum(axis=0).tolist()
    assert (filed, decided, won) == (kinds["dispute"], kinds["decision"], upheld)
    assert filed == decided + open_contests(everyone())
    assert 0 < won < decided < filed


def open_contests(found: Run) -> int:
    """How many records of all people wait for a decision, in the store itself."""
    total = 0
    for shard in found.shards:
        for person in range(shard.people.bytes.shape[1]):
            district = int(np.searchsorted(shard.bounds, person, side="right")) - 1
            at = int(shard.store.parts[district, BEGIN]) + int(shard.people.longs[RECORDS_AT, person])
            states = shard.store.columns[STATE, at : at + int(shard.people.longs[RECORDS, person])]
            total += int((states == OPEN).sum())
    return total


def test_who_leaves_is_counted_once():
    left = sum(int((shard.people.bytes[FLAGS] & LEFT != 0).sum()) for shard in everyone().shards)
    assert everyone().tally.left.sum() == left == sum(record["kind"] == "leave" for record in ledger())
    assert left > 0


def test_moves_between_bands_lead_from_the_first_to_the_last():
    tally, bands = everyone().tally, everyone().setting.scoring.bands
    moves = tally.moves.reshape(-1, bands, bands).sum(axis=0)
    begun = [0, 0, PEOPLE, 0]  # the base of 20 is where `good` begins
    found = np.array(begun) + moves.sum(axis=0) - moves.sum(axis=1)
    last = sum(np.bincount(shard.people.bytes[BAND], minlength=bands) for shard in everyone().shards)
    assert found.tolist() == last.tolist()
    members = [shard.people.bytes[BAND][shard.people.bytes[FLAGS] & MEMBER != 0] for shard in everyone().shards]
    assert tally.bands[-1].tolist() == sum(np.bincount(own, minlength=bands) for own in members).tolist()
    assert tally.bands[-1].sum() == sum(int(shard.joined.sum()) for shard in everyone().shards) - tally.left.sum()
    assert np.trace(moves) == 0


def test_people_observed_are_the_members_of_the_groups():
    tally = everyone().tally
    last = tally.people[-2:].sum(axis=1).tolist()
    flags = np.concatenate([shard.people.bytes[[GROUP, FLAGS]] for shard in everyone().shards], axis=1)
    members = [int(((flags[0] == group) & (flags[1] & 2 != 0)).sum()) for group in (0, 1)]
    assert last == members == tally.states[-2:, 0].tolist()


def test_without_reviewers_every_contest_stays_open_and_every_error_stands():
    society = lively()
    society["contest"]["reviewers"] = q(0)
    found = run(Request(society_of(society), scheme_of(SLOPE), PEOPLE, WEEKS, seed=8, sample=PEOPLE))
    filed, decided, won, waited = found.tally.contests.sum(axis=0).tolist()
    assert filed > 0
    assert (decided, won, waited) == (0, 0, 0)
    assert not [record for record in sampled_records(found) if record["kind"] == "decision"]
    held = run(Request(society_of(society), scheme_of(FADELESS), PEOPLE, WEEKS, seed=8))
    kept = sum(int(shard.people.longs[RECORDS].sum()) for shard in held.shards)
    assert kept == held.tally.records.sum()
    assert open_contests(held) == held.tally.contests[:, 0].sum()


def acts_of(society: dict[str, Any], scheme: Any, weeks: int = WEEKS) -> list[bytes]:
    """What everybody does, week by week."""
    found = begin(Request(society_of(society), scheme, PEOPLE, weeks, seed=8, room=256))
    acts = []
    for tick in range(weeks):
        found.advance(tick + 1)
        acts.append(b"".join(shard.people.acts[0].tobytes() for shard in found.shards))
    return acts


def harmless() -> dict[str, Any]:
    """A society in which a scheme records, scores and decides, and moves nobody."""
    society = lively()
    society["response"] |= {"point_value": q(0), "belief_after_record": q(0)}
    for item in society["activities"].values():
        item |= {"fear": q(0), "crowding_out": q(0)}
    nothing = {"income": q(0), "trust": q(0), "strain": q(0)}
    for kind in ("adverse", "benefit"):
        society["effects"][kind] = dict.fromkeys(("low", "medium", "high"), nothing)
    society["feelings"] |= {name: q(0) for name in society["feelings"] if "after" in name}
    return society


@pytest.mark.parametrize("participation", ["voluntary", "mandatory"])
@pytest.mark.parametrize("body", [EVERYTHING, SLOPE])
def test_a_scheme_that_moves_nobody_leaves_conduct_as_it_is(body, participation):
    scheme = scheme_of(body, participation=participation)
    with_scheme, without = acts_of(harmless(), scheme), acts_of(harmless(), None)
    assert with_scheme == without
    assert len(set(without)) == WEEKS


@pytest.mark.parametrize(
    ("part", "name", "value"), [("response", "point_value", 0.2), ("feelings", "trust_after_true_record", -0.3)]
)
def test_a_scheme_that_moves_someone_changes_conduct(part, name, value):
    society = harmless()
    society[part][name] = q(value)
    assert acts_of(society, scheme_of(EVERYTHING)) != acts_of(society, None)
