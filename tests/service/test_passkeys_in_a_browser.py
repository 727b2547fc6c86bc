"""Passkeys in Chromium with a virtual authenticator: from the invitation to signing in again; and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from isonomia.scheme.scheme import Scheme
from isonomia.service.app import application
from isonomia.service.clock import SystemClock
from isonomia.service.config import Settings
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.members.joining import invite, make_person
from service.chromium import chromium_running
from service.live import free_port, listening


@pytest.fixture
def running(scheme: Scheme, tmp_path: Path) -> Iterator[Instance]:
    """An instance that listens on this machine, by the machine's clock."""
    port = free_port()
    settings = Settings(database=f"sqlite:///{tmp_path / 'instance.db'}", origin=f"http://localhost:{port}")
    instance = open_instance(scheme, settings, SystemClock())
    with listening(application(instance), port):
        yield instance
    instance.database.close()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with chromium_running() as browser:
        yield browser


def link_of(instance: Instance, name: str, member: str | None) -> str:
    with instance.database.writing() as connection:
        person_id = make_person(connection, name, member, instance.now)
        return f"{instance.settings.origin}/invitation/{invite(connection, instance, person_id)}"


def device_of(page: Page) -> None:
    """Give the browser a device that verifies its person."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_from_the_invitation_to_signing_in_again(running: Instance, chromium: Browser) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    device_of(page)
    page.goto(link_of(running, "Ada", "M-1"))
    page.get_by_role("button", name="Join").press("Enter")
    page.get_by_role("link", name="set up a way to sign in").press("Enter")
    page.get_by_label("Name of the device").fill("Ada's phone")
    page.get_by_role("button", name="Add a passkey").press("Enter")
    page.get_by_role("rowheader", name="Ada's phone").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    page.get_by_role("link", name="Sign in").press("Enter")
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    page.get_by_role("link", name="My standing").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "My standing"
    page.goto(f"{running.settings.origin}/account")
    page.get_by_role("button", name="Add a passkey").press("Enter")  # the device has one for Ada already
    page.get_by_text("No passkey was added").wait_for()
    assert complaints == []


def test_with_scripts_off_recovery_codes_are_the_way_back(running: Instance, chromium: Browser) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(link_of(running, "Rosa", None))
    page.get_by_role("button", name="Come in").press("Enter")
    assert page.get_by_text("Adding a passkey needs a script").is_visible()
    page.get_by_role("button", name="Make ten new codes").press("Enter")
    code = page.get_by_role("listitem").locator("code").first.inner_text()
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    page.get_by_role("link", name="Sign in").press("Enter")
    assert page.get_by_text("scripts are off here").is_visible()
    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    page.get_by_label("Recovery code").fill(code)
    page.get_by_role("button", name="Sign in with the code").press("Enter")
    assert page.get_by_text("9 codes are left.").is_visible()
