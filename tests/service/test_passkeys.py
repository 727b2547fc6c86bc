"""Passkeys: registering, signing in and removing, with an authenticator that really signs."""

import re
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from isonomia.service.access.keys import make_key
from isonomia.service.audit.entries import entries
from isonomia.service.members.joining import invite
from isonomia.service.notices.notices import notices_of
from service.authenticator import PRESENT, Authenticator
from service.conftest import ORIGIN, Town


def device(**changes: Any) -> Authenticator:
    return Authenticator(**({"origin": ORIGIN, "rp_id": "localhost"} | changes))


def add(browser: TestClient, authenticator: Authenticator, name: str = "Phone") -> int:
    options = browser.post("/api/v1/passkeys/registration").json()
    return browser.post("/api/v1/passkeys", params={"name": name}, json=authenticator.create(options)).status_code


def options_of(browser: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = browser.post("/api/v1/passkeys/challenge").json()
    return found


def sign_in(browser: TestClient, authenticator: Authenticator) -> int:
    return browser.post("/api/v1/passkeys/sign-in", json=authenticator.get(options_of(browser))).status_code


@pytest.fixture
def owner(small_town: Town) -> tuple[Town, TestClient, Authenticator, str]:
    """A member with one passkey."""
    person_id = small_town.member("M-1")
    browser, phone = small_town.browser(person_id), device()
    assert add(browser, phone) == 201
    return small_town, browser, phone, person_id


def test_a_passkey_is_added_and_signs_in(town: Town) -> None:
    person_id = town.member("M-1")
    phone = device()
    first = town.browser(person_id)
    options = first.post("/api/v1/passkeys/registration").json()
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["rp"] == {"id": "localhost", "name": town.instance.name}
    assert first.post("/api/v1/passkeys", params={"name": "Phone"}, json=phone.create(options)).status_code == 201
    browser = town.browser()
    answer = browser.post("/api/v1/passkeys/sign-in", json=phone.get(options_of(browser)))
    assert (answer.status_code, answer.json()) == (200, {"to": "/"})
    for part in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert part in answer.headers["set-cookie"]
    assert "My standing" in browser.get("/me").text
    assert sign_in(browser, phone) == 200


def test_auditors_read_when_staff_sign_in_and_not_when_members_do(small_town: Town) -> None:
    member, reviewer = small_town.member("M-1"), small_town.person("Rosa", role="reviewer")
    for person_id in (member, reviewer):
        phone = device()
        assert add(small_town.browser(person_id), phone) == 201
        assert sign_in(small_town.browser(), phone) == 200
    with small_town.instance.database.reading() as connection:
        found = entries(connection, act="signed-in")
    assert [(item.actor_id, item.role, item.about_kind, item.about_id) for item in found] == [
        (reviewer, "reviewer", "way", "passkey")
    ]


def test_nobody_and_no_machine_adds_a_passkey(small_town: Town) -> None:
    nobody = small_town.browser()
    assert nobody.post("/api/v1/passkeys/registration").status_code == 401
    assert nobody.post("/api/v1/passkeys", json={}).status_code == 401
    with small_town.instance.database.writing() as connection:
        _id, secret = make_key(connection, "m", "records:write", small_town.instance.now)
    assert nobody.post("/api/v1/passkeys", json={}, headers={"authorization": f"Bearer {secret}"}).status_code == 403


def test_a_challenge_serves_once_its_person_and_five_minutes(small_town: Town) -> None:
    person_id, other_id = small_town.member("M-1"), small_town.member("M-2")
    browser, other = small_town.browser(person_id), small_town.browser(other_id)
    options = browser.post("/api/v1/passkeys/registration").json()
    answer = device().create(options)
    assert other.post("/api/v1/passkeys", json=answer).status_code == 403
    assert browser.post("/api/v1/passkeys", json=answer).status_code == 201
    assert browser.post("/api/v1/passkeys", json=answer).status_code == 403
    late = browser.post("/api/v1/passkeys/registration").json()
    small_town.later(minutes=5)
    assert browser.post("/api/v1/passkeys", json=device().create(late)).status_code == 403


def test_a_challenge_is_used_up_by_a_wrong_answer(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, _browser, phone, _id = owner
    nobody = town.browser()
    options = options_of(nobody)
    right = phone.get(options)
    wrong = right | {"response": right["response"] | {"signature": "AAAA"}}
    assert nobody.post("/api/v1/passkeys/sign-in", json=wrong).status_code == 403
    assert nobody.post("/api/v1/passkeys/sign-in", json=right).status_code == 403


def another_key(phone: Authenticator) -> Authenticator:
    return device(credential_id=phone.credential_id, user_handle=phone.user_handle)


def test_what_does_not_sign_in(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, _browser, phone, _id = owner
    nobody = town.browser()
    nobody.headers["accept"] = "application/json"
    changes: list[dict[str, Any]] = [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:81"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},  # the person was not verified
        {"flags": 0},
        {"user_handle": "cC1vdGhlcg"},
        {"user_handle": ""},
        {"credential_id": b"unknown"},
        {"key": device().key},
    ]
    for change in changes:
        answer = nobody.post("/api/v1/passkeys/sign-in", json=replace(phone, **change).get(options_of(nobody)))
        assert (answer.status_code, answer.json()["code"]) == (403, "passkey-refused"), change
        assert "set-cookie" not in answer.headers
    assert sign_in(nobody, phone) == 200


def test_what_is_not_registered(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    for changes in ({"origin": "http://evil.example"}, {"rp_id": "evil.example"}, {"flags": PRESENT}):
        assert add(browser, device(**changes)) == 403
    assert "Last used" not in browser.get("/account").text


def test_rubbish_is_refused_plainly(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, browser, _phone, _id = owner
    nobody = town.browser()
    of_the_wrong_kind = {"id": 1, "response": {"clientDataJSON": "!!"}}
    for body in ({}, {"response": 1}, of_the_wrong_kind, {"response": {"clientDataJSON": "e30"}}):
        assert nobody.post("/api/v1/passkeys/sign-in", json=body).status_code == 403
        assert browser.post("/api/v1/passkeys", json=body).status_code == 403
    assert browser.post("/api/v1/passkeys", json=[]).status_code == 422


def test_rubbish_under_a_good_challenge_is_refused_plainly(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, browser, phone, _id = owner
    made = device().create(browser.post("/api/v1/passkeys/registration").json())
    made["response"]["attestationObject"] = "oWNmbXRjeHh4"
    assert browser.post("/api/v1/passkeys", json=made).status_code == 403
    signed = phone.get(options_of(browser))
    signed["response"]["authenticatorData"] = "AAAA"
    assert town.browser().post("/api/v1/passkeys/sign-in", json=signed).status_code == 403


def test_a_count_that_does_not_grow_is_a_copy(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, _browser, phone, person_id = owner
    nobody = town.browser()
    assert sign_in(nobody, phone) == 200
    assert sign_in(nobody, phone) == 200
    phone.count = 0  # a copy that was made before
    assert sign_in(nobody, phone) == 403
    with town.instance.database.reading() as connection:
        assert notices_of(connection, "M-1")[0].kind == "passkey-copied"
        assert (entries(connection)[0].act, entries(connection)[0].about_id) == ("passkey-copied", person_id)
    phone.count = 2
    assert sign_in(nobody, phone) == 200


def test_a_device_that_does_not_count_is_fine(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    phone = device(counts=False)
    assert add(browser, phone) == 201
    assert [sign_in(small_town.browser(), phone) for _time in range(2)] == [200, 200]


def test_several_passkeys_and_the_last_way_in(owner: tuple[Town, TestClient, Authenticator, str]) -> None:
    town, browser, phone, _id = owner
    known = browser.post("/api/v1/passkeys/registration").json()["excludeCredentials"]
    assert len(known) == 1
    assert add(browser, another_key(phone)) == 409  # the same id
    town.later(minutes=1)
    key = device()
    assert add(browser, key, "<Key>") == 201
    page = browser.get("/account").text
    assert "&lt;Key&gt;" in page
    removals = re.findall(r"/account/passkeys/[\w-]+/remove", page)
    assert len(removals) == 2
    stranger = town.browser(town.member("M-2"))
    assert stranger.post(removals[0]).status_code == 404
    assert browser.post(removals[0]).status_code == 303
    assert sign_in(town.browser(), phone) == 403
    answer = browser.post(removals[1])
    assert (answer.status_code, "This is your last way in." in answer.text) == (409, True)
    assert sign_in(town.browser(), key) == 200


def test_whoever_came_by_an_invitation_has_a_new_session_with_the_passkey(small_town: Town) -> None:
    person_id = small_town.person("Rosa", role="reviewer")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, person_id)
    browser = small_town.browser()
    browser.post(f"/invitation/{token}")
    before = browser.cookies["isonomia"]
    assert "You cannot come back yet" in browser.get("/account").text
    assert add(browser, device()) == 201
    assert browser.cookies["isonomia"] != before
    assert "You cannot come back yet" not in browser.get("/account").text
    assert small_town.browser().get("/account", headers={"cookie": f"isonomia={before}"}).status_code == 303


def test_challenges_are_not_to_be_had_without_end(small_town: Town) -> None:
    nobody = small_town.browser()
    assert {nobody.post("/api/v1/passkeys/challenge").status_code for _time in range(60)} == {200}
    answer = nobody.post("/api/v1/passkeys/challenge")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    small_town.later(minutes=15)
    assert nobody.post("/api/v1/passkeys/challenge").status_code == 200
