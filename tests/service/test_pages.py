"""Pages and API, through HTTP: who sees what."""

import pytest

from isonomia.service.access.declared import PUBLIC, Routes
from isonomia.service.members.joining import invite
from service.conftest import Town, hours, late


def test_a_route_that_does_not_say_who_may_call_it_is_refused_at_import() -> None:
    routes = Routes()
    with pytest.raises(TypeError, match="does not say who may call it"):
        routes.get("/open")(lambda: None)
    routes.page("/declared", PUBLIC)(lambda: None)


def test_why_a_point_was_lost_is_two_clicks_away(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    small_town.take(hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02"))
    browser = small_town.browser(person_id)
    first = browser.get("/me").text
    assert "<dd>1</dd>" in first
    assert 'href="/me/statement"' in first
    second = browser.get("/me/statement").text
    assert "Fee paid 40 days late (number 1 within twelve months)" in second
    assert "How to contest" in second


def test_joining_by_invitation(small_town: Town) -> None:
    person_id = small_town.person("Ada", "M-7")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, person_id)
    browser = small_town.browser()
    page = browser.get(f"/join/{token}").text
    for words in ("record volunteering", "coordinator", "24 months", "Hours of help, to the quarter."):
        assert words in page
    answer = browser.post(f"/join/{token}", data={"source.hours": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert "My standing" in browser.get("/me").text
    assert browser.get(f"/join/{token}").status_code == 404  # once
    outcomes = small_town.take(hours("h1", "M-7", "2026-03-02"), late("p1", "M-7", "2026-03-02"))
    assert [getattr(item, "code", "taken") for item in outcomes] == ["taken", "record-no-consent"]


def test_what_is_not_yours_looks_like_what_is_not_there(small_town: Town) -> None:
    browser = small_town.browser(small_town.person("Sami", role="steward"))
    assert browser.get("/me").status_code == 403
    nobody = small_town.browser()
    answer = nobody.get("/me")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert nobody.get("/demonstration/x").status_code == 404


def test_a_form_from_another_site_does_nothing(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    browser = small_town.browser(person_id)
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
    ):
        assert browser.post("/me/leave", headers=headers).status_code == 403
    assert browser.get("/me").status_code == 200


def test_another_host_is_not_answered(small_town: Town) -> None:
    browser = small_town.browser()
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 421


def test_records_by_machine(small_town: Town) -> None:
    small_town.member("M-1")
    machine = small_town.machine("records:write:hours standings:read")
    rows = [hours("h1", "M-1", "2026-03-02"), late("p1", "M-1", "2026-03-02")]
    answer = machine.post("/api/v1/records", json=rows, headers={"idempotency-key": "k1"})
    assert answer.status_code == 207
    assert answer.json() == {
        "taken": 1,
        "known": 0,
        "refused": [
            {
                "row": 1,
                "outcome": "refused",
                "code": "record-source",
                "found": "a record of 'payments'",
                "expected": "a source that you record",
            }
        ],
    }
    again = machine.post("/api/v1/records", json=rows, headers={"idempotency-key": "k1"})
    assert (again.status_code, again.json()) == (207, answer.json())
    other = machine.post("/api/v1/records", json=rows[:1], headers={"idempotency-key": "k1"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key")
    assert machine.get("/api/v1/standings/M-1").json() == {
        "member": "M-1",
        "score": 6,
        "band": "visitor",
        "next_fade": "2028-03-02",
        "scheme": "riverside-time-bank",
        "version": 1,
    }
    assert machine.get("/api/v1/standings/M-2").status_code == 404


def test_a_dry_run_changes_nothing(small_town: Town) -> None:
    small_town.member("M-1")
    machine = small_town.machine("records:write standings:read")
    answer = machine.post("/api/v1/records?dry=true", json=hours("h1", "M-1", "2026-03-02"))
    assert answer.json() == {"taken": 1, "known": 0, "refused": [], "dry": True}
    assert machine.get("/api/v1/standings/M-1").json()["score"] == 0


def test_a_key_opens_only_what_it_is_for(small_town: Town) -> None:
    small_town.member("M-1")
    reader = small_town.machine("standings:read")
    assert reader.post("/api/v1/records", json=hours("h1", "M-1", "2026-03-02")).status_code == 403
    writer = small_town.machine("records:write:hours")
    assert writer.get("/api/v1/standings/M-1").status_code == 403
    assert writer.get("/me").status_code == 403
