"""What attackers try, each with the exact refusal: forms sent from elsewhere, planted sessions, links that lead away,
odd hosts, texts that are code somewhere else, and questions whose answers would give somebody away."""

import csv
import html
import io
import itertools
import re
import zipfile
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import event, func, select
from starlette.testclient import TestClient

from isonomia.scheme.scheme import Scheme
from isonomia.service.access.sessions import begin_session
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.instance.instance import open_instance
from isonomia.service.members.joining import invite
from isonomia.service.members.tables import person
from isonomia.service.pages import go
from isonomia.service.people.invitations import invite_person
from service.conftest import ORIGIN, START, Town, hours, late
from service.demonstrated import routes_of
from service.stories import dispute

SAFE = {"GET", "HEAD"}
EVIL = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)")

FROM_ELSEWHERE: dict[str, dict[str, str]] = {
    "another site's page": {"sec-fetch-site": "cross-site"},
    "a page of another host of the site": {"sec-fetch-site": "same-site"},
    "an address that was typed": {"sec-fetch-site": "none"},
    "another origin, by an old browser": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:81"},
    "a sandboxed frame": {"origin": "null"},
    "nobody knows where": {},
    "two that disagree": {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    "an address with a password": {"sec-fetch-site": "cross-site", "authorization": "Basic bTpt"},
}


@pytest.mark.parametrize("place", FROM_ELSEWHERE)
def test_no_form_is_taken_from(small_town: Town, place: str) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    del browser.headers["sec-fetch-site"]
    tried = 0
    for route in routes_of(small_town):
        for method in route.methods - SAFE:
            path = re.sub(r"\{[^}]+\}", "1", route.path)
            answer = browser.request(method, path, headers=FROM_ELSEWHERE[place], data={"text": "x"})
            assert (answer.status_code, answer.json()["code"]) == (403, "cross-site"), (route.path, answer.status_code)
            tried += 1
    assert tried > 40


def test_a_form_of_ours_is_taken_by_old_browsers_too(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    del browser.headers["sec-fetch-site"]
    assert browser.post("/sign-out", headers={"origin": ORIGIN}).headers["location"] == "/"


def test_with_a_key_no_cookie_is_looked_at(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    for key in ("Bearer", "Bearer ", "bearer isk_wrong"):
        assert browser.get("/api/v1/me/statement", headers={"authorization": key}).status_code == 401
        elsewhere = {"authorization": key, "sec-fetch-site": "cross-site"}
        assert browser.post("/me/leave", headers=elsewhere | {"accept": "application/json"}).status_code == 401
    assert browser.get("/me").status_code == 200


# -- sessions ----------------------------------------------------------------------------------------------------------


def test_a_session_that_was_planted_ends_when_its_victim_signs_in(small_town: Town) -> None:
    attacker = small_town.member("M-9")
    with small_town.instance.database.writing() as connection:
        planted = begin_session(connection, attacker, "passkey", small_town.instance.now)
    victim = small_town.person("Nils", "M-2")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, victim)
    browser = small_town.browser()
    browser.cookies.set("isonomia", planted)
    joined = browser.post(f"/join/{token}", data={"source.hours": "on"})
    assert joined.headers["location"] == "/me"
    assert planted not in joined.headers["set-cookie"]
    with_planted = small_town.browser()
    with_planted.cookies.set("isonomia", planted)
    assert with_planted.get("/me").headers["location"] == "/sign-in"


def test_cookies_over_https(scheme: Scheme, tmp_path: Any) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'instance.db'}", origin="https://points.example")
    instance = open_instance(scheme, settings, SetClock(START))
    town = Town(instance, instance.clock)
    nils = town.person("Nils", "M-2")
    with instance.database.writing() as connection:
        token = invite(connection, instance, nils)
    browser = TestClient(application(instance), base_url=settings.origin, follow_redirects=False)
    browser.headers["sec-fetch-site"] = "same-origin"
    joined = browser.post(f"/join/{token}", data={"source.hours": "on"})
    name, *flags = re.split("; ", joined.headers["set-cookie"])
    assert name.startswith("__Host-isonomia=")
    assert {flag.lower() for flag in flags} == {"httponly", "secure", "samesite=lax", "path=/", "max-age=2592000"}
    assert joined.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    left = browser.post("/sign-out")
    assert {"secure", "httponly"} <= {flag.lower() for flag in left.headers["set-cookie"].split("; ")}
    instance.database.close()


# -- where links lead --------------------------------------------------------------------------------------------------


def test_nothing_leads_away(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    names = ("next", "return", "return_to", "url", "to", "continue", "redirect")
    target = EVIL[0]
    query = "&".join(f"{name}={quote(target)}" for name, target in itertools.product(names, EVIL))
    tried = 0
    for route in routes_of(small_town):
        if route.path.startswith("/me/export") or route.path == "/me/erase":
            continue
        (method,) = route.methods
        path = re.sub(r"\{[^}]+\}", quote(target, safe=""), route.path)
        answer = browser.request(method, f"{path}?{query}", data={"next": target} if method == "POST" else None)
        leads_to = answer.headers.get("location", "/")
        assert leads_to.startswith("/"), (route.path, leads_to)
        assert not leads_to.startswith(("//", "/\\")), (route.path, leads_to)
        assert answer.status_code < 500, route.path
        tried += 1
    assert tried > 90


def test_a_page_below_a_path_of_another_host_links_nowhere_else(small_town: Town) -> None:
    page = small_town.browser().get(f"{ORIGIN}//evil.example/x")
    assert page.status_code == 404
    assert "evil.example" not in page.text
    assert '<a href="?language=de"' in page.text


def test_a_change_of_language_keeps_the_page(small_town: Town) -> None:
    page = small_town.browser().get("/scheme/versions/1?x=%22%3E%3Cb%3E&language=en")
    assert '<a href="?x=%22%3E%3Cb%3E&amp;language=de"' in page.text


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", ""])
def test_a_form_cannot_lead_there(path: str) -> None:
    with pytest.raises(ValueError, match="a page of this service"):
        go(path)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost@evil.example", "evil@localhost", "localhost:x", "localhost, x",
     "localhost.", "[", "[::1]", "localhost/", "localhost:123456"],
)  # fmt: skip
def test_another_host_is_refused(small_town: Town, host: str) -> None:
    answer = small_town.browser().get("/", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "wrong-host")


