"""How often one may ask, and that traces name nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from isonomia.errors import EngineUnavailable
from isonomia.service import limits
from isonomia.service.app import application
from isonomia.service.limits import network_of
from isonomia.service.members.joining import invite
from isonomia.service.operation.tracing import OpenTelemetry, traces_of
from service.conftest import ORIGIN, START, Town


def slow_town(town: Town, **rates: int) -> Town:
    settings = replace(town.instance.settings, **rates)
    return Town(replace(town.instance, settings=settings), town.clock)


def client_of(town: Town, host: str = "203.0.113.7", **headers: str) -> TestClient:
    client = TestClient(application(town.instance), base_url=ORIGIN, client=(host, 1), follow_redirects=False)
    client.headers |= {"accept": "application/json", "sec-fetch-site": "same-origin", **headers}
    return client


def test_a_key_that_asks_too_often_waits(small_town: Town) -> None:
    town = slow_town(small_town, rate_key=1)
    client = client_of(town, authorization=f"Bearer {town.key('standings:read')}")
    assert {client.get("/api/v1/standings/M-1").status_code for _ in range(10)} == {404}
    answer = client.get("/api/v1/standings/M-1")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["code"] == "too-often"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/healthz").status_code == 200
    other = {"authorization": f"Bearer {town.key('standings:read')}"}
    assert client.get("/api/v1/standings/M-1", headers=other).status_code == 404
    town.clock.moment += timedelta(seconds=2)
    assert [client.get("/api/v1/standings/M-1").status_code for _ in range(3)] == [404, 404, 429]
    town.clock.moment -= timedelta(days=1)  # a clock that is set back gives nothing
    assert client.get("/api/v1/standings/M-1").status_code == 429


def test_made_up_keys_share_their_network(small_town: Town) -> None:
    client = client_of(slow_town(small_town, rate_network=1))
    found = [client.get("/scheme", headers={"authorization": f"Bearer {n}"}).status_code for n in range(12)]
    assert found.count(429) == 2
    assert found[-2:] == [429, 429]


def test_signing_in_is_limited_more_strictly(town: Town) -> None:
    slow = slow_town(town, rate_sign_in=12)
    client = client_of(slow)
    tried = [client.post(f"/invitation/guess-{n}").status_code for n in range(3)]
    assert tried == [404, 404, 429]  # a sixth of all attempts: these can be guessed
    assert client.post("/invitation/guess").headers["retry-after"] == "900"
    assert client.get("/sign-in").status_code == 200
    another_process = client_of(slow)
    found = [another_process.post("/api/v1/passkeys/challenge").status_code for _n in range(11)]
    assert found == [200] * 10 + [429]  # all ways and all processes share one count
    reviewer = town.person("Rosa", role="reviewer")
    with town.instance.database.writing() as connection:
        token = invite(connection, town.instance, reviewer)
    assert client.post(f"/invitation/{token}").status_code == 303  # whoever has a good one is not held up by others
    town.clock.moment = START + timedelta(minutes=15)
    assert client.post("/invitation/guess").status_code == 404


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff::9", "2001:db8:1:200::/56"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_network_is_what_one_household_has(host: str, network: str) -> None:
    assert network_of({"client": (host, 1)}) == network


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 3)
    buckets = limits.Buckets(1, 2)
    for name in "abcad":
        buckets.wait_for(name, START)
    assert list(buckets.buckets) == ["c", "a", "d"]


def test_spans_carry_routes_and_nobody(small_town: Town) -> None:
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()
    app = application(small_town.instance, traces=OpenTelemetry(kept, is_at_once=True))
    client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
    client.headers |= {"authorization": f"Bearer {small_town.key('standings:read')}", "accept": "application/json"}
    client.get("/api/v1/standings/M-77?wish=secret")
    client.get("/nothing/M-77")
    spans = kept.get_finished_spans()
    assert [span.name for span in spans] == ["GET /api/v1/standings/{member}", "GET none"]
    assert dict(spans[0].attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "/api/v1/standings/{member}",
        "http.response.status_code": 404,
        "isonomia.request_id": dict(spans[0].attributes or {})["isonomia.request_id"],
    }
    text = "".join(span.to_json() for span in spans)
    assert "M-77" not in text
    assert "secret" not in text


def test_the_framework_tells_no_one(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own spans name paths, whoever has set up OpenTelemetry for the whole process."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    client = TestClient(application(small_town.instance), base_url=ORIGIN, raise_server_exceptions=False)
    client.get("/nothing/M-77")
    assert kept.get_finished_spans() == ()


def test_traces_are_off_unless_an_endpoint_is_set(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = small_town.instance.settings
    assert traces_of(settings) is None
    found = traces_of(replace(settings, otlp_endpoint="http://127.0.0.1:1/v1/traces"))
    assert found is not None
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(EngineUnavailable, match="traces need the package"):
        traces_of(replace(settings, otlp_endpoint="http://127.0.0.1:1/v1/traces"))
