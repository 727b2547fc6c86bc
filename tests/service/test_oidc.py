"""The organisation's sign-in, against a provider on this machine that signs real tokens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.errors import UsageError
from isonomia.service.audit.entries import entries
from isonomia.service.config import settings_from
from isonomia.service.oidc.tables import provider_errand, provider_identity
from service.conftest import Town
from service.live import free_port, listening
from service.openid_provider import CLIENT, SECRET, OpenIDProvider


@dataclass
class Club:
    """A town whose people can sign in at a provider."""

    town: Town
    provider: OpenIDProvider

    def go(self, browser: TestClient, address: str) -> str:
        """Press the button, sign in there, and return the address that the provider sends the browser back to."""
        page = browser.post(address)
        assert page.status_code == 200, page.text
        (onward,) = re.findall(r'<a class="button" href="([^"]+)"', page.text)
        answer = httpx2.get(unescape(onward), follow_redirects=False)
        back = urlsplit(answer.headers["location"])
        assert f"{back.scheme}://{back.netloc}" == self.town.instance.settings.origin
        return f"{back.path}?{back.query}"

    def link(self, browser: TestClient) -> Any:
        return browser.get(self.go(browser, "/account/provider"))

    def sign_in(self, browser: TestClient) -> Any:
        return browser.get(self.go(browser, "/sign-in/provider"))

    def linked(self) -> list[tuple[str, str]]:
        with self.town.instance.database.reading() as connection:
            rows = connection.execute(select(provider_identity.c.person_id, provider_identity.c.subject))
            return [(row.person_id, row.subject) for row in rows]


def _club(town: Town) -> Iterator[Club]:
    port = free_port()
    provider = OpenIDProvider(f"http://localhost:{port}", town.clock.now)
    settings = replace(
        town.instance.settings, oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET
    )
    town.instance = replace(town.instance, settings=settings)
    with listening(provider.app(), port):
        yield Club(town, provider)


@pytest.fixture
def club(small_town: Town) -> Iterator[Club]:
    yield from _club(small_town)


@pytest.fixture
def clubs(town: Town) -> Iterator[Club]:
    yield from _club(town)


def test_a_person_links_and_signs_in(clubs: Club) -> None:
    person_id = clubs.town.member("M-1")
    browser = clubs.town.browser(person_id)
    answer = clubs.link(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert clubs.linked() == [(person_id, "248289761001")]
    assert "You are linked to your account at localhost." in browser.get("/account").text
    other = clubs.town.browser()
    answer = clubs.sign_in(other)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "My standing" in other.get("/me").text
    with clubs.town.instance.database.reading() as connection:
        assert entries(connection)[0].act == "provider-linked"
        assert connection.execute(select(provider_errand)).all() == []


def test_nobody_is_matched_by_what_the_provider_tells_of_them(club: Club) -> None:
    club.town.person("ada@example.org", "ada@example.org")
    club.provider.claims = {"email": "ada@example.org", "email_verified": True, "name": "ada@example.org"}
    answer = club.sign_in(club.town.browser())
    assert (answer.status_code, "Nobody here is linked" in answer.text) == (403, True)
    assert "set-cookie" not in answer.headers


WRONG: list[Callable[[int], dict[str, Any]]] = [
    lambda _now: {"nonce": "another"},
    lambda _now: {"nonce": None},
    lambda _now: {"iss": "http://localhost:1"},
    lambda _now: {"iss": None},
    lambda _now: {"aud": "another club"},
    lambda _now: {"aud": ["another club", "a third"]},
    lambda _now: {"aud": [CLIENT, "another club"]},  # without saying for which of them
    lambda _now: {"azp": "another club"},
    lambda _now: {"aud": None},
    lambda now: {"exp": now - 61},  # a minute may lie between two clocks
    lambda _now: {"exp": None},
    lambda now: {"iat": now + 61},
    lambda now: {"nbf": now + 61},
    lambda _now: {"sub": None},
    lambda _now: {"sub": ""},
    lambda _now: {"sub": ["248289761001"]},
    lambda _now: {"at_hash": "bm90IHRoaXMgb25lISEhIQ"},
]


def test_a_token_with_a_wrong_claim_signs_nobody_in(club: Club) -> None:
    assert club.link(club.town.browser(club.town.member("M-1"))).status_code == 303
    nobody = club.town.browser()
    for wrong in WRONG:
        club.town.clock.moment += timedelta(minutes=15)
        now = int(club.town.clock.now().timestamp())
        club.provider.claims = wrong(now)
        _refused(club, nobody)
    club.provider.claims = {"exp": now - 59}
    assert club.sign_in(club.town.browser()).status_code == 303


def _refused(club: Club, nobody: TestClient) -> None:
    before = club.provider.tokens_given
    answer = club.sign_in(nobody)
    assert (answer.status_code, "The organisation&#39;s sign-in was not accepted." in answer.text) == (403, True)
    assert "set-cookie" not in answer.headers
    assert club.provider.tokens_given == before + 1  # refused for what the token says, not before


def test_a_token_with_a_wrong_signature_signs_nobody_in(club: Club) -> None:
    assert club.link(club.town.browser(club.town.member("M-1"))).status_code == 303
    nobody = club.town.browser()
    for algorithm in ("HS256", "none"):
        club.provider.algorithm = algorithm
        _refused(club, nobody)
    club.provider.algorithm = "RS256"
    assert club.sign_in(club.town.browser()).status_code == 303
    club.provider.signing_key = RSAKey.generate_key(2048)
    _refused(club, nobody)


def test_a_return_serves_once_its_browser_and_ten_minutes(club: Club) -> None:
    browser = club.town.browser(club.town.member("M-1"))
    assert club.link(browser).status_code == 303
    nobody = club.town.browser()
    back = club.go(nobody, "/sign-in/provider")
    assert club.town.browser().get(back).status_code == 403  # a return that was sent to someone else
    assert nobody.get(re.sub("state=[^&]+", "state=x", back)).status_code == 403
    assert nobody.get(back).status_code == 303
    assert nobody.get(back).status_code == 403
    late = club.go(nobody, "/sign-in/provider")
    club.town.later(minutes=10)
    assert nobody.get(late).status_code == 403


def test_what_else_does_not_come_back(club: Club) -> None:
    browser = club.town.browser()
    assert browser.get("/sign-in/provider/return").status_code == 403
    back = club.go(browser, "/sign-in/provider")
    state = parse_qs(urlsplit(back).query)["state"][0]
    refusal = browser.get("/sign-in/provider/return", params={"state": state, "error": "access_denied"})
    assert refusal.status_code == 403
    back = club.go(browser, "/sign-in/provider")
    assert browser.get(re.sub("iss=[^&]+", "iss=http://evil.example", back)).status_code == 403
    back = club.go(browser, "/sign-in/provider")
    assert browser.get(re.sub("code=[^&]+", "code=guessed", back)).status_code == 403
    assert club.provider.tokens_given == 0


def test_only_who_began_to_link_is_linked(club: Club) -> None:
    first, second = club.town.member("M-1"), club.town.member("M-2")
    browser = club.town.browser(first)
    back = club.go(browser, "/account/provider")
    errand = browser.cookies["isonomia-errand"]
    other = club.town.browser(second)
    other.cookies.set("isonomia-errand", errand)
    assert other.get(back).status_code == 403
    assert club.linked() == []
    browser = club.town.browser(first)
    back = club.go(browser, "/account/provider")
    browser.post("/sign-out")
    assert browser.get(back).status_code == 403
    assert club.linked() == []


def test_an_identity_is_one_person_and_a_person_one_identity(club: Club) -> None:
    first, second = (club.town.browser(club.town.member(member)) for member in ("M-1", "M-2"))
    assert club.link(first).status_code == 303
    assert club.link(second).status_code == 409
    club.provider.subject = "another"
    assert club.link(first).status_code == 409
    assert club.link(second).status_code == 303
    answer = second.post("/account/provider/unlink")
    assert (answer.status_code, "This is your last way in." in answer.text) == (409, True)
    second.post("/account/recovery-codes")
    assert second.post("/account/provider/unlink").status_code == 303
    assert len(club.linked()) == 1
    assert second.post("/account/provider/unlink").status_code == 404


def test_a_provider_that_is_not_as_it_should_be(club: Club) -> None:
    for configuration, said in (
        ({"issuer": "https://another.example"}, "it calls itself &#39;https://another.example&#39;"),
        ({"token_endpoint": "http://intranet.example/token"}, "its token_endpoint is no https address"),
        ({"jwks_uri": "file:///etc/passwd"}, "its jwks_uri is no https address"),
        ({"padding": "x" * 1_100_000}, "its answer is too long"),
    ):
        club.provider.configuration = configuration
        answer = club.town.browser().post("/sign-in/provider")
        assert (answer.status_code, said in answer.text) == (502, True)


def test_a_provider_that_is_gone(small_town: Town) -> None:
    gone = f"http://localhost:{free_port()}"
    settings = replace(small_town.instance.settings, oidc_issuer=gone, oidc_client_id=CLIENT)
    small_town.instance = replace(small_town.instance, settings=settings)
    answer = small_town.browser().post("/sign-in/provider")
    assert (answer.status_code, "it does not answer" in answer.text) == (502, True)


def test_without_a_provider_there_is_no_such_page(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    for address in ("/sign-in/provider", "/account/provider"):
        assert browser.post(address).status_code == 404
    assert browser.get("/sign-in/provider/return").status_code == 404
    assert "organisation" not in browser.get("/sign-in").text


@pytest.mark.parametrize(
    "issuer", ["http://sign-in.example", "ftp://localhost", "sign-in.example", "https://x.example?y"]
)
def test_an_issuer_that_is_refused_at_the_start(issuer: str) -> None:
    with pytest.raises(UsageError, match="ISONOMIA_OIDC_ISSUER"):
        settings_from({"ISONOMIA_OIDC_ISSUER": issuer, "ISONOMIA_OIDC_CLIENT_ID": "club"})
    with pytest.raises(UsageError, match="ISONOMIA_OIDC_CLIENT_ID is not"):
        settings_from({"ISONOMIA_OIDC_ISSUER": "https://sign-in.example"})