def test_what_a_proxy_says_of_the_host_is_not_believed(small_town: Town) -> None:
    sent = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher", "forwarded": "host=evil.example"}
    browser = small_town.browser()
    moved = browser.get("/sign-in/", headers=sent)
    assert (moved.status_code, moved.headers["location"]) == (307, f"{ORIGIN}/sign-in")
    for path in ("/", "/sign-in", "/.well-known/jwt-vc-issuer"):
        assert "evil.example" not in browser.get(path, headers=sent).text


# -- texts that are code somewhere else --------------------------------------------------------------------------------

SQL = ("' OR '1'='1", "'; DROP TABLE person; --", '" OR 1=1 --', "%", "\\", "%s%(x)s")


@pytest.mark.parametrize("text", SQL)
def test_no_text_is_a_query(small_town: Town, text: str) -> None:
    small_town.member("M-1")
    steward = small_town.browser(small_town.person("Sami", role="steward"))
    member = small_town.browser(small_town.member("M-2"))
    recorder = small_town.browser(small_town.person("Ines", role="recorder", source="hours"))
    reader = small_town.machine("standings:read")
    asked = quote(text, safe="")
    assert "Person M-1" not in steward.get(f"/people?q={asked}").text
    assert reader.get(f"/api/v1/standings/{asked}").status_code == 404
    for browser in (steward, member, recorder):
        for route in routes_of(small_town):
            (method,) = route.methods
            if "{" in route.path and method == "GET":
                status = browser.get(re.sub(r"\{[^}]+\}", asked, route.path)).status_code
                assert status in (303, 400, 403, 404, 422), (route.path, status)
    assert member.get(f"/me/fact?source={asked}&event={asked}").status_code == 404
    sent = {"event_id": text, "member": text, "occurred_at": text, "hours": text, "place": text}
    assert recorder.post("/record/hours", data=sent).status_code == 422
    assert small_town.browser().post("/sign-in/recovery-code", data={"code": text}).status_code == 403
    with small_town.instance.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(person)).scalar_one() == 4


