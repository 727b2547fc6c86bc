"""The steward's pages: people, roles, invitations, machine keys; and the audit that tells of them."""

import logging
import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.service.access.actor import Actor, Role
from isonomia.service.audit.entries import entries, note
from isonomia.service.members.joining import invite
from isonomia.service.members.tables import invitation
from isonomia.service.notices.notices import notices_of
from isonomia.service.people.roles import give_role, roles_of, take_role
from isonomia.service.problems import Problem
from service.conftest import Town


def noted(town: Town) -> list[tuple[str, str, str]]:
    with town.instance.database.reading() as connection:
        return [(item.act, item.about_kind, item.about_id) for item in reversed(entries(connection))]


def link_in(page: str) -> str:
    found = re.findall(r"http://localhost(/invitation/[\w-]+)", page)
    assert len(found) == 1
    return str(found[0])


def steward_of(town: Town) -> tuple[TestClient, str]:
    person_id = town.person("Sami", role="steward")
    return town.browser(person_id), person_id


def test_a_person_is_invited_and_joins(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    page = steward.post("/people", data={"name": "Ada", "member": "M-7"})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    link = link_in(page.text)
    browser = small_town.browser()
    answer = browser.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, link.replace("/invitation/", "/join/"))
    joined = browser.post(answer.headers["location"], data={"source.hours": "yes"})
    assert joined.headers["location"] == "/me"
    assert "set up a way to sign in" in browser.get("/me").text
    assert browser.get(link).status_code == 404
    again = steward.post("/people", data={"name": "Ada again", "member": "M-7"})
    assert (again.status_code, "Another person has the number" in again.text) == (409, True)
    assert steward.post("/people", data={"name": " "}).status_code == 422


