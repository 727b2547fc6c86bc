"""What attackers send: bodies that are too much or no bodies at all, requests that two servers read differently, and
whatever of it could end up in headers or logs."""

import gzip
import io
import json
import logging
import random
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from isonomia.cli.serving import listening
from isonomia.service.app import application
from isonomia.service.members.tables import person
from isonomia.service.operation.logs import log_as_json
from isonomia.service.tasks import tasks_of
from service.conftest import Town, hours, late
from service.demonstrated import NO_PAGES, demonstrated
from service.live import free_port, served

A_TEXT = "multipart/form-data; boundary=x"


def part(name: str, value: str) -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--x--\r\n'.encode()


def many(count: int) -> bytes:
    return b"".join(part(f"f{number}", "1").removesuffix(b"--x--\r\n") for number in range(count)) + b"--x--\r\n"


FORMS: dict[str, tuple[bytes, str, int, str]] = {
    "too many fields": (b"&".join(b"f%d=1" % n for n in range(500)), "application/x-www-form-urlencoded", 400, "http-400"),
    "too many parts": (many(500), A_TEXT, 400, "http-400"),
    "a part that is too long": (part("code", "1" * 2_000_000), A_TEXT, 400, "http-400"),
    "no boundary": (b"x", "multipart/form-data", 400, "http-400"),
    "a half surrogate, in UTF-7": (part("code", "+2AA-"), A_TEXT + "; charset=utf-7", 422, "invalid"),
    "U+0000": (b"code=a%00b", "application/x-www-form-urlencoded", 422, "invalid"),
    "a code as long as a book": (b"code=" + b"1" * 200_000, "application/x-www-form-urlencoded", 422, "invalid"),
    "no form": (b"{}", "application/json", 422, "invalid"),
    "a packed form": (gzip.compress(b"code=" + b"1" * 9_000_000), "application/x-www-form-urlencoded", 422, "invalid"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_too_much(small_town: Town, name: str) -> None:
    content, kind, status, code = FORMS[name]
    headers = {"content-type": kind, "accept": "application/json", "content-encoding": "gzip"}
    answer = small_town.browser().post("/sign-in/recovery-code", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


CHINESE = "".join(chr(random.Random(1).randint(0x4E00, 0x9FFF)) for _letter in range(1000))
NOISE = "".join(random.Random(number).choice("abcdefghijklmnop") for number in range(900))


def event(**changed: Any) -> bytes:
    return json.dumps({**hours("h1", "M-1", "2026-03-02"), **changed}).encode()


BODIES: dict[str, tuple[bytes, str]] = {
    "deep lists": (b"[" * 100_000, "invalid"),
    "deep objects": (b'{"a":' * 50_000, "invalid"),
    "a number without end": (b'[{"kind":"event","event_id":' + b"9" * 5000 + b"}]", "invalid"),
    "NaN": (event().replace(b'"3"', b"NaN"), "invalid"),
    "Infinity": (event().replace(b'"3"', b"-Infinity"), "invalid"),
    "no UTF-8": (b"\xff\xfe", "invalid"),
    "UTF-16": ('{"kind":"event"}'.encode("utf-16"), "invalid"),
    "a packed bomb": (gzip.compress(b" " * 30_000_000), "invalid"),
    "half a surrogate": (event(event_id="a\ud800"), "invalid"),
    "half a surrogate as bytes": (event(event_id="Q").replace(b'"Q"', b'"\xed\xa0\x80"'), "invalid"),
    "too many records": (b"[" + b",".join([b"{}"] * 10_001) + b"]", "invalid"),
    "U+0000 in a number": (event(event_id="a\0"), "ledger-value"),
    "U+0000 in a text": (event(data={"hours": "3", "place": "\0"}), "ledger-value"),
    "a number beyond all digits": (event(data={"hours": "9" * 5000}), "ledger-value"),
    "an exponent": (event(data={"hours": "1e999999999"}), "ledger-value"),
    "digits of another script": (event(data={"hours": "٣"}), "ledger-value"),
    "a day before all calendars": (event(occurred_at="0001-01-01T00:00:00+14:00"), "ledger-time"),
    "a day after all calendars": (event(occurred_at="9999-12-31T23:59:59-14:00"), "ledger-time"),
    "another's time of recording": (event(recorded_at="2020-01-01T00:00:00Z"), "record-time"),
    "a key that no index holds": (event(event_id=CHINESE), "record-key-length"),
    "a decision": (b'{"kind":"decision","dispute_id":"d","outcome":"upheld"}', "record-kind"),
    "a kind that is no text": (b'{"kind":[{}]}', "record-kind"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_record(small_town: Town, name: str) -> None:
    small_town.member("M-1")
    content, code = BODIES[name]
    answer = small_town.machine("records:write").post("/api/v1/records", content=content)
    found = answer.json()
    assert answer.status_code == 422
    assert found.get("code") == code or [item["code"] for item in found["refused"]] == [code]


def test_a_file_with_too_many_rows_is_refused_whole(small_town: Town) -> None:
    small_town.member("M-1")
    recorder = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    rows = "event_id,member,occurred_at,hours\n" + "".join(f"u{n},M-1,2026-03-02,1\n" for n in range(10_001))
    answer = recorder.post("/record/hours/upload", files={"file": ("rows.csv", rows.encode())})
    assert answer.status_code == 422
    assert "The file has 10001 rows; at most 10000 are taken at once." in answer.text
    assert small_town.machine("standings:read").get("/api/v1/standings/M-1").json()["score"] == 0


@pytest.mark.parametrize("path", ["/sign-in/recovery-code", "/api/v1/records", "/log/cosignatures"])
def test_a_body_without_a_length_is_read_no_further_than_it_may_be(small_town: Town, path: str) -> None:
    client = small_town.machine("records:write")
    client.headers["content-type"] = "application/x-www-form-urlencoded"
    answer = client.post(path, content=(b"1" * 1_000_000 for _piece in range(20)))
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_a_method_that_was_made_up_makes_no_label(small_town: Town) -> None:
    browser = small_town.browser()
    for number in range(5):
        assert browser.request(f"EVIL{number}", "/", headers={"authorization": "bearer x"}).status_code == 405
    found = browser.get("/metrics").text
    assert "EVIL" not in found
    assert 'method="other"' in found


def test_a_refusal_on_a_page_says_when_to_come_back(small_town: Town) -> None:
    browser = small_town.browser()
    answers = [browser.post("/sign-in/recovery-code", data={"code": "x"}) for _time in range(11)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429]
    assert answers[-1].headers["content-type"].startswith("text/html")
    assert answers[-1].headers["retry-after"] == "900"


# -- what every answer carries -----------------------------------------------------------------------------------------

POLICY = {
    "default-src": "'none'", "style-src": "'self'", "img-src": "'self' data:", "script-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
}  # fmt: skip
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|\sstyle=|<style|\son[a-z]+=\"|javascript:", re.IGNORECASE)
MAY_BE_KEPT = NO_PAGES - {"/.well-known/security.txt"}


def test_every_page_carries_the_policy_and_is_kept_nowhere(tmp_path: Path) -> None:
    with demonstrated(tmp_path) as world:
        pages = list(world.pages())
        assert len(pages) > 45
        for shown in pages:
            answer = shown.browser.get(shown.path, follow_redirects=True)
            found = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
            assert found == POLICY, shown.route
            assert answer.headers["cache-control"] == "no-store", shown.route
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
            assert not INLINE.search(answer.text), (shown.route, INLINE.search(answer.text))
            assert "set-cookie" not in answer.headers or shown.route == "/demonstration/{token}"
            assert "server" not in answer.headers
        member = world.browser(world.community, "Hanna")
        for path in ("/me/export.json", "/me/export.zip", "/me/ledger.jsonl", "/api/v1/me/statement"):
            assert member.get(path).headers["cache-control"] == "no-store", path
        for path in MAY_BE_KEPT:
            assert member.get(path).headers["cache-control"] == "max-age=3600"


def test_no_name_of_a_source_leaves_its_header(small_town: Town) -> None:
    recorder = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    sent = recorder.post("/record/hours/rejects.csv", data={"rejects": "a"})
    assert sent.headers["content-disposition"] == 'attachment; filename="hours-rejects.csv"'
    for source in ('hours"%0d%0aSet-Cookie:%20a=b', "hours%0d%0aX: 1", 'x";a="'):
        answer = recorder.post(f"/record/{source}/rejects.csv", data={"rejects": "a"})
        assert answer.status_code == 404
        assert "x" not in answer.headers
        assert "set-cookie" not in answer.headers


# -- the server --------------------------------------------------------------------------------------------------------


@contextmanager
def serving(town: Town, **settings: str) -> Iterator[int]:
    """An instance behind the server, as `isonomia serve` starts it."""
    port = free_port()
    found = replace(town.instance.settings, origin=f"http://localhost:{port}", **settings)
    instance = replace(town.instance, settings=found)
    with served(uvicorn.Config(application(instance), lifespan="off", **listening(found, "", port))):
        yield port


def ask(port: int, *lines: str, body: bytes = b"") -> bytes:
    """Send a request as written, and read until the server closes; a busy machine may answer late."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        found = b""
        with suppress(TimeoutError):  # a connection that is kept open has said all it will
            while piece := wire.recv(65536):
                found += piece
                wire.settimeout(2)
        return found


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"^HTTP/1\.1 ([0-9]{3})", answer, re.MULTILINE)]


def test_two_servers_cannot_read_a_request_differently(small_town: Town) -> None:
    with serving(small_town) as port:
        post, host = "POST /sign-in/recovery-code HTTP/1.1", f"Host: localhost:{port}"
        ours = f"Origin: http://localhost:{port}"
        inner = f"GET /healthz HTTP/1.1\r\n{host}\r\n\r\n".encode()
        twice = ask(port, post, host, ours, "Content-Length: 0", f"Content-Length: {len(inner)}", body=inner)
        assert statuses(twice) == [400]
        both = ask(
            port,
            post,
            host,
            ours,
            f"Content-Length: {5 + len(inner)}",
            "Transfer-Encoding: chunked",
            body=b"0\r\n\r\n" + inner,
        )
        assert statuses(both) in ([400], [422], [422, 200])
        for line in ("Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked",
                     "Content-Length: +3", "Content-Length: 3, 4", "Content-Length: -1", "X: a\r\n b\r\n\0: c"):  # fmt: skip
            found = statuses(ask(port, post, host, ours, line, body=b"0\r\n\r\n" + inner))
            assert len(found) == 1, line
            assert found[0] in (400, 501), (line, found)
        assert statuses(ask(port, post, host, ours, "Transfer-Encoding: chunked", body=b"zz\r\n" + inner)) == [400]
        assert statuses(ask(port, "GET /healthz HTTP/1.1", host, host, "Connection: close")) in ([400], [421])
        assert statuses(ask(port, "GET /healthz HTTP/1.1", "Connection: close")) in ([400], [421])
        assert statuses(ask(port, "GET http://evil.example/healthz HTTP/1.1", host, "Connection: close")) in (
            [404],
            [200],
        )
        good = ask(port, "GET /healthz HTTP/1.1", host, "Connection: close")
        assert statuses(good) == [200]
        assert b"server:" not in good.lower()


def attempts(port: int, *networks: str) -> list[int]:
    """Wrong codes, each said to come from a network."""
    found = []
    for network in networks:
        lines = ("POST /sign-in/recovery-code HTTP/1.1", f"Host: localhost:{port}", f"Origin: http://localhost:{port}")
        sent = ("Content-Type: application/x-www-form-urlencoded", "Content-Length: 6", f"X-Forwarded-For: {network}")
        found += statuses(ask(port, *lines, *sent, "Connection: close", body=b"code=x"))
    return found


NETWORKS = [f"198.51.{number}.7" for number in range(12)]


def test_where_a_request_comes_from_is_believed_of_trusted_proxies_alone(small_town: Town) -> None:
    with serving(small_town) as port:
        assert attempts(port, *NETWORKS) == [403] * 10 + [429] * 2  # all from here, whatever they say
    with serving(small_town, trusted_proxies="203.0.113.1") as port:
        assert attempts(port, *NETWORKS[:1]) == [429]  # a proxy elsewhere is trusted, and this is not it
    with serving(small_town, trusted_proxies="127.0.0.1") as port:
        assert attempts(port, *NETWORKS) == [403] * 12  # twelve networks
        same = [f"{spoofed}, 192.0.2.9" for spoofed in NETWORKS]  # what a client wrote stands before the proxy's word
        assert attempts(port, *same) == [403] * 10 + [429] * 2


def test_who_goes_away_in_the_middle_is_no_fault_of_ours(small_town: Town) -> None:
    with serving(small_town) as port, logged() as stream:
        lines = ("POST /sign-in/recovery-code HTTP/1.1", f"Host: localhost:{port}", f"Origin: http://localhost:{port}")
        with socket.create_connection(("127.0.0.1", port), timeout=2) as wire:
            kind = "Content-Type: application/x-www-form-urlencoded"
            wire.sendall("\r\n".join([*lines, kind, "Content-Length: 600", "", ""]).encode() + b"code=x")
        deadline = monotonic() + 60
        while '"answered"' not in stream.getvalue():
            assert monotonic() < deadline, stream.getvalue()
            sleep(0.01)
    assert [json.loads(line)["status"] for line in stream.getvalue().splitlines() if '"answered"' in line] == [400]
    assert '"error"' not in stream.getvalue()


# -- logs --------------------------------------------------------------------------------------------------------------


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """All that is logged, however small."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        log_as_json(stream, logging.DEBUG)
        yield stream
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def test_a_whole_story_leaves_no_secret_and_no_person_in_the_logs(contested_town: Town, monkeypatch: Any) -> None:
    town = contested_town
    secrets = {"Zebedee", "M-7731", "M-8842", "zucchini", "Quentin", "wrongcode"}
    steward_id = town.person("Quentin", role="steward")
    steward = town.browser(steward_id)
    with logged() as stream:
        page = steward.post("/people", data={"name": "Zebedee", "member": "M-7731"}).text
        token = re.search(r"/invitation/([\w-]+)", page)
        assert token is not None
        key = steward.post(
            "/machine-keys", data={"name": "Quentin's", "days": "9", "scope": "records:write:hours"}
        ).text
        secret = re.search(r"isk_[\w-]+", key)
        assert secret is not None
        secrets |= {token[1], secret[0]}
        member = town.browser()
        sources = {f"source.{name}": "on" for name in ("hours", "payments", "reports")}
        assert member.post(f"/join/{token[1]}", data=sources).headers["location"] == "/me"
        codes = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}", member.post("/account/recovery-codes").text)
        assert len(codes) == 10
        secrets |= {*codes, member.cookies["isonomia"], steward.cookies["isonomia"]}
        again = town.browser()
        assert again.post("/sign-in/recovery-code", data={"code": codes[0]}).status_code == 303
        assert again.post("/sign-in/recovery-code", data={"code": "wrongcode"}).status_code == 403
        machine = town.machine("records:write standings:read")
        secrets.add(machine.headers["authorization"].removeprefix("Bearer "))
        town.take(late("p-zucchini", "M-7731", "2026-03-02"))
        for name in ("M-7731", "M-8842"):
            machine.post("/api/v1/records", json=hours("h-zucchini", name, "2026-03-02", place="zucchini"))
            machine.get(f"/api/v1/standings/{name}?wish=zucchini")
        town.refresh()
        said = {"source": "payments", "event": "p-zucchini", "grounds": "zucchini"}
        assert member.post("/me/fact", data=said).status_code == 303
        for path in (
            "/me",
            "/me/statement",
            "/me/export.json",
            "/me/notices",
            "/nothing/zucchini%0a%7b%22level%22:1%7d",
        ):
            member.get(path)
        machine.get("/api/v1/records/zucchini", headers={"user-agent": "zucchini\x1b[31m", "referer": "zucchini"})
        _break(monkeypatch, town)
        for task in tasks_of(town.instance):
            task(town.instance)
        logging.getLogger("isonomia").warning("two\nlines\x1b[31m\u2028of %s", "one record")
    with town.instance.database.reading() as connection:
        found = connection.execute(select(person.c.person_id, person.c.fact_key)).all()
    text = stream.getvalue()
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) > 18
    (failed,) = [line for line in lines if "error" in line]
    assert (failed["error"], failed["message"]) == ("IntegrityError", "failed")
    assert failed["where"][-1].endswith(" fail")
    assert [
        line["status"] for line in lines if line.get("request_id") == failed["request_id"] and "status" in line
    ] == [500]
    assert [item for item in sorted(secrets) if item in text] == []
    assert [row for row in found if row.person_id in text or row.fact_key in text] == []
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\U0010ffff]", text) is None  # nothing but ASCII and line ends
    assert lines[-1]["message"] == "two\nlines\x1b[31m\u2028of one record"


def _break(monkeypatch: Any, town: Town) -> None:
    """A page that fails with a message of the database, which quotes a row."""

    def fail(*_arguments: Any) -> None:
        raise IntegrityError("INSERT INTO person VALUES (?)", {"name": "Zebedee"}, ValueError("Zebedee M-7731"))

    monkeypatch.setattr("isonomia.service.scheme_versions.pages.history", fail)
    broken = town.browser()
    broken._transport.raise_server_exceptions = False
    assert broken.get("/scheme/versions").status_code == 500
    monkeypatch.undo()
