"""Sessions: how long they last, where they are, and that none can be planted."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from isonomia.service.access.sessions import begin_session
from isonomia.service.instance.secrets import digest
from isonomia.service.members.joining import invite
from service.conftest import Town


def test_a_session_ends_without_use_and_after_thirty_days(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    browser = small_town.browser(person_id)
    small_town.later(hours=11, minutes=59)
    assert browser.get("/account").status_code == 200  # and the time begins anew
    small_town.later(hours=11, minutes=59)
    assert browser.get("/account").status_code == 200
    small_town.later(hours=12)
    assert browser.get("/account").headers["location"] == "/sign-in"
    browser = small_town.browser(person_id)
    for _half_day in range(65):
        small_town.clock.moment += timedelta(hours=11)
        assert browser.get("/account").status_code == 200
    small_town.clock.moment += timedelta(hours=5)  # 720 hours: thirty days
    assert browser.get("/account").status_code == 303


@pytest.mark.parametrize("database_address", ["postgres"], indirect=True)
def test_nobody_waits_for_the_disk_to_be_noted_as_seen(town: Town) -> None:
    asked: list[str] = []
    database = town.instance.database
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    browser = town.browser(town.member("M-1"))
    town.clock.moment += timedelta(minutes=6)
    asked.clear()
    assert browser.get("/account").status_code == 200
    noting = next(place for place, statement in enumerate(asked) if statement.startswith("UPDATE session"))
    assert asked[noting - 1] == "SET LOCAL synchronous_commit TO off"
    with database.writing() as connection:  # everything else is on the disk before it is acknowledged
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"


def test_a_token_that_was_planted_is_worth_nothing(small_town: Town) -> None:
    """Whoever gets another to use their own session, or an invented one, is not signed in by the other's signing in."""
    attacker = small_town.member("M-1")
    victim = small_town.person("Vera")
    with small_town.instance.database.writing() as connection:
        planted = begin_session(connection, attacker, "passkey", small_town.instance.now)
        link = f"/invitation/{invite(connection, small_town.instance, victim)}"
    browser = small_town.browser()
    browser.cookies.set("isonomia", planted)
    answer = browser.post(link)
    assert answer.status_code == 303
    assert planted not in answer.headers["set-cookie"]
    assert small_town.browser().get("/account", headers={"cookie": f"isonomia={planted}"}).status_code == 303
    assert small_town.browser().get("/account", headers={"cookie": "isonomia=invented"}).status_code == 303


def test_sessions_are_listed_and_ended(small_town: Town) -> None:
    person_id = small_town.member("M-1")
    here, there = small_town.browser(person_id), small_town.browser(person_id)
    page = here.get("/account/sessions").text
    numbers = re.findall(r"/account/sessions/(\w+)/end", page)
    assert len(numbers) == 2
    own = digest(digest(here.cookies["isonomia"]))[:16]
    assert page.count("(this one)") == 1
    other = next(number for number in numbers if number != own)
    assert here.post("/account/sessions/0000/end").status_code == 404
    assert here.post(f"/account/sessions/{other}/end").headers["location"] == "/account/sessions"
    assert (there.get("/account").status_code, here.get("/account").status_code) == (303, 200)
    third = small_town.browser(person_id)
    assert here.post("/account/sessions/end").status_code == 303
    assert [browser.get("/account").status_code for browser in (here, third)] == [303, 303]


def test_what_matters_asks_to_sign_in_again(small_town: Town) -> None:
    """Only of whoever has something to sign in again with."""
    from isonomia.service.passkeys.tables import passkey

    person_id = small_town.person("Sami", role="steward")
    browser = small_town.browser(person_id)
    small_town.later(minutes=31)
    assert browser.post("/people", data={"name": "Ada"}).status_code == 200
    with small_town.instance.database.writing() as connection:
        values = {"credential_id": "c", "public_key": "k", "sign_count": 0, "name": "n"}
        connection.execute(passkey.insert().values(person_id=person_id, created_at=small_town.instance.now, **values))
    answer = browser.post("/people", data={"name": "Ben"})
    assert (answer.status_code, "Sign in again, then repeat this." in answer.text) == (403, True)
    assert 'href="/sign-in"' in answer.text
    assert small_town.browser(person_id).post("/people", data={"name": "Ben"}).status_code == 200
