"""Paid virtue loses its own motive for good, and fined harm the restraint from it."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from isonomia.simulate.run import Request, Run, begin
from simulation.made import activity, event, q, quiet, scheme_of, society_of

PEOPLE, WEEKS = 1_000, 104
PAYING = """
rules:
  help: {source: deeds, points: 1, expires: 1 year}
  speeding: {source: traffic, points: -5, expires: 1 year}
score: {base: 0, assessed: weekly}
"""
LOST = 20
"""0.02 in 1/1024, rounded."""


def town(helping: str = "0", speeding: str = "0", leave: str = "0") -> dict[str, Any]:
    """Points are worth nothing here, so that a motive can only be lost."""
    society = quiet()
    society["activities"] = {
        "helping": activity("Helping", "good", 0.2, crowding_out=q(helping), detected=q(0.6),
                            events=[event("deeds", kind="help", hours="2")]),
        "speeding": activity("Speeding", "harmful", 0.2, crowding_out=q(speeding), detected=q(0.6),
                             events=[event("traffic", act="speeding")]),
    }  # fmt: skip
    society["membership"]["leave"] = q(leave)
    return society


@cache
def lived(helping: str = "0", speeding: str = "0", leave: str = "0", is_paid: bool = True) -> Run:
    scheme = scheme_of(PAYING) if is_paid else None
    found = begin(Request(society_of(town(helping, speeding, leave)), scheme, PEOPLE, WEEKS, seed=6))
    found.advance()
    return found


def own(found: Run) -> np.ndarray:
    return np.concatenate([shard.people.own for shard in found.shards]).astype(int)


def done(found: Run, column: int = 0, first_week: int = 0) -> list[int]:
    """Acts of an activity by period and group."""
    return found.tally.acts[2 * (first_week // 4) :, column].tolist()


def test_each_paid_record_takes_its_part_for_good():
    """What all have lost is 20 / 1024 for each record, with nothing rounded away."""
    paid, unpaid = lived("0.02"), lived(is_paid=False)
    records = int(paid.tally.records.reshape(-1, 2, 2, 4)[:, :, 0, 0].sum())
    assert (own(unpaid) - own(paid)).sum() == LOST * records
    assert records > 5_000


def test_paid_virtue_becomes_rarer_and_rarer():
    paid, unpaid = (np.array(done(found)).reshape(-1, 2).sum(axis=1) for found in (lived("0.02"), lived(is_paid=False)))
    first, last = paid[:3].sum() / unpaid[:3].sum(), paid[-3:].sum() / unpaid[-3:].sum()
    assert last < 0.9 * first < first <= 1


@pytest.mark.parametrize("leave", ["0", "0.2"])
def test_with_no_crowding_out_nothing_is_lost(leave):
    assert done(lived(leave=leave)) == done(lived(is_paid=False))


def test_the_motive_does_not_come_back_with_the_end_of_the_pay():
    """A fifth leaves each week, so after a year nobody is paid: 0.8^52 of 1,000 is less than 1/50 of a person."""
    paid = lived("0.02", leave="0.2")
    assert paid.tally.left.sum() == PEOPLE
    assert sum(done(paid, 0, 52)) < sum(done(lived(is_paid=False), 0, 52))
    assert done(paid, 1, 52) == done(lived(is_paid=False), 1, 52)


def test_each_fined_record_takes_its_part_of_the_restraint():
    """0.05 in 1/1024 is 51 for each record; speeding then becomes commoner and commoner."""
    fined, unfined = lived(speeding="0.05"), lived()
    records = int(fined.tally.records.reshape(-1, 2, 2, 4)[:, :, 1, 0].sum())
    assert (own(fined) - own(unfined)).sum() == 51 * records
    first, last = (sum(done(fined, 1)[part]) / sum(done(unfined, 1)[part]) for part in (slice(6), slice(-6, None)))
    assert 1 <= first < last


def test_expected_miss_the_first_fine_changes_little():
    """Published: twice as many late parents within weeks. A step of 0.05 for each record is far from that."""
    fined, unfined = lived(speeding="0.05"), lived()
    assert sum(done(fined, 1)[: 2 * 5]) < 1.5 * sum(done(unfined, 1)[: 2 * 5])
