"""What every answer carries, what is not there to be called, and what an error gives away."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.service.app import application
from isonomia.service.database.all_tables import metadata
from isonomia.service.database.personal import SECRET
from isonomia.service.instance.secrets import new_token
from isonomia.service.members.tables import person
from service.conftest import ORIGIN, Town, hours

PATHS = ("/", "/scheme", "/me", "/sign-in", "/style.css", "/healthz", "/log/key", "/nothing", "/api/v1/standings/x")


def secure_client(town: Town) -> TestClient:
    settings = replace(town.instance.settings, origin="https://club.example")
    client = TestClient(application(replace(town.instance, settings=settings)), base_url="https://club.example")
    client.follow_redirects = False
    return client


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers_of_protection(small_town: Town, path: str) -> None:
    answer = secure_client(small_town).get(path, headers={"accept": "text/html"})
    headers = answer.headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["strict-transport-security"].startswith("max-age=63072000")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers
    if headers.get("content-type", "").startswith("text/"):
        assert headers["content-type"].endswith("charset=utf-8")


def test_what_is_personal_is_not_kept_by_caches(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    for path in ("/me", "/me/statement", "/me/export.json"):
        assert browser.get(path).headers["cache-control"] == "no-store"


def test_the_cookie_is_bound_to_host_and_https(small_town: Town) -> None:
    from fastapi import Response

    from isonomia.service.access.cookies import signed_in, signed_out

    settings = replace(small_town.instance.settings, origin="https://club.example")
    secure = replace(small_town.instance, settings=settings)
    cookie = signed_in(secure, Response(), new_token()).headers["set-cookie"]
    assert cookie.startswith("__Host-isonomia=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert len(cookie) < 4096
    assert signed_out(secure, Response()).headers["clear-site-data"] == '"cache", "storage"'


def test_tokens_are_random_and_long() -> None:
    made = {new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {43}  # 32 bytes


def test_no_method_and_no_place_that_is_not_meant_to_be_called(small_town: Town) -> None:
    browser = small_town.browser()
    for method in ("TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "OPTIONS"):
        assert browser.request(method, "/scheme").status_code in (404, 405), method
    for path in ("/docs", "/redoc", "/openapi.json", "/.git/config", "/static/", "/log/", "/log/tile/../../setting"):
        assert browser.get(path).status_code == 404, path


def test_an_error_gives_nothing_away(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from isonomia.service.scheme_versions import in_force

    def broken(*_arguments: object) -> None:
        raise RuntimeError("password=hunter2 of M-77")

    monkeypatch.setattr(in_force, "compiled", broken)
    client = TestClient(application(small_town.instance), base_url=ORIGIN, raise_server_exceptions=False)
    client.headers |= {"authorization": f"Bearer {small_town.key('standings:read')}", "accept": "application/json"}
    answer = client.get("/api/v1/standings/M-1")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "hunter2" not in answer.text
    assert "Traceback" not in answer.text


def test_what_people_write_stays_text(small_town: Town) -> None:
    """Markup in a name and in a fact comes out as characters."""
    mark = "<script>alert(1)</script>'\"{{7*7}}"
    person_id = small_town.member("M-1")
    with small_town.instance.database.writing() as connection:
        connection.execute(person.update().values(display_name=mark))
    small_town.take(hours("h1", "M-1", "2026-03-02", place=mark))
    browser = small_town.browser(person_id)
    found = browser.get("/me/statement").text + browser.get("/me").text
    assert "<script>alert" not in found
    assert "&lt;script&gt;" in found


def test_sql_in_a_value_is_a_value(town: Town) -> None:
    person_id = town.member("M-1")
    bad = "x'); DROP TABLE record; --"
    town.take(hours(bad, "M-1", "2026-03-02", place=bad))
    machine = town.machine("standings:read")
    assert machine.get("/api/v1/standings/M-1' OR '1'='1").status_code == 404
    assert town.browser(person_id).get("/me/export.json").json()["tables"]["record"][1]["fact"]["event_id"] == bad


def test_unknown_keys_of_a_record_set_nothing(small_town: Town) -> None:
    small_town.member("M-1")
    machine = small_town.machine("records:write")
    row = hours("h1", "M-1", "2026-03-02") | {"recorded_by": "somebody", "points": 1000}
    assert machine.post("/api/v1/records", json=row).status_code == 422
    assert machine.post("/api/v1/records", json=hours("h2", "M-1", "2026-03-02")).status_code == 200


def test_secrets_are_kept_as_digests_alone(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    key = small_town.key("standings:read")
    browser = small_town.browser(person_id)
    token = browser.cookies["isonomia"]
    with small_town.instance.database.reading() as connection:
        kept = str([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert key not in kept
    assert token not in kept


def test_no_secret_is_exported(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    found = browser.get("/me/export.json").json()["tables"]
    secrets = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.info.get("is_secret") == SECRET["is_secret"]
    ]
    assert ("session", "token_digest") in secrets
    assert [name for name in secrets if any(name[1] in row for row in found.get(name[0], []))] == []


def test_there_is_nothing_to_parse_or_render_that_others_wrote() -> None:
    """No XML, no pickles, no templates made of texts, no eval: what is not there cannot be injected into."""
    import ast
    from pathlib import Path

    import isonomia.service

    banned = {"xml", "lxml", "pickle", "marshal", "shelve", "yaml", "ldap3", "memcache", "smtplib", "requests"}
    calls = {"eval", "exec", "from_string", "Template", "system", "popen"}
    found = []
    for path in Path(isonomia.service.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [name.name for name in node.names if name.name.partition(".")[0] in banned]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in banned:
                found.append(node.module)
            elif isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                found += [f"{path.name}:{name}"] if name in calls else []
                found += [path.name for word in node.keywords if word.arg == "shell"]
    assert [name for name in found if name != "xml.sax.saxutils"] == []  # which writes XML, and reads none
