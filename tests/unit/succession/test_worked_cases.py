"""Worked cases of a change: `cases/*.yaml`, each with its sum. `rules` are those of the merged scheme, in its order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from case_files import read_documents
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.periods import last_instant
from isonomia.scheme.succession.succeed import succession
from isonomia.score.account import accounts

KEYS = {"case", "versions", "ledger", "as_of", "arithmetic", "expect", "rules"}


def _cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for case in read_documents(path):
            assert set(case) == KEYS, case
            yield case["case"], case


CASES = dict(_cases())


@pytest.mark.parametrize("name", CASES)
def test_case(name, version):
    case = CASES[name]
    merged = succession(
        [version(str(number), parts.pop("from", None), **parts) for number, parts in enumerate(case["versions"], 1)]
    )
    parser = RecordParser(merged.scheme)
    rows = [
        {"kind": "event", "event_id": str(number), "recorded_at": "2026-01-01T00:00:00Z"}
        | row
        | {"occurred_at": str(row["occurred_at"])}
        for number, row in enumerate(case["ledger"])
    ]
    outcome = validate(parser.parse(row, Origin("case", number)) for number, row in enumerate(rows, 1))
    assert not outcome.faults
    when = last_instant(case["as_of"], merged.scheme.zone)
    found = accounts(merged.scheme, outcome.ledger, when, when)
    assert {member: account.score for member, account in found.items()} == case["expect"], case["arithmetic"]
    assert [rule.name for rule in merged.scheme.rules] == case["rules"]
