"""Worked cases that a lawyer can read: tests/cases/<topic>/*.yaml, each with its citation and its sum.

The expected values come from published facts and from arithmetic by hand, never from running the code. A file holds
one case or several, parted by `---`. Keys of a case:

    case, scheme (a preset), citation, as_of, known_at (default: as_of), ledger, arithmetic, expect

`recorded_at` may be left out of a record; it is then the date of `occurred_at`. `expect` names each member listed, with
what is claimed of the standing: score, band, next_fade (the first of the entries'), cut and suspended (the sums of the
statement's columns, in signs of the points). `absent` claims that the member has no standing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from case_files import read_documents
from isonomia.ledger.instants import parse_day, parse_recorded
from isonomia.ledger.parse_record import RecordParser
from isonomia.ledger.record import Origin
from isonomia.ledger.validate import validate
from isonomia.periods import last_instant
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import accounts
from isonomia.score.steps.suspension import suspended_points

CASES = Path(__file__).parent
CASE_KEYS = {"case", "scheme", "citation", "as_of", "known_at", "ledger", "arithmetic", "expect"}
CLAIMS = {"score", "band", "next_fade", "cut", "suspended"}
LEAST_CASES = 40


def _plain(value: Any) -> Any:
    """Dates as the texts that a ledger file would hold."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _with_recorded_at(record: dict[str, Any]) -> dict[str, Any]:
    if "recorded_at" in record:
        return record
    assert "occurred_at" in record, f"a record without occurred_at needs recorded_at: {record}"
    return {**record, "recorded_at": f"{record['occurred_at'][:10]}T00:00:00Z"}


def _read_cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(CASES.glob("*/*.yaml")):
        if path.parent.name == "procedure":  # stories of another kind: test_procedure_stories.py
            continue
        documents = read_documents(path)
        for number, document in enumerate(documents, 1):
            yield f"{path.parent.name}/{path.stem}#{number}", _plain(document)


ALL_CASES = dict(_read_cases())


def standings(scheme_name: str, rows: list[dict[str, Any]], as_of: str, known_at: str) -> dict[str, dict[str, Any]]:
    """The only place that calls the scorer: member to what can be claimed of the standing (see CLAIMS)."""
    scheme = _preset(scheme_name)
    parser = RecordParser(scheme)
    checked = validate(parser.parse(row, Origin("case", number)) for number, row in enumerate(rows, 1))
    assert not checked.faults, checked.faults
    found = accounts(scheme, checked.ledger, _instant(as_of, scheme), _instant(known_at, scheme))
    return {
        member: {
            "score": account.score,
            "band": account.band_name,
            "next_fade": account.next_fade.isoformat() if account.next_fade else None,
            "cut": sum(entry.cut for entry in account.entries),
            "suspended": sum(suspended_points(scheme, entry) for entry in account.entries),
        }
        for member, account in found.items()
    }


@cache
def _preset(name: str) -> Scheme:
    return load_scheme(preset_path(name))


def _instant(text: str, scheme: Scheme) -> datetime:
    """A bare date means the whole day: its last instant."""
    is_day = len(text) == len("2024-06-30")
    return last_instant(parse_day(text), scheme.zone) if is_day else parse_recorded(text)


@pytest.mark.parametrize("name", ALL_CASES)
def test_case_gives_what_the_law_says(name: str) -> None:
    case = ALL_CASES[name]
    rows = [_with_recorded_at(record) for record in case["ledger"]]
    found = standings(case["scheme"], rows, case["as_of"], case.get("known_at", case["as_of"]))
    expected = case["expect"]
    assert set(found) == {member for member, claim in expected.items() if claim != "absent"}, case["case"]
    for member, claims in expected.items():
        if claims == "absent":
            continue
        got = {claim: found[member][claim] for claim in claims}
        assert got == claims, f"{case['case']} ({case['citation']}): {member}: {case['arithmetic']}"


@pytest.mark.parametrize("name", ALL_CASES)
def test_case_is_complete(name: str) -> None:
    case = ALL_CASES[name]
    assert set(case) | {"known_at"} == CASE_KEYS
    assert all(claims == "absent" or set(claims) <= CLAIMS for claims in case["expect"].values())


def test_there_are_cases_for_every_preset() -> None:
    assert len(ALL_CASES) >= LEAST_CASES
    assert {case["scheme"] for case in ALL_CASES.values()} == {
        path.stem for path in preset_path("flensburg").parent.glob("*.yaml")
    }


def test_no_two_cases_have_the_same_name() -> None:
    names = [(case["scheme"], case["case"]) for case in ALL_CASES.values()]
    assert len(names) == len(set(names))
