"""Health, readiness, measures, logs without people, configuration."""

import io
import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from isonomia.errors import UsageError
from isonomia.service.config import settings_from
from isonomia.service.operation.logs import log_as_json
from service.conftest import Town, hours


def test_it_lives_and_is_ready(town: Town) -> None:
    browser = town.browser()
    assert browser.get("/healthz").json() == {"status": "ok"}
    assert browser.get("/readyz").json() == {"status": "ready"}
    with town.instance.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = browser.get("/readyz", headers={"accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("the database is at step 0001, the program at ")


def test_measures_name_routes_and_nobody(small_town: Town) -> None:
    small_town.member("M-1")
    machine = small_town.machine("standings:read records:write")
    machine.post("/api/v1/records", json=hours("h1", "M-1", "2026-03-02"))
    machine.get("/api/v1/standings/M-1")
    found = machine.get("/metrics").text
    assert 'isonomia_request_seconds_count{method="GET",route="/api/v1/standings/{member}",status="200"} 1.0' in found
    assert "isonomia_standings_stale 1.0" in found
    assert "isonomia_log_pending 2.0" in found
    assert "M-1" not in found
    assert machine.get("/metrics", headers={"x-forwarded-for": "203.0.113.7"}).status_code == 404


def test_logs_are_objects_without_people(small_town: Town) -> None:
    stream = io.StringIO()
    before = logging.getLogger().handlers[:]
    try:
        log_as_json(stream)
        small_town.member("M-1")
        machine = small_town.machine("standings:read")
        machine.get("/api/v1/standings/M-1?wish=secret")
        machine.get("/nothing/M-1%0Afake: line")
        logging.getLogger("isonomia").warning("one\nline")
    finally:
        logging.getLogger().handlers[:] = before
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line.get("route") for line in lines] == ["/api/v1/standings/{member}", "none", None]
    assert "M-1" not in stream.getvalue()
    assert "secret" not in stream.getvalue()
    assert len(lines[0]["request_id"]) == 16


def test_configuration_comes_from_the_environment_and_hides_secrets() -> None:
    found = settings_from(
        {
            "ISONOMIA_DATABASE": "postgresql://u:hidden@h/d",
            "ISONOMIA_METRICS_TOKEN": "t",
            "ISONOMIA_ORIGIN": "https://a.example/",
        }
    )
    shown = found.shown()
    assert shown["ISONOMIA_DATABASE"] == "postgresql://u:***@h/d"
    assert shown["ISONOMIA_METRICS_TOKEN"] == "***"
    assert shown["ISONOMIA_ORIGIN"] == "https://a.example"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("ISONOMIA_ORIGIN", "http://a.example", "expected an https address without a path"),
        ("ISONOMIA_ORIGIN", "https://a.example/x", "expected an https address without a path"),
        ("ISONOMIA_SESSION_HOURS", "many", "expected a whole number"),
    ],
)
def test_what_configuration_cannot_be(name: str, value: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        settings_from({name: value})


def test_a_body_that_is_too_large_is_refused(small_town: Town) -> None:
    machine = small_town.machine("records:write")
    answer = machine.post("/api/v1/records", content=b" " * (17 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-a-file\n")
    assert settings_from({"ISONOMIA_METRICS_TOKEN_FILE": str(tmp_path / "token")}).metrics_token == "from-a-file"
    with pytest.raises(UsageError, match="are both set"):
        settings_from({"ISONOMIA_METRICS_TOKEN_FILE": str(tmp_path / "token"), "ISONOMIA_METRICS_TOKEN": "t"})
    with pytest.raises(UsageError, match="cannot be read: FileNotFoundError"):
        settings_from({"ISONOMIA_METRICS_TOKEN_FILE": str(tmp_path / "none")})
