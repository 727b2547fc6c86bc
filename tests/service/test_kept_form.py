"""The form in which a fact is kept and committed to is the standard library's, byte by byte, however it is written."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from isonomia.service.records.wire import canonical, key_text, logged_bytes, logged_fact
from isonomia.transparency.commitment import canonical_bytes

MOMENT = datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)
EVERY_CHARACTER = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000), 0x1F600, 0x10FFFF]))
FACTS: list[dict[str, Any]] = [
    {"kind": "event", "source": "hours", "event_id": "h1", "member": "M-1", "data": {"hours": "2", "place": None}},
    {"kind": "event", "source": "hours", "event_id": EVERY_CHARACTER, "member": "Käthe", "data": {"is_late": True}},
    {
        "kind": "event",
        "source": "hours",
        "event_id": "h1",
        "member": "M-1",
        "data": {"count": 2**53, "least": -(2**63)},
    },
    {"kind": "event", "source": "hours", "event_id": "h1", "member": "M-1", "data": {"count": 2**53 - 1, "none": 0}},
    {"kind": "event", "source": "hours", "event_id": "h1", "member": "M-1", "data": {"\uffff": "1", "\U0001f600": 2}},
    {"kind": "correction", "source": "hours", "event_id": "h1", "data": {}, "reason": 'said "no" \\ \n'},
    {"kind": "decision", "dispute_id": "d1", "outcome": "upheld"},
]


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("fact", FACTS, ids=range(len(FACTS)))
def test_a_record_is_kept_as_the_standard_library_writes_it(fact: dict[str, Any]) -> None:
    assert canonical(fact) == written(fact)
    assert key_text("event", fact["kind"], fact.get("event_id", "")) == written(
        ["event", fact["kind"], fact.get("event_id", "")]
    )


@pytest.mark.parametrize("fact", FACTS, ids=range(len(FACTS)))
def test_what_is_committed_to_is_the_logged_fact_in_its_canonical_form(fact: dict[str, Any]) -> None:
    body = canonical(fact)
    assert logged_bytes(body, MOMENT) == canonical_bytes(logged_fact(body, MOMENT))
