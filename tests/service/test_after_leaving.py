"""A member who has left reads what is still open of theirs, and what was decided, and nothing else."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from isonomia.periods import Duration
from isonomia.procedure.consequence_case import Stage
from isonomia.service.access.actor import Actor
from service.conftest import Town, late
from service.stories import confirmed, decide, dispute, people, the_case
from service.test_contest_pages import again


@pytest.fixture
def left(small_contested_town: Town) -> tuple[Town, Actor, str]:
    """A town, its reviewer, and the page of a dispute whose member has left."""
    town = small_contested_town
    member, reviewer = people(town)
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    page = "/me/disputes/" + dispute(town, member, "p1")
    browser = town.browser(member.actor_id)
    before = browser.get("/me/leave").text
    assert "1 dispute or appeal of yours is open." in before
    assert "First set up a way to sign in." in before
    assert browser.post("/me/leave").headers["location"] == "/me/disputes"
    town.refresh()
    return town, reviewer, page


def me(town: Town) -> TestClient:
    return again(town, "Person M-1")


def test_a_dispute_is_read_answered_and_its_decision_told_after_leaving(left: tuple[Town, Actor, str]) -> None:
    town, reviewer, page = left
    browser = me(town)
    assert 'href="/me/disputes"' in browser.get("/").text
    assert page in browser.get("/me/disputes").text
    shown = browser.get(page).text
    assert "I paid in time." in shown
    assert "/me/fact" not in shown
    assert browser.post(f"{page}/message", data={"text": "Here is the slip."}).status_code == 303
    decide(town, reviewer, page.rpartition("/")[2], "upheld", "The bank's date counts.")
    assert "The bank&#39;s date counts." in browser.get(page).text
    (data,) = browser.get("/api/v1/me/disputes").json()
    assert (data["outcome"], data["reasons"]) == ("upheld", "The bank's date counts.")
    for other in ("/me", "/me/statement", "/me/fact?source=payments&event=p1", "/me/consequences", "/me/notices"):
        assert browser.get(other).status_code == 403, other


def test_when_the_time_to_contest_is_over_nothing_is_left_to_read(left: tuple[Town, Actor, str]) -> None:
    town, reviewer, page = left
    terms = town.instance.zone_of.file.rights
    assert terms is not None
    assert terms.appeal is not None
    assert terms.appeal.within == Duration(30, "days")
    decide(town, reviewer, page.rpartition("/")[2], "rejected")
    town.later(days=30)
    assert me(town).get(page).status_code == 200
    town.later(days=1)
    assert me(town).get(page).status_code == 404
    assert page not in me(town).get("/me/disputes").text


def test_another_who_left_sees_nothing_of_it(left: tuple[Town, Actor, str]) -> None:
    town, _reviewer, page = left
    other = town.browser(town.member("M-2"))
    other.post("/me/leave")
    assert other.get("/me/disputes").status_code == 200
    for place in (page, f"/me/consequences/{the_case(town, 'M-1').case_id}"):
        assert other.get(place).status_code == 404
    assert other.post(f"{page}/message", data={"text": "x"}).status_code == 404
    assert other.post(f"{page}/withdraw").status_code == 404


def test_what_was_decided_against_a_member_can_be_appealed_after_leaving(contested_town: Town) -> None:
    town = contested_town
    member, reviewer, case = confirmed(town, 3)
    town.browser(member.actor_id).post("/me/leave")
    town.refresh()
    ended = the_case(town, "M-1")
    assert (ended.stage, ended.ends_on) == (Stage.ENDED, date(2026, 3, 20))
    mine = f"/me/consequences/{case.case_id}"
    assert mine in me(town).get("/me/disputes").text
    assert me(town).post(f"{mine}/appeal", data={"grounds": "I was ill."}).status_code == 303
    assert the_case(town, "M-1").stage is Stage.CONTESTED
    desk = town.browser(town.person("Vera", role="reviewer"))
    decided = desk.post(f"/desk/cases/{case.case_id}/decide", data={"outcome": "upheld", "reasons": "Illness."})
    assert decided.status_code == 303
    assert the_case(town, "M-1").stage is Stage.UNDONE
    assert "Illness." in me(town).get(mine).text
    assert reviewer.name not in me(town).get(mine).text
