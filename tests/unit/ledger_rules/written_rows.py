"""Rows of a ledger as a file would hold them, read against one small scheme."""

from pathlib import Path
from typing import Any

import pytest

from isonomia.ledger.parse_record import RecordParser, RowFault
from isonomia.ledger.record import AnyRecord, Origin
from isonomia.ledger.validate import Validation, validate
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme

TEXT = """
isonomia: 1
scheme: club
time_zone: Europe/Vienna
sources:
  hours: {fields: {hours: decimal, place: text, late: boolean, since: date, days: integer}}
  fees: {}
rules:
  helping: {source: hours, points: 1}
former_measures: [letter, warning]
"""


def _scheme() -> Scheme:
    reading = read_scheme_text(Path("club.yaml"), TEXT)
    assert reading.scheme is not None, reading.errors
    return reading.scheme


PARSER = RecordParser(_scheme())
KEYS: dict[str, dict[str, Any]] = {
    "event": {"source": "hours", "event_id": "h1", "member": "anna", "occurred_at": "2025-03-09T10:00:00Z"},
    "correction": {"source": "hours", "event_id": "h1"},
    "withdrawal": {"source": "hours", "event_id": "h1"},
    "dispute": {"source": "hours", "event_id": "h1", "dispute_id": "d1"},
    "decision": {"dispute_id": "d1", "outcome": "rejected"},
    "measure": {"member": "anna", "measure_id": "m1", "measure": "letter", "occurred_at": "2025-03-09"},
    "join": {"member": "anna", "occurred_at": "2025-01-01"},
    "leave": {"member": "anna", "occurred_at": "2025-06-30"},
}


def row(kind: str, recorded: str = "2025-03-10T08:00:00Z", **changes: Any) -> dict[str, Any]:
    """A sound row of a kind, with some keys changed; a key set to `...` is left out."""
    whole = {"kind": kind, "recorded_at": recorded, **KEYS[kind], **changes}
    return {key: value for key, value in whole.items() if value is not ...}


def read(written: dict[str, Any], number: int = 1) -> AnyRecord:
    return PARSER.parse(written, Origin("ledger.jsonl", number))


def fault_of(written: dict[str, Any]) -> tuple[str, str, str, str]:
    """Code, what was found, what was expected, what to do."""
    with pytest.raises(RowFault) as caught:
        read(written)
    fault = caught.value
    return fault.code, fault.found, fault.expected, fault.remedy


def checked(*rows: dict[str, Any]) -> Validation:
    """The rows read as one ledger; they are numbered from 1."""
    return validate([read(written, number) for number, written in enumerate(rows, 1)])


def faults(*rows: dict[str, Any]) -> list[tuple[int, str, str, str, str]]:
    """Row, code, found, expected and remedy of each fault of the ledger as a whole."""
    return [
        (item.record.origin.row, item.code, item.found, item.expected, item.remedy) for item in checked(*rows).faults
    ]
