"""How the API's document describes what is handed in, and what is answered."""

from typing import Any

from isonomia.service.access.declared import PROBLEM

MOST_ROWS = 10_000
LONGEST_KEY = 200
OPEN_KINDS = frozenset({"event", "correction", "withdrawal", "measure"})
"""What systems may send. Joins, disputes and decisions are acts of people, and have pages of their own."""

RECORD = {
    "type": "object",
    "description": "A record (docs/ledger.md), or a CloudEvent that holds one.",
    "properties": {
        "kind": {"enum": sorted(OPEN_KINDS)},
        "source": {"type": "string"},
        "event_id": {"type": "string", "minLength": 1},
        "member": {"type": "string", "minLength": 1},
        "occurred_at": {"type": "string"},
        "data": {"type": "object"},
    },
}
RECORDS = {"type": "array", "items": RECORD, "minItems": 1, "maxItems": MOST_ROWS}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": LONGEST_KEY, "pattern": "^[ -~]+$"},
}
SENT = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"oneOf": [RECORD, RECORDS]}}}},
    "parameters": [KEY],
}
OUTCOMES = {
    "application/json": {
        "schema": {
            "type": "object",
            "required": ["taken", "known", "refused"],
            "properties": {
                "taken": {"type": "integer", "minimum": 0},
                "known": {"type": "integer", "minimum": 0},
                "refused": {"type": "array", "items": {"type": "object"}},
                "dry": {"const": True},
            },
        }
    }
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "Every record was taken, or known.", "content": OUTCOMES},
    207: {"description": "Some were refused.", "content": OUTCOMES},
    422: {
        "description": "All were refused, or the body could not be read.",
        "content": {**OUTCOMES, **PROBLEM["content"]},
    },
}