MARK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_what_people_write_is_text_on_every_page(small_contested_town: Town) -> None:
    town = small_contested_town
    member_id, other = town.member("M-1"), town.member("M-2")
    reviewer = town.browser(town.person(f"Rosa {MARK}", role="reviewer"))
    recorder_id = town.person("Ines", role="recorder", source="hours")
    recorder, steward = town.browser(recorder_id), town.browser(town.person(f"Sami {MARK}", role="steward"))
    auditor = town.browser(town.person("Alma", role="auditor"))
    town.take(late("p1", "M-1", "2026-03-02"))
    town.take(hours(f"h {MARK}", "M-1", "2026-03-02", place=MARK), by=recorder_id)
    town.refresh()
    member, reporter = town.browser(member_id), town.browser(other)
    name = dispute(town, town.actor(member_id), "p1", f"I paid. {MARK}")
    assert member.post(f"/me/disputes/{name}/message", data={"text": MARK}).status_code == 303
    assert reviewer.post(f"/desk/disputes/{name}/message", data={"text": MARK}).status_code == 303
    report = {"member": "M-1", "source": "reports", "occurred_on": "2026-03-02", "value.broken": MARK}
    assert reporter.post("/claims/new", data=report).status_code == 303
    key = {"name": MARK, "days": "9", "scope": "standings:read"}
    assert ESCAPED in steward.post("/machine-keys", data=key).text
    hook = {"name": MARK, "purpose": MARK, "url": "https://93.184.216.34/x", "event_type": "standing.changed"}
    assert ESCAPED in steward.post("/webhooks", data=hook).text
    fault = steward.post("/steward/scheme", data={"text": f"isonomia: 1\n{MARK}: 3\n", "summary": MARK})
    assert fault.status_code == 422
    decided = {"outcome": "upheld", "reasons": MARK}
    shown_on = set()
    pages = {
        member: ["/me", "/me/statement", "/me/disputes", f"/me/disputes/{name}", "/me/claims", "/me/notices",
                 "/me/sharing", f"/me/fact?source=hours&event={quote('h ' + MARK)}", "/account"],
        reporter: ["/me/claims", "/me/sharing"],
        reviewer: ["/desk", f"/desk/disputes/{name}", "/account"],
        recorder: ["/record/hours"],
        steward: ["/people", f"/people?q={quote(MARK)}", "/machine-keys", "/webhooks", "/late", "/steward/scheme"],
        auditor: ["/audit", "/audit/acts"],
    }  # fmt: skip
    texts = [("POST /steward/scheme", fault.text)]
    for browser, paths in pages.items():
        texts += [(path.partition("?")[0], browser.get(path).text) for path in paths]
    assert reviewer.post(f"/desk/disputes/{name}/decide", data=decided).status_code == 303
    texts.append(("the decision", member.get(f"/me/disputes/{name}").text))
    for path, text in texts:
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        if ESCAPED in text:
            shown_on.add(path)
    expected = {f"/me/disputes/{name}", f"/desk/disputes/{name}", "the decision", "/record/hours", "/machine-keys"}
    assert expected | {"/webhooks", "/people", "/me/fact", "/me/sharing", "/desk"} <= shown_on
    exported = member.get("/me/export.json")
    assert exported.headers["content-type"] == "application/json"
    assert exported.headers["x-content-type-options"] == "nosniff"
    assert exported.headers["content-disposition"] == 'attachment; filename="my-data.json"'


