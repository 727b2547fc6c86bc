"""The second reading and the reference agree on every member's standing."""

import os
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from isonomia.score.account import accounts
from isonomia.score.statement.lines import lines_of
from second_reading.scorer import EntryStanding, Standing, standings
from strategies import Case, cases

QUIET: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}
ENTRY_FIELDS = [each.name for each in fields(EntryStanding)]


@settings(max_examples=40, **QUIET)
@given(cases())
def test_the_second_reading_agrees(case: Case) -> None:
    assert_agreement(case)


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("SECOND_READING_EXAMPLES", "2000")), **QUIET)
@given(cases())
def test_the_second_reading_agrees_on_many_cases(case: Case) -> None:
    assert_agreement(case)


def assert_agreement(case: Case) -> None:
    """Both readings of a case are the same, or the message shows where they differ."""
    own = standings(case.scheme, case.records, case.as_of, case.known_at)
    other = reference(case)
    if case.scheme.steps and any(rule.halves for rule in case.scheme.rules):
        own, other = _with_cut_and_faded_as_one(own), _with_cut_and_faded_as_one(other)
    assert own.keys() == other.keys(), f"listed: second reading {sorted(own)}, reference {sorted(other)}\n{case!r}"
    differing = [member for member in sorted(own) if own[member] != other[member]]
    shown = "\n".join(f"{m}\n second reading {own[m]}\n reference      {other[m]}" for m in differing)
    assert not differing, f"{shown}\n{case!r}"


def reference(case: Case) -> dict[str, Standing]:
    """What the reference says, in the second reading's form."""
    found = accounts(case.scheme, case.ledger, case.as_of, case.known_at)
    return {
        member: Standing(
            account.score,
            account.band_name,
            account.next_fade,
            tuple(
                EntryStanding(*(getattr(line, name) for name in ENTRY_FIELDS))
                for line in lines_of(case.scheme, account, "en")
            ),
        )
        for member, account in found.items()
    }


def _with_cut_and_faded_as_one(found: dict[str, Standing]) -> dict[str, Standing]:
    """Where a step cuts an entry that has halved already, the contract does not say how the two share what is gone.

    docs/semantics.md ("Choices") says how the product states it; the second reading states the cut as worth on the day.
    """
    return {
        member: replace(
            standing,
            entries=tuple(replace(entry, cut=entry.cut + entry.faded, faded=0) for entry in standing.entries),
        )
        for member, standing in found.items()
    }
