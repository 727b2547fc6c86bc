"""A member finds out why a point was lost and contests it, in a real browser: by keyboard alone, with scripts off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from isonomia.service.access.sessions import begin_session
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.instance.instance import open_instance
from service.chromium import chromium_running
from service.conftest import START, Town, late
from service.contested import contested_scheme
from service.live import free_port, listening

MOST_TABS = 80


@pytest.fixture
def served_town(tmp_path: Path) -> Iterator[Town]:
    """An instance behind a real server."""
    port = free_port()
    settings = Settings(database=f"sqlite:///{tmp_path / 'instance.db'}", origin=f"http://localhost:{port}")
    clock = SetClock(START)
    instance = open_instance(contested_scheme(), settings, clock)
    with listening(application(instance), port):
        yield Town(instance, clock)
    instance.database.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with chromium_running() as browser:
        yield browser


def signed_in(chromium, town: Town, person_id: str) -> Page:
    """A page without scripts, signed in."""
    context = chromium.new_context(java_script_enabled=False, base_url=town.instance.settings.origin)
    with town.instance.database.writing() as connection:
        token = begin_session(connection, person_id, "passkey", town.instance.now)
    context.add_cookies([{"name": "isonomia", "value": token, "url": town.instance.settings.origin}])
    return context.new_page()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is named has the focus."""
    for _time in range(MOST_TABS):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def follow(page: Page, selector: str) -> None:
    """Activate a link or a button with Enter, and wait for the page that it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_a_lost_point_to_the_reasons_by_keyboard_with_scripts_off(chromium, served_town: Town) -> None:
    town = served_town
    member, reviewer = town.member("M-1"), town.person("Rosa", role="reviewer")
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()

    page = signed_in(chromium, town, member)
    page.goto("/me")
    follow(page, "main a[href='/me/statement']")  # the first click
    follow(page, "main a[href^='/me/fact?']")  # the second: why the point was lost
    assert page.locator("h1").inner_text() == "Fee paid 40 days late (number 1 within twelve months)"
    assert "rule late_payment" in page.locator("main").inner_text()
    tab_to(page, "#grounds")
    page.keyboard.type("I paid on the first of January.")
    follow(page, "main button")
    assert "open" in page.locator("dl.file").first.inner_text()
    dispute = page.url

    desk = signed_in(chromium, town, reviewer)
    desk.goto("/desk")
    follow(desk, "main table a")
    assert "I paid on the first of January." in desk.locator("main").inner_text()
    tab_to(desk, "input[name=outcome]")
    desk.keyboard.press("Space")
    tab_to(desk, "#reasons")
    desk.keyboard.type("The bank confirms the first of January.")
    follow(desk, "form[action$='/decide'] button")
    assert "Nothing waits." in desk.locator("main").inner_text()

    page.goto("/me/notices")
    follow(page, f"main a[href='{dispute.removeprefix(town.instance.settings.origin)}']")
    read = page.locator("main").inner_text()
    assert "upheld: the fact no longer counts" in read
    assert "The bank confirms the first of January." in read
    assert "member board" in read
    assert "Rosa" not in read
    page.goto("/me")
    assert page.locator(".standing dd").first.inner_text() == "12"
