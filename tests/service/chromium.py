"""The browser that tests drive: the system's Chromium, by the names that systems give it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from isonomia.service.demonstration.month import BROWSERS


@contextmanager
def chromium_running() -> Iterator[Browser]:
    """A browser while the block runs; a missing one fails the test, and says what to install."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert found is not None, "install Chromium (Debian, Ubuntu: apt install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
