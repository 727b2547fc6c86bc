"""Recovery codes: once each, ten at a time, and an answer that tells nothing."""

import re

from sqlalchemy import event, select
from starlette.testclient import TestClient

from isonomia.service.audit.entries import entries
from isonomia.service.notices.notices import notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.recovery.tables import recovery_code
from service.conftest import Town

CODE = r"<code>([0-9A-Z]{5}(?:-[0-9A-Z]{5}){4})</code>"


def codes_of(browser: TestClient) -> list[str]:
    page = browser.post("/account/recovery-codes")
    assert page.headers["cache-control"] == "no-store"
    found = re.findall(CODE, page.text)
    assert len(set(found)) == 10
    return found


def enter(browser: TestClient, code: str) -> int:
    return browser.post("/sign-in/recovery-code", data={"code": code}).status_code


def test_a_code_signs_in_once_and_its_member_is_told(town: Town) -> None:
    person_id = town.member("M-1")
    codes = codes_of(town.browser(person_id))
    browser = town.browser()
    assert enter(browser, codes[0]) == 303
    assert "9 codes are left." in browser.get("/account").text
    assert enter(town.browser(), codes[0]) == 403
    with town.instance.database.reading() as connection:
        told = notices_of(connection, "M-1")[0]
        assert words_of(told.kind, told.parameters).startswith("You signed in with a recovery code; 9 are left.")
        assert [item.act for item in entries(connection)] == ["code-used", "codes-made"]


def test_a_code_is_read_as_people_write_it(small_town: Town) -> None:
    codes = codes_of(small_town.browser(small_town.person("Rosa", role="reviewer")))
    assert enter(small_town.browser(), codes[0].lower().replace("-", " ")) == 303
    assert enter(small_town.browser(), f"  {codes[1].replace('-', '').replace('0', 'o').replace('1', 'l')} ") == 303


def test_a_new_set_ends_the_old_one(small_town: Town) -> None:
    browser = small_town.browser(small_town.member("M-1"))
    old, new = codes_of(browser), codes_of(browser)
    assert enter(small_town.browser(), old[0]) == 403
    assert enter(small_town.browser(), new[0]) == 303


def test_codes_are_kept_as_digests(small_town: Town) -> None:
    codes = codes_of(small_town.browser(small_town.member("M-1")))
    with small_town.instance.database.reading() as connection:
        kept = str(connection.execute(select(recovery_code)).all())
    assert all(code not in kept and code.replace("-", "") not in kept for code in codes)


def test_every_wrong_code_is_answered_alike(small_town: Town) -> None:
    """The same words after the same statements, whether the code was used, replaced, mistyped or never made."""
    browser = small_town.browser(small_town.member("M-1"))
    replaced = codes_of(browser)[0]
    used, *_rest = codes_of(browser)
    assert enter(small_town.browser(), used) == 303
    nobody, answers, statements = small_town.browser(), set(), []
    seen: list[str] = []
    event.listen(small_town.instance.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    for code in (used, replaced, used[:-1], "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "x", "' OR 1=1 --"):
        seen.clear()
        answer = nobody.post("/sign-in/recovery-code", data={"code": code})
        answers.add((answer.status_code, answer.text, "set-cookie" in answer.headers))
        statements.append(list(seen))
    assert len(answers) == 1
    assert answers.pop()[0] == 403
    assert all(item == statements[0] for item in statements)


def test_only_so_many_attempts_from_one_network(small_town: Town) -> None:
    code = codes_of(small_town.browser(small_town.member("M-1")))[0]

    def from_network(host: str, text: str) -> int:
        browser = small_town.browser()
        browser._transport.client = (host, 1)  # type: ignore[attr-defined]
        return enter(browser, text)

    assert {from_network(f"192.0.2.{n}", "wrong") for n in range(10)} == {403}
    assert from_network("192.0.2.99", "wrong") == 429
    assert from_network("192.0.2.99", code) == 429  # a right one too
    assert from_network("192.0.3.1", "wrong") == 403
    assert {from_network(f"2001:db8:0:{n:x}::1", "wrong") for n in range(10)} == {403}
    assert from_network("2001:db8:0:ff::1", "wrong") == 429
    assert from_network("2001:db8:0:100::1", "wrong") == 403
    small_town.later(minutes=15)
    assert from_network("192.0.2.99", code) == 303


def test_no_address_is_kept(small_town: Town) -> None:
    from isonomia.service.access.tables import attempt

    browser = small_town.browser()
    browser._transport.client = ("192.0.2.7", 1)  # type: ignore[attr-defined]
    enter(browser, "wrong")
    with small_town.instance.database.reading() as connection:
        (row,) = connection.execute(select(attempt)).all()
    assert "192.0" not in str(row)
    small_town.later(minutes=15)
    enter(small_town.browser(), "wrong")
    with small_town.instance.database.reading() as connection:
        assert len(connection.execute(select(attempt)).all()) == 1  # the earlier one is forgotten


def test_codes_end_the_reminder_of_an_invitation(small_town: Town) -> None:
    from isonomia.service.members.joining import invite

    person_id = small_town.person("Rosa", role="auditor")
    with small_town.instance.database.writing() as connection:
        token = invite(connection, small_town.instance, person_id)
    browser = small_town.browser()
    browser.post(f"/invitation/{token}")
    assert "set up a way to sign in" in browser.get("/audit").text
    codes_of(browser)
    assert "set up a way to sign in" not in browser.get("/audit").text
