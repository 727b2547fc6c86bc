"""Every page in a real browser: axe-core finds nothing, and nothing is wider than the window.

axe-core (MPL-2.0) comes in the package axe-playwright-python and is used by tests alone.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route
from starlette.testclient import TestClient

from isonomia.service.pages import LANGUAGES
from service.chromium import chromium_running
from service.conftest import ORIGIN
from service.demonstrated import STEWARD, Demonstrated, Shown, demonstrated

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """async ([standards, rules]) => {
    const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: standards};
    const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
    return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`));
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstrated]:
    with demonstrated(tmp_path_factory.mktemp("demonstration")) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with chromium_running() as browser:
        yield browser


class Looking:
    """A window onto answers of the application: what it asks for, the application is asked in this process."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.browser: TestClient | None = None
        self.html = ""
        context.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        assert self.browser is not None
        assert route.request.url.startswith(ORIGIN), f"a page asked for {route.request.url}"
        if route.request.is_navigation_request():
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
            return
        answer = self.browser.get(route.request.url)
        route.fulfill(body=answer.content, content_type=answer.headers["content-type"])

    def open(self, browser: TestClient, path: str, html: str) -> None:
        self.browser, self.html = browser, html
        self.page.goto(ORIGIN + path, wait_until="load")
        self.page.evaluate(AXE)

    def faults(self, *rules: str) -> list[str]:
        found: list[str] = self.page.evaluate(FOUND, [STANDARDS, list(rules)])
        return found

    def is_too_wide(self) -> bool:
        return bool(self.page.evaluate(OVERFLOW) > 0)


def html_of(shown: Shown, language: str) -> str:
    """The page, after the redirects that lead to it."""
    answer = shown.browser.get(shown.path, headers={"accept-language": language}, follow_redirects=True)
    assert answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html"), shown.route
    if shown.route not in NOT_THERE:
        assert answer.status_code == 200, f"{shown.route}: there is nothing to look at ({answer.status_code})"
    assert re.search(rf'<html lang="{language}"', answer.text), f"{shown.route} is not in {language}"
    return answer.text


NOT_THERE = {"/sign-in/provider/return": "comes back from a provider, and none is configured"}
"""Pages of which the demonstration has only the problem to show."""


def seen(world: Demonstrated, language: str) -> list[tuple[str, TestClient, str, str]]:
    found = [(shown.route, shown.browser, shown.path, html_of(shown, language)) for shown in world.pages()]
    return found + list(answers(world, language))


ENDPOINT = {
    "name": "A club",
    "purpose": "To know.",
    "url": "https://93.184.216.34/hooks",
    "event_type": "standing.changed",
}


def answers(world: Demonstrated, language: str) -> Iterator[tuple[str, TestClient, str, str]]:
    """Pages that answer a form, each with its form's content."""
    for number, (town, who, path, sent) in enumerate(
        (
            (world.community, "Hanna", "/account/recovery-codes", {}),
            (world.community, STEWARD, "/machine-keys", {"name": "a program", "days": "9", "scope": "standings:read"}),
            (world.community, STEWARD, "/machine-keys", {"name": ""}),
            (world.community, STEWARD, "/people", {"name": f"Nils {language}", "member": ""}),
            (world.community, STEWARD, "/webhooks", ENDPOINT),
            (world.community, "", "/credentials/verify", {"credential": "nothing that anyone has signed"}),
            (world.reporting, STEWARD, "/steward/scheme", {"text": "isonomia: 1\nrules: 3\n", "summary": "A change."}),
        )
    ):
        browser = world.browser(town, who)
        answer = browser.post(path, data=sent, headers={"accept-language": language})
        assert answer.status_code in (200, 422), (path, answer.status_code, answer.text)
        yield f"POST {path} ({number}, {answer.status_code})", browser, path, answer.text
    browser = world.browser(world.reporting, STEWARD)
    page = browser.get("/steward/scheme", headers={"accept-language": language})
    yield "/steward/scheme (nothing on its way)", browser, "/steward/scheme", page.text
    browser = world.browser(world.community, "Ines (coordinator)")
    rows = b"event_id,member,occurred_at,hours\nx,M-none,2026-03-01,1\n"
    sent_file = {"file": ("rows.csv", rows)}
    answer = browser.post("/record/hours/upload", files=sent_file, headers={"accept-language": language})
    assert answer.status_code == 200
    yield "POST /record/hours/upload", browser, "/record/hours/upload", answer.text


def test_axe_finds_nothing_on_any_page(chromium: Browser, world: Demonstrated) -> None:
    """In English: everything by day; by night what colours can do wrong, and in a narrow window nothing overflows."""
    context = chromium.new_context(color_scheme="light", viewport=WIDE)
    looking = Looking(context)
    wrong = []
    pages = seen(world, "en")
    assert len(pages) > 50
    for name, browser, path, html in pages:
        looking.page.set_viewport_size(WIDE)
        looking.page.emulate_media(color_scheme="light")
        looking.open(browser, path, html)
        wrong += [f"{name}: {fault}" for fault in looking.faults()]
        looking.page.emulate_media(color_scheme="dark")
        wrong += [f"{name} by night: {fault}" for fault in looking.faults("color-contrast", "link-in-text-block")]
        for size in (WIDE, NARROW):
            looking.page.set_viewport_size(size)
            if looking.is_too_wide():
                wrong.append(f"{name}: wider than {size['width']} px")
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_in_every_language_by_day_and_by_night(
    chromium: Browser, world: Demonstrated, language: str, scheme: str, size: dict[str, int]
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport=size)
    looking = Looking(context)
    wrong = []
    for name, browser, path, html in seen(world, language):
        looking.open(browser, path, html)
        wrong += [f"{name}: {fault}" for fault in looking.faults()]
        if looking.is_too_wide():
            wrong.append(f"{name}: wider than {size['width']} px")
    context.close()
    assert not wrong, "\n".join(wrong)


def test_axe_finds_what_is_wrong(chromium: Browser, world: Demonstrated) -> None:
    """A finder that finds nothing anywhere would pass the tests above."""
    context = chromium.new_context(viewport=NARROW)
    looking = Looking(context)
    browser = world.browser(world.community, "")
    looking.open(browser, "/", "<html><body><img src='data:,'><input><p style='width:900px'>x</p></body></html>")
    found = {fault.split(":")[0] for fault in looking.faults()}
    assert {"html-has-lang", "image-alt", "label"} <= found
    assert looking.is_too_wide()
    context.close()