def test_whoever_only_has_a_role_comes_straight_in(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    link = link_in(steward.post("/people", data={"name": "Rosa", "member": ""}).text)
    listed = steward.get("/people", params={"q": "rosa"}).text
    person_id = re.findall(r"/people/(p-\w+)", listed)[0]
    assert steward.post(f"/people/{person_id}/roles", data={"role": "reviewer"}).status_code == 303
    browser = small_town.browser()
    assert "Welcome, Rosa" in browser.get(link).text
    assert "Welcome, Rosa" in browser.get(link).text  # opening it uses nothing up
    answer = browser.post(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "You cannot come back yet" in browser.get("/account").text
    assert small_town.browser().post(link).status_code == 404
    assert noted(small_town) == [
        ("person-invited", "person", person_id),
        ("role-given", "role:reviewer", person_id),
        ("invitation-used", "person", person_id),
    ]


def test_a_role_does_not_depend_on_joining(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    link = link_in(steward.post("/people", data={"name": "Rosa", "member": "M-9"}).text)
    person_id = re.findall(r"/people/(p-\w+)", steward.get("/people", params={"q": "m-9"}).text)[0]
    steward.post(f"/people/{person_id}/roles", data={"role": "auditor"})
    browser = small_town.browser()
    assert f'href="{link.replace("/invitation/", "/join/")}"' in browser.get(link).text
    assert browser.post(link).headers["location"] == "/account"
    assert (browser.get("/audit").status_code, browser.get("/me").status_code) == (200, 403)


def test_an_invitation_that_two_use_at_once_lets_one_in(town: Town) -> None:
    person_id = town.person("Rosa")
    with town.instance.database.writing() as connection:
        link = f"/invitation/{invite(connection, town.instance, person_id)}"
    browsers, start, answers = [town.browser(), town.browser()], Barrier(2), []

    def come_in(browser: TestClient) -> None:
        start.wait()
        answers.append(browser.post(link).status_code)

    threads = [Thread(target=come_in, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 404]


def test_a_revoked_or_replaced_or_old_invitation_opens_nothing(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    person_id = small_town.person("Rosa")
    first = link_in(steward.post(f"/people/{person_id}/invitation").text)
    second = link_in(steward.post(f"/people/{person_id}/invitation").text)
    browser = small_town.browser()
    assert [browser.get(link).status_code for link in (first, second)] == [404, 200]
    assert steward.post(f"/people/{person_id}/invitation/revoke").status_code == 303
    assert browser.post(second).status_code == 404
    assert steward.post(f"/people/{person_id}/invitation/revoke").status_code == 409
    third = link_in(steward.post(f"/people/{person_id}/invitation").text)
    small_town.clock.moment = small_town.clock.moment.replace(month=4, day=2)
    assert browser.get(third).status_code == 404


def test_a_member_is_told_of_a_new_invitation(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    person_id = small_town.member("M-1")
    link = link_in(steward.post(f"/people/{person_id}/invitation").text)
    browser = small_town.browser()
    assert "Welcome" in browser.get(link).text  # takes part already: nothing to join
    with small_town.instance.database.reading() as connection:
        assert [item.kind for item in notices_of(connection, "M-1")] == ["invited-again", "joined"]


def test_roles_are_given_and_taken_at_once(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    person_id = small_town.person("Ines")
    roles = f"/people/{person_id}/roles"
    browser = small_town.browser(person_id)
    assert browser.get("/people").status_code == 403
    assert steward.post(roles, data={"role": "steward"}).status_code == 303
    assert browser.get("/people").status_code == 200
    assert steward.post(roles, data={"role": "steward"}).status_code == 409
    assert browser.post(f"{roles}/take", data={"role": "steward"}).status_code == 303  # laid down
    assert browser.get("/people").status_code == 403
    assert steward.post(f"{roles}/take", data={"role": "steward"}).status_code == 409
    for data in ({"role": "member"}, {"role": "king"}, {"role": "recorder"}, {"role": "recorder", "source": "x"}, {}):
        assert steward.post(roles, data=data).status_code == 422, data
    assert steward.post(roles, data={"role": "recorder", "source": "hours"}).status_code == 303
    with small_town.instance.database.reading() as connection:
        assert roles_of(connection, person_id) == [(Role.RECORDER, "hours")]
    assert steward.post("/people/p-none/roles", data={"role": "auditor"}).status_code == 404


def test_a_second_steward_confirms_who_becomes_a_steward_or_an_auditor(town: Town) -> None:
    first, own = steward_of(town)
    second_id = town.person("Noor", role="steward")
    second, mallory = town.browser(second_id), town.person("Mallory")

    def held(person_id: str) -> list[str]:
        with town.instance.database.reading() as connection:
            return [name.value for name, _source in roles_of(connection, person_id)]

    for name in ("steward", "auditor"):
        asked = first.post(f"/people/{mallory}/roles", data={"role": name})
        assert (asked.status_code, held(mallory)) == (303, [])
        town.clock.moment += timedelta(minutes=1)  # what was asked for first stands first
    assert first.post(f"/people/{mallory}/roles", data={"role": "reviewer"}).status_code == 303
    assert held(mallory) == ["reviewer"]  # no power over the scheme: at once
    assert first.post(f"/people/{mallory}/roles", data={"role": "auditor"}).status_code == 409
    page = first.get("/people").text
    assert "The role steward for Mallory" in page
    assert "You asked for it: another steward confirms." in page
    confirms = re.findall(r'action="(/people/waiting/[\w-]+/confirm)"', second.get(f"/people/{mallory}").text)
    assert first.post(confirms[0]).status_code == 403
    assert second.post(confirms[0]).status_code == 303
    assert held(mallory) == ["reviewer", "steward"]
    assert second.post(confirms[0]).status_code == 404
    assert first.post(confirms[1].replace("/confirm", "/drop")).status_code == 303
    assert held(mallory) == ["reviewer", "steward"]
    # nor does one alone take a steward away, or enter as one
    assert first.post(f"/people/{second_id}/roles/take", data={"role": "steward"}).status_code == 303
    assert held(second_id) == ["steward"]
    town.clock.moment += timedelta(minutes=1)
    again = first.post(f"/people/{second_id}/invitation")
    assert (again.status_code, "/invitation/" in again.text) == (303, False)
    confirm = re.findall(r'action="(/people/waiting/[\w-]+/confirm)"', town.browser(mallory).get("/people").text)
    assert len(confirm) == 2
    assert link_in(town.browser(mallory).post(confirm[1]).text)
    assert first.post(f"/people/{own}/roles/take", data={"role": "steward"}).headers["location"] == "/"
    assert town.browser(mallory).post(confirm[0]).status_code == 404  # who asked is no steward any more
    assert [act for act, kind, _id in noted(town) if kind.startswith("role:st")] == [
        "second-asked",
        "role-given",
        "second-asked",
        "role-taken",
    ]


def test_what_waits_for_a_second_steward_does_not_wait_for_ever(small_town: Town) -> None:
    first, _own = steward_of(small_town)
    mallory, second_id = small_town.person("Mallory"), small_town.person("Noor", role="steward")
    first.post(f"/people/{mallory}/roles", data={"role": "auditor"})
    second = small_town.browser(second_id)
    (confirm,) = re.findall(r'action="(/people/waiting/[\w-]+/confirm)"', second.get("/people").text)
    small_town.clock.moment += timedelta(days=30)
    late = small_town.browser(second_id)
    assert "Waits for a second steward" not in late.get("/people").text
    assert late.post(confirm).status_code == 404


def test_the_last_steward_stays(small_town: Town) -> None:
    steward, person_id = steward_of(small_town)
    take = f"/people/{person_id}/roles/take"
    answer = steward.post(take, data={"role": "steward"})
    assert (answer.status_code, "This is the last steward." in answer.text) == (409, True)
    small_town.person("Rosa", role="steward")
    answer = steward.post(take, data={"role": "steward"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_two_stewards_who_remove_each_other_leave_one(town: Town) -> None:
    instance = town.instance
    stewards = [town.person(name, role="steward") for name in ("Sami", "Rosa")]
    start, refused = Barrier(2), []

    def remove(own: str, other: str) -> None:
        start.wait()
        try:
            with instance.database.writing() as connection:
                actor = Actor(own, roles=frozenset({Role.STEWARD}))
                take_role(connection, instance, actor, other, Role.STEWARD, "")
        except Problem as problem:
            refused.append(problem.code)

    threads = [Thread(target=remove, args=pair) for pair in (stewards, stewards[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with instance.database.reading() as connection:
        left = [person_id for person_id in stewards if roles_of(connection, person_id)]
    assert (len(left), refused) == (1, ["last-steward"])


def test_a_key_is_shown_once_limited_and_revoked(small_town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    small_town.member("M-1")
    steward, _id = steward_of(small_town)
    for data in (
        {"name": "x", "days": "5"},
        {"name": "x", "days": "0", "scope": "standings:read"},
        {"name": "x", "days": "5", "scope": "all"},
    ):
        assert steward.post("/machine-keys", data=data).status_code == 422
    made = steward.post("/machine-keys", data={"name": "Door", "days": "10", "scope": "standings:read"}).text
    (secret,) = re.findall(r"isk_[\w-]+", made)
    assert secret not in steward.get("/machine-keys").text
    machine = small_town.browser()
    machine.headers["authorization"] = f"Bearer {secret}"
    assert machine.get("/api/v1/standings/M-1").status_code == 200
    small_town.later(days=10)
    assert machine.get("/api/v1/standings/M-1").status_code == 401
    steward, _id = steward_of(small_town)
    made = steward.post("/machine-keys", data={"name": "Door", "days": "10", "scope": "standings:read"}).text
    machine.headers["authorization"] = f"Bearer {re.findall(r'isk_[A-Za-z0-9_-]+', made)[0]}"
    assert machine.get("/api/v1/standings/M-1").status_code == 200
    (key_id,) = re.findall(r"/machine-keys/(key-\w+)/revoke", steward.get("/machine-keys").text)
    assert steward.post(f"/machine-keys/{key_id}/revoke").status_code == 303
    assert machine.get("/api/v1/standings/M-1").status_code == 401
    assert steward.post(f"/machine-keys/{key_id}/revoke").status_code == 404
    assert [item[0] for item in noted(small_town)] == ["key-made", "key-made", "key-revoked"]
    assert "isk_" not in caplog.text


def test_auditors_read_what_was_done(small_town: Town) -> None:
    _steward, steward_id = steward_of(small_town)
    person_id = small_town.person("Rosa")
    actor = Actor(steward_id, name="Sami", roles=frozenset({Role.STEWARD}))
    with small_town.instance.database.writing() as connection:
        give_role(connection, small_town.instance, actor, person_id, Role.REVIEWER, "")
    browser = small_town.browser(small_town.person("Alma", role="auditor"))
    page = browser.get("/audit/acts").text
    for words in (steward_id, "steward", "gave a role", "role:reviewer", person_id):
        assert words in page
    assert "Sami" not in page
    assert "gave a role</td>" not in browser.get("/audit/acts", params={"act": "key-made"}).text
    assert browser.get("/audit/acts", params={"before": "1"}).status_code == 200
    assert browser.get("/audit/acts", params={"before": "x"}).status_code == 422


def test_an_act_without_words_is_not_noted(small_town: Town) -> None:
    with small_town.instance.database.writing() as connection, pytest.raises(ValueError, match="has no words"):
        note(connection, small_town.instance, Actor("p-1"), "danced", ("person", "p-2"))


def test_no_secret_of_an_invitation_is_kept(small_town: Town) -> None:
    steward, _id = steward_of(small_town)
    token = link_in(steward.post("/people", data={"name": "Rosa"}).text).rpartition("/")[2]
    with small_town.instance.database.reading() as connection:
        assert token not in str(connection.execute(select(invitation)).all())
