"""What asks the database, or makes a page, is never done in the event loop, where all others would wait."""

import asyncio
from collections.abc import Callable

import pytest

from isonomia.service import pages
from isonomia.service.access import declared
from service.conftest import Town


@pytest.mark.parametrize("path", ["/me/statement", "/nowhere", "/people", "/me/consequences/none"])
def test_pages_and_problems_are_made_in_threads(small_town: Town, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    browser = small_town.browser(small_town.member("M-001"))
    in_loop: list[bool] = []

    def noting(done: Callable) -> Callable:
        def note(*given):
            in_loop.append(asyncio.events._get_running_loop() is not None)
            return done(*given)

        return note

    monkeypatch.setattr(declared, "_find_actor", noting(declared._find_actor))
    monkeypatch.setattr(pages, "navigation", noting(pages.navigation))
    assert browser.get(path, headers={"accept": "text/html"}).status_code in (200, 403, 404)
    assert in_loop
    assert not any(in_loop)
