"""A badge: shown by choice, gone at once, and nothing but the band."""

from xml.etree import ElementTree as ET

import pytest

from isonomia.service.badges.badges import Shown
from isonomia.service.badges.picture import picture
from isonomia.service.erasures.erasures import erase
from isonomia.service.members.joining import join, leave
from service.conftest import Town, hours
from service.test_erasures import MARKS, everything

SVG = "{http://www.w3.org/2000/svg}"


def address_of(town: Town, person_id: str) -> str:
    """Switch on; where the badge is."""
    browser = town.browser(person_id)
    assert "/badges/" not in browser.get("/me/badge").text
    assert browser.post("/me/badge", data={"on": "yes"}).status_code == 303
    page = browser.get("/me/badge").text
    return "/badges/" + page.split('src="/badges/')[1].split('"')[0]


def words(svg: str) -> list[str]:
    return [item.text or "" for item in ET.fromstring(svg).iter(f"{SVG}text")]


def test_it_shows_the_band_and_follows_it(town: Town) -> None:
    person_id = town.member("M-1")
    town.refresh()
    assert town.browser().get("/badges/anything.svg").status_code == 404
    address = address_of(town, person_id)
    answer = town.browser().get(address)
    assert words(answer.text) == ["Riverside time bank", "Visitor"]
    assert "M-1" not in answer.text
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers
    town.take(hours("h1", "M-1", "2026-03-02"), hours("h2", "M-1", "2026-03-02"))
    town.later(days=7)
    assert words(town.browser().get(address).text)[1] == "Friend"


def test_switched_off_it_is_gone_and_comes_back_elsewhere(small_town: Town) -> None:
    town = small_town
    person_id = town.member("M-1")
    town.refresh()
    address = address_of(town, person_id)
    browser = town.browser(person_id)
    browser.post("/me/badge", data={"on": "yes"})
    assert address in browser.get("/me/badge").text  # again: the same
    for _time in range(2):
        assert browser.post("/me/badge").status_code == 303
    gone = town.browser().get(address)
    assert (gone.status_code, gone.headers["cache-control"]) == (404, "no-store")
    assert address_of(town, person_id) != address


@pytest.mark.parametrize("way", ["leaves", "is erased"])
def test_who_leaves_or_is_erased_shows_nothing(small_town: Town, way: str) -> None:
    town = small_town
    person_id = town.member("MARK-77")
    town.refresh()
    address = address_of(town, person_id)
    exported = town.browser(person_id).get("/me/export.json").json()["tables"]["badge"]
    assert [f"/badges/{row['badge_id']}.svg" for row in exported] == [address]
    with town.instance.database.writing() as connection:
        if way == "leaves":
            leave(connection, town.instance, person_id, "MARK-77")
        else:
            erase(connection, town.instance, person_id)
    assert town.browser().get(address).status_code == 404
    if way == "is erased":
        assert [mark for mark in (*MARKS, person_id) if mark in everything(town)] == []
        return
    town.clock.moment += town.clock.moment.resolution
    with town.instance.database.writing() as connection:
        version = town.instance.version(connection)
        join(connection, town.instance, person_id, (), version, version.digest)
    assert town.browser().get(address).status_code == 404  # joined again: off until it is switched on


def test_who_may_switch(small_town: Town) -> None:
    assert small_town.browser().get("/me/badge").status_code == 303
    steward = small_town.browser(small_town.person("Sami", role="steward"))
    assert steward.get("/me/badge").status_code == 403
    assert steward.post("/me/badge", data={"on": "yes"}).status_code == 403


def test_words_of_a_scheme_cannot_become_markup() -> None:
    evil = '<script>alert(1)</script>"&\x00\x1b' + "x" * 100
    root = ET.fromstring(picture(Shown(evil, "Ä & Ö")))
    assert [item.tag for item in root.iter() if "script" in item.tag] == []
    first, second = (item.text or "" for item in root.iter(f"{SVG}text"))
    assert first.startswith('<script>alert(1)</script>"&  x')
    assert len(first) == 60
    assert second == "Ä & Ö"
    assert root.attrib["aria-label"] == f"{first}: {second}"