FORMULA = re.compile(r"[=+@\t\r]|-[^0-9]")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A1", "-cmd|x", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_no_cell_of_an_export_is_a_formula(small_contested_town: Town, text: str) -> None:
    town = small_contested_town
    recorder_id = town.person("Ines", role="recorder", source="hours")
    member_id = town.member("M-1")
    with town.instance.database.writing() as connection:
        connection.execute(person.update().where(person.c.person_id == member_id).values(display_name=text))
    town.take(late("p1", "M-1", "2026-03-02"), hours(f"{text}h", "M-1", "2026-03-02", place=text))
    dispute(town, town.actor(member_id), "p1", text)
    packed = town.browser(member_id).get("/me/export.zip").content
    cells = [
        cell
        for name in zipfile.ZipFile(io.BytesIO(packed)).namelist()
        for row in csv.reader(io.StringIO(zipfile.ZipFile(io.BytesIO(packed)).read(name).decode(), newline=""))
        for cell in row
    ]
    assert any(text.strip() in cell for cell in cells)
    recorder = town.browser(recorder_id)
    written = io.StringIO()
    csv.writer(written).writerows([["event_id", "member", "occurred_at"], [text, f"{text}m", "never"]])
    page = recorder.post("/record/hours/upload", files={"file": ("rows.csv", written.getvalue().encode())})
    assert page.status_code == 200
    rejects = re.search(r"<textarea[^>]*>(.*?)</textarea>|name=\"rejects\" value=\"([^\"]*)\"", page.text, re.DOTALL)
    assert rejects is not None
    content = html.unescape(rejects[1] or rejects[2])
    cells += [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    wrong = [cell for cell in cells if FORMULA.match(cell)]
    assert wrong == []


# -- what answers give away --------------------------------------------------------------------------------------------


def test_who_is_a_member_is_told_to_nobody_who_may_not_record(small_town: Town) -> None:
    small_town.member("M-1")
    small_town.person("Nils", "M-2")  # invited, not joined
    other_source, reader = small_town.machine("records:write:payments"), small_town.machine("standings:read")
    writer, member = small_town.machine("records:write:hours"), small_town.browser(small_town.member("M-3"))
    for machine in (other_source, reader):
        answers = {
            _without(machine.post("/api/v1/records", json=hours("h", name, "2026-03-02")), name) for name in NAMES
        }
        assert len(answers) == 1
    assert {reader.get(f"/api/v1/standings/{name}").status_code for name in NAMES[1:]} == {404}
    answers = {
        _without(writer.post("/api/v1/records", json=hours("h", name, "2026-03-02")), name) for name in NAMES[1:]
    }
    assert len(answers) == 1  # invited or never heard of: both are no members
    reports = {_without(member.post("/claims/new", data={"member": name}), name) for name in NAMES}
    assert len(reports) == 1


NAMES = ("M-1", "M-2", "M-404")


def _without(answer: Any, name: str) -> tuple[int, str]:
    return answer.status_code, answer.text.replace(name, "")


def test_a_key_of_another_opens_no_answer(small_town: Town) -> None:
    """What one machine was answered is not given to another that guesses its Idempotency-Key."""
    small_town.member("M-1")
    first, second = small_town.machine("records:write"), small_town.machine("records:write:payments")
    key = {"idempotency-key": "k-1"}
    body = hours("h1", "M-1", "2026-03-02")
    assert first.post("/api/v1/records", json=body, headers=key).json()["taken"] == 1
    refused = second.post("/api/v1/records", json=body, headers=key)
    assert refused.status_code == 422
    assert [item["code"] for item in refused.json()["refused"]] == ["record-source"]
    own = second.post("/api/v1/records", json=late("p1", "M-1", "2026-03-02"), headers={"idempotency-key": "k-2"})
    assert own.json()["taken"] == 1
    assert first.post("/api/v1/records", json=body, headers=key).json()["taken"] == 1  # the first answer, again
    changed = first.post("/api/v1/records", json=hours("h2", "M-1", "2026-03-02"), headers=key)
    assert (changed.status_code, changed.json()["code"]) == (422, "idempotency-key")


def test_a_wrong_code_does_the_same_work_as_a_right_one_until_it_is_known(small_town: Town) -> None:
    """One path: the same statements in the same order, whether a code was never made, was used, or is malformed."""
    browser = small_town.browser(small_town.member("M-1"))
    codes = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}", browser.post("/account/recovery-codes").text)
    visitor = small_town.browser()
    assert visitor.post("/sign-in/recovery-code", data={"code": codes[0]}).status_code == 303
    seen: list[str] = []

    @event.listens_for(small_town.instance.database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    paths = []
    for code in (codes[0], "00000-00000-00000-00000-00000", "x"):
        seen.clear()
        assert small_town.browser().post("/sign-in/recovery-code", data={"code": code}).status_code == 403
        paths.append(list(seen))
    assert len(paths[0]) > 3
    assert paths[0] == paths[1] == paths[2]


def test_a_link_of_an_invitation_gives_nothing_away(small_town: Town) -> None:
    steward = small_town.actor(small_town.person("Sami", role="steward"))
    with small_town.instance.database.writing() as connection:
        _person_id, token = invite_person(connection, small_town.instance, steward, "Nils", "M-2")
    browser = small_town.browser()
    assert browser.get(f"/join/{token}").headers["referrer-policy"] == "same-origin"
    wrong = {browser.get(f"/join/{text}").status_code for text in (token[:-1], token + "A", token.lower(), "x")}
    assert wrong == {404}
    assert urlsplit(browser.get(f"/invitation/{token}").headers["location"]).path == f"/join/{token}"
