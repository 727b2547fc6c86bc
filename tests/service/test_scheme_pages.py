"""The pages about the scheme and its changes, through HTTP: steward, member, public."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from isonomia.service.erasures.erasures import erase
from isonomia.service.members.joining import invite
from isonomia.service.refusal import Objection
from isonomia.service.scheme_versions import prepare
from isonomia.service.scheme_versions.tables import scheme_version, version_difference
from service.changing import FIRST, FROM_TEN, SECOND, THIRD, bring, changed, told
from service.conftest import Town, hours, late

FORM = {"text": SECOND, "summary": "A late fee weighs less."}


def states(town: Town) -> list[tuple[int, str]]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(select(scheme_version.c.version, scheme_version.c.state).order_by("version"))
        return [(number, state) for number, state in rows]


@pytest.mark.parametrize("path", ["", "/announce", "/discard", "/withdraw"])
def test_only_stewards_change_the_scheme(small_town: Town, path: str) -> None:
    member = small_town.member("M-1")
    data = {**FORM, "version": "2", "day": "2026-03-17", "reason": "x"}
    for who, status in (("", 401), (member, 403), (small_town.person("Alma", role="auditor"), 403)):
        assert small_town.browser(who).post(f"/steward/scheme{path}", data=data).status_code == status
    assert small_town.browser(member).get("/steward/scheme").status_code == 403
    assert states(small_town) == [(1, "announced")]


def test_proposed_seen_confirmed_withdrawn(small_town: Town) -> None:
    first, second = small_town.person("Sami", role="steward"), small_town.person("Noor", role="steward")
    member = small_town.member("M-1")
    small_town.take(late("p1", "M-1", "2026-03-02"))
    browser = small_town.browser(first)
    assert "notice runs up to and including 16 March 2026" in browser.get("/steward/scheme").text
    assert browser.post("/steward/scheme", data=FORM).headers["location"] == "/steward/scheme"
    again = browser.post("/steward/scheme", data={**FORM, "text": THIRD})
    assert (again.status_code, states(small_town)) == (409, [(1, "announced"), (2, "proposed")])
    small_town.refresh()
    page = browser.get("/steward/scheme").text
    assert "You proposed it: another steward confirms." in page
    assert (
        "Rule Late payment: points is now CASE WHEN nth &gt; 2 THEN -15 ELSE -3 END; it was CASE WHEN nth &gt; 2 THEN -20 ELSE -5 END"
        in page
    )
    assert "Score the same" in page
    confirm = {"version": "2", "day": "2026-03-17"}
    assert browser.post("/steward/scheme/announce", data=confirm).status_code == 403
    other = small_town.browser(second)
    assert 'name="day" value="2026-03-17"' in other.get("/steward/scheme").text
    small_town.later(days=1)
    other = small_town.browser(second)
    moved = other.post("/steward/scheme/announce", data=confirm)
    assert (moved.status_code, "Announced today it would take effect on 18 March 2026." in moved.text) == (409, True)
    assert other.post("/steward/scheme/announce", data={**confirm, "day": "2026-03-18"}).status_code == 303
    assert other.post("/steward/scheme/announce", data={**confirm, "day": "2026-03-18"}).status_code == 409
    assert (
        "From 18 March 2026 on other rules hold. A late fee weighs less."
        in small_town.browser(member).get("/me/notices").text
    )
    assert other.post("/steward/scheme/discard", data={"version": "2"}).status_code == 409
    assert other.post("/steward/scheme/withdraw", data={"version": "2", "reason": "Too soon."}).status_code == 303
    assert "does not come. Too soon." in small_town.browser(member).get("/me/notices").text
    assert states(small_town) == [(1, "announced"), (2, "withdrawn")]


def kept(town: Town) -> list[tuple[str, date]]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(select(version_difference.c.member, version_difference.c.day).order_by("member"))
        return [(member, day) for member, day in rows]


def test_what_it_does_to_each_member_is_computed_behind_the_page(town: Town) -> None:
    steward = town.person("Sami", role="steward")
    members = {name: town.member(name) for name in ("M-1", "M-2", "M-3")}
    town.take(late("p1", "M-1", "2026-03-02"))
    browser = town.browser(steward)
    confirm = {"version": "2", "day": "2026-03-17"}
    assert browser.post("/steward/scheme", data=FORM).status_code == 303
    page = browser.get("/steward/scheme").text
    assert "Being computed: 0 of 3 members." in page
    assert "Announce it" not in page
    early = browser.post("/steward/scheme/announce", data=confirm)
    assert (early.status_code, "is being computed" in early.text) == (409, True)
    town.refresh()
    assert kept(town) == [(name, date(2026, 3, 17)) for name in members]
    assert "Score the same" in browser.get("/steward/scheme").text
    town.take(hours("h1", "M-2", "2026-03-02"))  # the ledger moves on, and a member goes, before it is announced
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, members["M-3"])
    assert kept(town) == [(name, date(2026, 3, 17)) for name in ("M-1", "M-2")]
    assert browser.post("/steward/scheme/announce", data=confirm).status_code == 303
    assert kept(town) == []
    assert "On that day your score stays 6." in told(town, "M-2")[0]


def test_the_differences_are_those_of_the_day_on_which_it_takes_effect(small_town: Town) -> None:
    browser = small_town.browser(small_town.person("Sami", role="steward"))
    small_town.member("M-1")
    browser.post("/steward/scheme", data=FORM)
    small_town.refresh()
    small_town.clock.moment += timedelta(days=1)
    browser = small_town.browser(small_town.person("Noor", role="steward"))
    page = browser.get("/steward/scheme").text
    assert "What it does to each member is being computed." in page
    assert "Announce it" not in page
    small_town.refresh()
    assert kept(small_town) == [("M-1", date(2026, 3, 18))]
    assert "Announce it for 18 March 2026" in browser.get("/steward/scheme").text
    assert browser.post("/steward/scheme/discard", data={"version": "2"}).status_code == 303
    assert kept(small_town) == []


def test_a_faulty_text_is_shown_with_its_place(small_town: Town) -> None:
    browser = small_town.browser(small_town.person("Sami", role="steward"))
    answer = browser.post("/steward/scheme", data={**FORM, "text": FIRST.replace("days_late > 30", "dais_late > 30")})
    assert answer.status_code == 422
    assert "when: dais_late &gt; 30" in answer.text
    assert "^^^^^^^^^" in answer.text
    assert "dais_late" in answer.text.split("<textarea")[1]  # what was written is not lost
    unlawful = browser.post(
        "/steward/scheme", data={**FORM, "text": FIRST.replace("kind: attendance", "kind: location")}
    )
    assert unlawful.status_code == 422
    assert "watches what people say, where they are or how they live" in unlawful.text
    assert states(small_town) == [(1, "announced")]


def test_what_became_unlawful_since_cannot_be_announced(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = small_town.browser(small_town.person("Sami", role="steward"))
    browser.post("/steward/scheme", data=FORM)
    found = Objection("AIA999", "scheme.yaml:1:1", "made up for this test", "change it")
    monkeypatch.setattr(prepare, "objections", lambda _scheme, _day: iter([found]))
    page = browser.get("/steward/scheme").text
    assert "It cannot be announced: scheme.yaml:1:1: AIA999 made up for this test" in page
    assert "Announce it" not in page
    answer = browser.post("/steward/scheme/announce", data={"version": "2", "day": "2026-03-17"})
    assert (answer.status_code, states(small_town)) == (409, [(1, "announced"), (2, "proposed")])
    assert browser.post("/steward/scheme/discard", data={"version": "2"}).status_code == 303
    assert states(small_town) == [(1, "announced"), (2, "withdrawn")]


def test_a_file_is_taken_as_it_is(small_town: Town) -> None:
    browser = small_town.browser(small_town.person("Sami", role="steward"))
    files = {"file": ("new.yaml", SECOND.encode(), "application/yaml")}
    assert browser.post("/steward/scheme", data={"summary": "x"}, files=files).status_code == 303
    small_town.refresh()
    assert browser.post("/steward/scheme/announce", data={"version": "2", "day": "2026-03-17"}).status_code == 303
    assert small_town.browser().get("/scheme/versions/2/scheme.yaml").text == SECOND
    small_town.later(days=15)
    browser = small_town.browser(small_town.person("Noor", role="steward"))
    wrong = {"file": ("new.yaml", b"\xff\xfe\x00", "application/yaml")}
    assert browser.post("/steward/scheme", data={"summary": "x"}, files=wrong).status_code == 422


def test_a_member_sees_the_own_difference_exactly(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    one, other = small_town.member("M-1"), small_town.member("M-2")
    small_town.take(hours("h1", "M-1", "2026-03-02"))
    small_town.later(days=7)
    browser = small_town.browser(one)
    assert browser.get("/me/scheme-change").status_code == 404
    bring(small_town, changed(FIRST, FROM_TEN), steward, summary="Friends from five points.")
    assert "What that does to your standing" in browser.get("/me").text
    page = browser.get("/me/scheme-change").text
    assert "That is better for you." in page
    assert page.index("<dd>6</dd>") < page.index("Visitor") < page.index("Friend</dd>")
    assert "Nothing moves on that day." in small_town.browser(other).get("/me/scheme-change").text
    assert "Your band goes from Visitor to Friend." in browser.get("/me/notices").text
    small_town.later(days=15)
    browser = small_town.browser(one)
    assert "Friend" in browser.get("/me").text
    assert "My standing on that day" not in browser.get("/me/scheme-change").text


def test_everybody_can_read_every_version(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    bring(small_town, SECOND, steward, summary="Milder.")
    nobody = small_town.browser()
    front = nobody.get("/").text
    assert "From 17 March 2026 on other rules hold." in front
    assert "ELSE -5 END" in front
    small_town.later(days=15)
    bring(small_town, THIRD, steward, summary="More for help.")
    front = nobody.get("/").text
    assert "ELSE -3 END" in front
    assert "__v" not in front
    page = nobody.get("/scheme/versions").text
    assert [word in page for word in ("Milder.", "More for help.", "in force", "past", "announced")] == [True] * 5
    second = nobody.get("/scheme/versions/2").text
    assert "it was CASE WHEN nth &gt; 2 THEN -20 ELSE -5 END" in second
    assert "+     points: CASE WHEN nth &gt; 2 THEN -15 ELSE -3 END" in second
    assert nobody.get("/scheme/versions/1/scheme.yaml").text == FIRST
    assert nobody.get("/scheme/versions/4").status_code == 404
    assert nobody.get("/scheme/versions/x").status_code == 422


def test_the_check_is_told_with_what_a_person_must_judge(small_town: Town) -> None:
    steward = small_town.person("Sami", role="steward")
    line = "    compatibility: members are told at joining that late fees count here; the same treasurer keeps both lists\n"
    bring(small_town, changed(FIRST, (line, "")), steward)
    assert "Nothing was found. That does not establish that the scheme is lawful." in small_town.browser().get("/").text
    page = small_town.browser().get("/scheme/versions/2").text
    assert "A person must judge one point." in page
    assert "To judge: Whether people consented to this very use of these facts." in page


def test_the_schemes_own_words_are_marked_with_their_language(small_town: Town) -> None:
    browser, nora = small_town.browser(), small_town.person("Nora", "M-8")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, nora)
    for address, times in (("/", 2), ("/sign-in", 1), (f"/join/{token}", 2)):
        german = browser.get(address, headers={"accept-language": "de"}).text
        assert german.count(f'<span lang="en">{small_town.instance.name}</span>') == times, (
            "in the head and the heading"
        )
        assert "&lt;span" not in german
        assert '<span lang="en">' not in browser.get(address, headers={"accept-language": "en"}).text


def test_what_may_be_recorded_is_marked_with_its_language(small_town: Town) -> None:
    browser, nora = small_town.browser(), small_town.person("Nora", "M-8")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, nora)
        scheme = small_town.instance.version(connection).scheme
    german = browser.get(f"/join/{token}", headers={"accept-language": "de"}).text
    for source in scheme.file.sources.values():
        described = " ".join(field.description or name for name, field in source.fields.items())
        for words in (source.purpose, source.verified_by, described):
            assert f'<span lang="en">{words}</span>' in german
    mia = small_town.member("M-9")
    small_town.take(hours("e1", "M-9", small_town.instance.today.isoformat()))
    page = small_town.browser(mia).get("/me/fact?source=hours&event=e1", headers={"accept-language": "de"}).text
    for name, field in scheme.file.sources["hours"].fields.items():
        assert f'<dt><span lang="en">{field.description or name}</span></dt>' in page


def test_findings_are_in_the_readers_language(small_town: Town) -> None:
    line = "    compatibility: members are told at joining that late fees count here; the same treasurer keeps both lists\n"
    bring(small_town, changed(FIRST, (line, "")), small_town.person("Sami", role="steward"))
    page = small_town.browser().get("/scheme/versions/2", headers={"accept-language": "de"}).text
    section = page.partition("Was das Recht dazu sagt")[2].partition("</section>")[0]
    assert "DSGVO 6(4)" in section
    assert not re.search(r"\b(the|of|and|members|people)\b", re.sub(r"<[^>]*>", " ", section))
    assert 'lang="en"' not in section


@pytest.mark.parametrize("dialect", ["postgres", "duckdb", "spark"])
def test_the_query_of_each_engine(small_town: Town, dialect: str) -> None:
    answer = small_town.browser().get(f"/scheme.sql?dialect={dialect}")
    assert answer.status_code == 200
    assert "volunteer_hours" in answer.text


def test_no_query_of_an_unknown_engine(small_town: Town) -> None:
    assert small_town.browser().get("/scheme.sql?dialect=oracle").status_code == 422
