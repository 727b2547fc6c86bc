"""Pages of contest, through HTTP: for each, nobody, the wrong person, the wrong state, allowed, repeated."""

import re

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.procedure.consequence_case import Stage
from isonomia.service.consequences.cases import cases_of, effect_language
from isonomia.service.matters.follow_up import LANGUAGES
from isonomia.service.members.joining import grant
from isonomia.service.members.tables import person
from isonomia.service.pages import LANGUAGES as LANGUAGES_OF_PAGES
from service.conftest import Town, late
from service.stories import the_case, told

FACT = {"source": "payments", "event": "p1"}


def of(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    assert found is not None, pattern
    return found[1]


def dispute(browser: TestClient) -> str:
    """Dispute the fact; returns the dispute's page."""
    answer = browser.post("/me/fact", data={**FACT, "grounds": "I paid in time."})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def case_of(town: Town, member: str) -> tuple[str, Stage]:
    with town.instance.database.reading() as connection:
        case = [item for item in cases_of(connection, member) if item.consequence == "desk_only"][-1]
    return case.case_id, case.stage


def again(town: Town, name: str) -> TestClient:
    """A person's browser, signed in anew: sessions do not last as long as a notice does."""
    with town.instance.database.reading() as connection:
        person_id = connection.execute(select(person.c.person_id).where(person.c.display_name == name)).scalar_one()
    return town.browser(person_id)


@pytest.fixture
def story(small_contested_town: Town) -> tuple[Town, TestClient, TestClient]:
    """A member who lost points, and a reviewer."""
    town = small_contested_town
    member = town.browser(town.member("M-1"))
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    return town, member, town.browser(town.person("Rosa", role="reviewer"))


def test_each_page_is_for_its_people(small_contested_town: Town) -> None:
    town = small_contested_town
    pages = {
        "/me/fact?source=payments&event=p1": "member",
        "/me/disputes": "member",
        "/me/consequences": "member",
        "/me/claims": "member",
        "/claims/new": "member",
        "/desk": "reviewer",
        "/late": "steward",
    }
    town.member("M-1")
    browsers = {role: town.browser(town.person(role, role=role)) for role in ("recorder", "reviewer", "steward")}
    browsers["member"] = town.browser(town.member("M-2"))
    nobody = town.browser()
    for page, role in pages.items():
        assert nobody.get(page).headers["location"] == "/sign-in"
        for name, browser in browsers.items():
            expected = 404 if "fact" in page else 200
            assert browser.get(page).status_code == (expected if name == role else 403), (page, name)
    assert town.browser(town.person("Alma", role="auditor")).get("/late").status_code == 200


def test_what_is_anothers_looks_like_what_is_not_there(story: tuple[Town, TestClient, TestClient]) -> None:
    town, member, _reviewer = story
    page = dispute(member)
    case_id, _stage = case_of(town, "M-1")
    other = town.browser(town.member("M-2"))
    for place in ("/me/fact?source=payments&event=p1", page, f"/me/consequences/{case_id}"):
        assert member.get(place).status_code == 200
        assert other.get(place).status_code == 404
    for form in (f"{page}/message", f"{page}/withdraw", f"/me/consequences/{case_id}/appeal"):
        assert other.post(form, data={"text": "x", "grounds": "x"}).status_code == 404
    assert other.post("/me/fact", data={**FACT, "grounds": "x"}).status_code == 404


def test_what_follows_is_marked_where_it_is_not_in_the_reader_s_language(
    story: tuple[Town, TestClient, TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, member, _reviewer = story
    case_id, _stage = case_of(town, "M-1")
    place, german = f"/me/consequences/{case_id}", {"accept-language": "de"}
    assert "<h1>Vormerken nur am Schalter</h1>" in member.get(place, headers=german).text
    consequence = the_case(town, "M-1").consequence
    with town.instance.database.reading() as connection:
        scheme = town.instance.version(connection).scheme
    assert [effect_language(scheme, consequence, reader) for reader in ("de", "de-AT", "fr")] == ["de", "de", "en"]
    untranslated = scheme.file.consequences[consequence].model_copy(update={"effect": "Reservations at the desk only"})
    monkeypatch.setitem(scheme.file.consequences, consequence, untranslated)
    marked = '<span lang="en">Reservations at the desk only</span>'
    assert f"<h1>{marked}</h1>" in member.get(place, headers=german).text
    assert marked in member.get("/me/consequences", headers=german).text
    assert "<h1>Reservations at the desk only</h1>" in member.get(place, headers={"accept-language": "en"}).text


def test_from_the_statement_to_the_decision(story: tuple[Town, TestClient, TestClient]) -> None:
    _town, member, reviewer = story
    statement = member.get("/me/statement").text
    assert 'href="/me/fact?source=payments&amp;event=p1"' in statement
    fact = member.get("/me/fact", params=FACT).text
    for words in (
        "Fee paid 40 days late",
        "rule late_payment, version 1",
        "treasurer",
        "You can dispute it as long as",
    ):
        assert words in fact
    assert member.post("/me/fact", data={**FACT, "grounds": " "}).status_code == 422
    page = dispute(member)
    assert member.post("/me/fact", data={**FACT, "grounds": "Again."}).status_code == 409
    assert member.post(f"{page}/message", data={"text": "Here is <b>the slip</b>."}).status_code == 303
    queue = reviewer.get("/desk").text
    assert "A fact is disputed" in queue
    desk = of(queue, r'href="(/desk/disputes/[^"]+)"')
    file = reviewer.get(desk).text
    for words in ("M-1", "I paid in time.", "Here is &lt;b&gt;the slip&lt;/b&gt;.", "The member", "treasurer"):
        assert words in file
    assert reviewer.post(f"{desk}/message", data={"text": "Thank you."}).status_code == 303
    assert reviewer.post(f"{desk}/decide", data={"outcome": "upheld", "reasons": ""}).status_code == 422
    assert (
        reviewer.post(f"{desk}/decide", data={"outcome": "upheld", "reasons": "The slip shows it."}).status_code == 303
    )
    assert reviewer.post(f"{desk}/decide", data={"outcome": "rejected", "reasons": "No."}).status_code == 409
    read = member.get(page).text
    for words in ("upheld: the fact no longer counts", "The slip shows it.", "member board", "Thank you."):
        assert words in read
    assert "Rosa" not in read
    assert "<h1>Your dispute: Fee paid 40 days late" in read  # as the statement called it until then
    assert "<h1>Fee paid 40 days late" in member.get("/me/fact", params=FACT).text
    assert "<h1>Dispute: Fee paid 40 days late" in reviewer.get(desk).text
    (found,) = member.get("/api/v1/me/disputes").json()
    assert found["reason"].startswith("Fee paid 40 days late")
    assert (found["outcome"], found["decided_by"], found["reasons"]) == ("upheld", "member board", "The slip shows it.")
    notices = member.get("/me/notices").text
    assert "There is a message for you." in notices
    assert f'href="{page}"' in notices


def test_a_correction_from_the_desk(story: tuple[Town, TestClient, TestClient]) -> None:
    _town, member, reviewer = story
    desk = dispute(member).replace("/me/", "/desk/")
    same = {"value.days_late": "40", "occurred_on": "2026-03-02", "member": "M-1"}
    sent = {"outcome": "corrected", "reasons": "Twenty days.", **same}
    assert reviewer.post(f"{desk}/decide", data=sent).status_code == 422  # nothing is corrected
    assert reviewer.post(f"{desk}/decide", data={**sent, "value.days_late": "many"}).status_code == 409
    assert reviewer.post(f"{desk}/decide", data={**sent, "value.days_late": "20"}).status_code == 303
    fact = member.get("/me/fact", params=FACT).text
    assert "recorded at first as 40" in fact
    assert "It counts nothing." in fact


def test_a_consequence_with_an_appeal(story: tuple[Town, TestClient, TestClient]) -> None:
    town, member, reviewer = story
    case_id, stage = case_of(town, "M-1")
    assert stage is Stage.NOTICED
    listed = member.get("/me/consequences").text
    assert "Reservations at the desk only" in listed
    assert "A person decides, and not before 17 March 2026." in listed
    desk = f"/desk/cases/{case_id}"
    assert "Confirming is possible from" in reviewer.get(desk).text
    early = reviewer.post(f"{desk}/decide", data={"outcome": "confirm", "reasons": "Unpaid."})
    assert (early.status_code, "notice runs up to" in early.text) == (409, True)
    town.later(days=15)
    member, reviewer = again(town, "Person M-1"), again(town, "Rosa")
    assert reviewer.post(f"{desk}/decide", data={"outcome": "confirm", "reasons": "Unpaid."}).status_code == 303
    mine = f"/me/consequences/{case_id}"
    page = member.get(mine).text
    for words in ("lending committee", "Unpaid.", "rule late_payment", "Contest it", "member board"):
        assert words in page
    assert member.post(f"{mine}/appeal", data={"grounds": "I was ill."}).status_code == 303
    assert member.post(f"{mine}/message", data={"text": "A letter follows."}).status_code == 303
    assert reviewer.post(f"{desk}/decide", data={"outcome": "rejected", "reasons": "No."}).status_code == 409
    assert "who decided before in this case" in reviewer.get("/desk").text
    another = town.browser(town.person("Vera", role="reviewer"))
    assert "I was ill." in another.get(desk).text
    assert another.post(f"{desk}/decide", data={"outcome": "upheld", "reasons": "Illness."}).status_code == 303
    data = next(x for x in member.get("/api/v1/me/consequences").json() if x["case"] == case_id)
    assert (data["stage"], data["in_effect"], data["from"]) == ("undone", False, "2026-03-18")
    assert data["decision"] == {"by": "person", "role": "member board", "on": "2026-03-17", "reasons": "Illness."}
    assert data["appeals"][0]["outcome"] == "upheld"
    assert data["facts"][0]["rule"] == "late_payment"
    assert data["undone_by"] == ["undo_consequence", "decide_appeal"]
    assert "upheld" in member.get("/me/disputes").text
    assert "Vera" not in member.get(mine).text


def test_nobody_reads_or_decides_their_own_file(story: tuple[Town, TestClient, TestClient]) -> None:
    town, _member, _reviewer = story
    person_id = town.member("M-3")
    with town.instance.database.writing() as connection:
        grant(connection, person_id, "reviewer", town.instance.now)
    both = town.browser(person_id)
    town.take(late("p3", "M-3", "2026-03-02"))
    town.refresh()
    answer = both.post("/me/fact", data={"source": "payments", "event": "p3", "grounds": "No."})
    desk = answer.headers["location"].replace("/me/", "/desk/")
    assert "nobody decides her own case" in both.get("/desk").text
    assert both.get(desk).status_code == 409
    for form, data in (("message", {"text": "x"}), ("decide", {"outcome": "upheld", "reasons": "Mine."})):
        assert both.post(f"{desk}/{form}", data=data).status_code == 409


def test_the_dates_of_a_refusal_are_the_readers_on_pages_and_iso_for_programs(
    story: tuple[Town, TestClient, TestClient],
) -> None:
    town, _member, reviewer = story
    case_id, _stage = case_of(town, "M-1")
    place, sent = f"/desk/cases/{case_id}/decide", {"outcome": "confirm", "reasons": "Three reminders."}
    german = reviewer.post(place, data=sent, headers={"accept-language": "de"}).text
    assert "16. März 2026" in german
    assert "2026-03-16" not in german
    english = reviewer.post(place, data=sent).text
    assert "Decide after 16 March 2026" in english or "decide after 16 March 2026" in english
    problem = reviewer.post(place, data=sent, headers={"accept": "application/json", "accept-language": "de"}).json()
    assert (problem["status"], "2026-03-16" in problem["detail"], "2026-03-16" in problem["remedy"]) == (
        409,
        True,
        True,
    )


def test_a_report_is_heard_before_it_counts(small_contested_town: Town) -> None:
    town = small_contested_town
    reporter, about = town.browser(town.member("M-1")), town.browser(town.member("M-2"))
    reviewer = town.browser(town.person("Rosa", role="reviewer"))
    sent = {"source": "reports", "member": "M-2", "occurred_on": "2026-03-02", "value.broken": "the drill"}
    for wrong in ({"member": "M-9"}, {"occurred_on": "2026-03-03"}, {"member": "M-1"}):
        assert reporter.post("/claims/new", data={**sent, **wrong}).status_code in (409, 422)
    assert reporter.post("/claims/new", data=sent).headers["location"] == "/me/claims"
    assert "waits for an answer" in reporter.get("/me/claims").text
    page = of(about.get("/me/claims").text, r'href="(/me/claims/[^"]+)"')
    claim = about.get(page).text
    assert "the drill" in claim
    assert "M-1" not in claim  # what is said, not by whom
    assert reporter.get(page).status_code == 404
    desk = page.replace("/me/", "/desk/")
    confirm = {"outcome": "confirm", "reasons": "The drill was seen."}
    early = reviewer.post(f"{desk}/decide", data=confirm)
    assert (early.status_code, "has not been heard" in early.text) == (409, True)
    assert about.post(f"{page}/answer", data={"text": "It was broken before."}).status_code == 303
    assert "Broken and not said" not in about.get("/me/statement").text
    assert "It was broken before." in reviewer.get(desk).text
    assert reviewer.post(f"{desk}/decide", data=confirm).status_code == 303
    assert reviewer.post(f"{desk}/decide", data=confirm).status_code == 409
    assert "Broken and not said: the drill" in about.get("/me/statement").text
    told = reporter.get("/me/notices").text
    assert "What you reported (Reports) is confirmed." in told
    assert "The drill was seen." not in told  # the reasons are about somebody else
    (data,) = about.get("/api/v1/me/claims").json()
    assert (data["stage"], data["decided_by"], data["reasons"]) == ("confirmed", "member board", "The drill was seen.")
    assert data["data"] == {"broken": "the drill"}
    fact = of(about.get(page).text, r'href="(/me/fact[^"]+)"').replace("&amp;", "&")
    assert "confirmed what a member had reported" in about.get(fact).text
    assert "M-1" not in about.get(fact).text


def test_a_refused_report_is_deleted_after_a_while(small_contested_town: Town) -> None:
    town = small_contested_town
    reporter, about = town.browser(town.member("M-1")), town.browser(town.member("M-2"))
    sent = {"source": "reports", "member": "M-2", "occurred_on": "2026-03-02", "value.broken": "the drill"}
    reporter.post("/claims/new", data=sent)
    page = of(about.get("/me/claims").text, r'href="(/me/claims/[^"]+)"')
    town.later(days=14 + 31)  # heard for 14 days, then decided within 30
    assert "not confirmed" in again(town, "Person M-2").get(page).text
    assert "What you reported (Reports) is not confirmed" in again(town, "Person M-1").get("/me/notices").text
    town.later(days=92)
    later = again(town, "Person M-2")
    assert later.get(page).status_code == 404
    assert "the drill" not in later.get("/me/claims").text


def test_a_scheme_without_reports_takes_none(small_town: Town) -> None:
    member = small_town.browser(small_town.member("M-1"))
    assert member.get("/claims/new").status_code == 404
    assert (
        member.post("/claims/new", data={"member": "M-1", "source": "hours", "occurred_on": "2026-03-02"}).status_code
        == 404
    )


def test_what_is_late_is_counted_for_steward_and_auditor(story: tuple[Town, TestClient, TestClient]) -> None:
    town, member, _reviewer = story
    dispute(member)
    town.later(days=31)
    steward = town.browser(town.person("Sami", role="steward"))
    page = steward.get("/late").text
    assert "<dd>1</dd>" in page
    assert "M-1" not in page
    assert "can be decided by nobody" not in page
    assert "overdue" in town.browser(town.person("Vera", role="reviewer")).get("/desk").text


def test_the_end_of_a_benefit_that_nobody_confirms_is_overdue_and_passed_on(
    small_town_with_reduced_access: Town,
) -> None:
    town = small_town_with_reduced_access
    town.member("M-1")
    town.refresh()
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    town.later(days=14 + 30)  # notice, then the time to decide
    reviewer = town.browser(town.person("Rosa", role="reviewer"))
    assert "A benefit is to end" in reviewer.get("/desk").text
    assert "overdue" not in reviewer.get("/desk").text
    town.later(days=1)
    desk = again(town, "Rosa").get("/desk").text
    assert "overdue" in desk
    assert "passed on 1 time" in desk
    late_ones = town.browser(town.person("Sami", role="steward")).get("/late").text
    assert f"<code>{the_case(town, 'M-1', 'longer_lending').case_id}</code>" in late_ones
    assert any(text.startswith("We have not decided about +2 lending days in time.") for text in told(town, "M-1"))
    town.later(days=31)
    assert "passed on 2 times" in again(town, "Rosa").get("/desk").text
    assert the_case(town, "M-1", "longer_lending").is_in_effect(town.instance.today)


def test_a_steward_sees_what_nobody_can_decide(small_contested_town: Town) -> None:
    town = small_contested_town
    member, recorder = town.browser(town.member("M-1")), town.person("Ines", role="reviewer")
    town.take(late("p1", "M-1", "2026-03-02"), by=recorder)
    dispute(member)
    steward = town.browser(town.person("Sami", role="steward"))
    assert "1 matter can be decided by nobody" in steward.get("/late").text
    assert "who recorded a fact" in town.browser(recorder).get("/desk").text
    town.person("Vera", role="reviewer")
    assert "can be decided by nobody" not in steward.get("/late").text


def test_notices_keep_their_subject_in_each_language_of_the_pages() -> None:
    assert LANGUAGES == LANGUAGES_OF_PAGES
