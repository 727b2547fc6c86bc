"""The whole API against its own description, by schemathesis: whatever is sent, no 5xx and no answer but those described.

Three callers: a machine with every scope, a member, and nobody.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from service.conftest import ORIGIN, Town, hours

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CALLERS = ("machine", "member", "nobody")
SCOPES = "records:write standings:read"


def client_of(town: Town, caller: str) -> TestClient:
    if caller == "machine":
        client = town.machine(SCOPES)
    else:
        client = town.browser(town.member("M-2") if caller == "member" else "")
        client.headers["accept"] = "application/json"
    client._transport.raise_server_exceptions = False
    return client


def call_everything(town: Town, caller: str, examples: int) -> set[str]:
    """Call each operation that often; returns what was called. Raises with the first answer that is not described."""
    town.member("M-1")
    town.take(hours("h1", "M-1", "2026-03-02"))
    town.refresh()
    client = client_of(town, caller)
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    called = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        called.add(operation.label)
        _call(client, operation, examples)
    return called


def _call(client: TestClient, operation: Any, examples: int) -> None:
    @seed(7)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=NEGATIVE))
    def each(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url=ORIGIN)
        sent["headers"] = {
            name: value for name, value in dict(sent.get("headers") or {}).items() if _can_be_sent(name, value)
        }
        sent = {name: value for name, value in sent.items() if value is not None and name in SENT}
        if "data" in sent:
            sent["content"] = sent.pop("data")
        answer = client.request(**sent)
        case.validate_response(answer, checks=CHECKS)

    each()


NEGATIVE = schemathesis.GenerationMode.NEGATIVE
SENT = {"method", "url", "headers", "params", "json", "data"}


def _can_be_sent(name: str, value: str) -> bool:
    return name.lower() not in ("authorization", "cookie", "accept", "host") and isinstance(value, str)


@pytest.mark.parametrize("caller", CALLERS)
def test_no_answer_but_those_described(small_town: Town, caller: str) -> None:
    called = call_everything(small_town, caller, examples=8)
    assert {"POST /api/v1/records", "GET /api/v1/standings/{member}", "GET /log/checkpoint"} <= called
    assert len(called) > 20


@pytest.mark.slow
@pytest.mark.parametrize("caller", CALLERS)
def test_the_same_at_length_on_each_database(town: Town, caller: str) -> None:
    assert len(call_everything(town, caller, examples=150)) > 20
