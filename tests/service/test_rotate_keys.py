"""Changing keys, as a deed: whole or not at all, one after another, noted, by commands, and in backups."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.scheme.scheme import Scheme
from isonomia.service.access.actor import Role
from isonomia.service.audit.entries import entries
from isonomia.service.credentials.rotate import rotate_credential_key
from isonomia.service.credentials.tables import signing_key
from isonomia.service.credentials.verify import Verdict
from isonomia.service.log.publish import publish
from isonomia.service.log.rotate import rotate_log_key
from isonomia.service.log.tables import log_succession
from isonomia.service.verification.log import findings_in_log
from isonomia.transparency.key import VerifierKey
from isonomia.transparency.succession import parse_successions
from service.conftest import Town, hours
from service.rotating import key_ids, rotate_credentials, rotate_in, rotate_log, rotated_all, signers, state
from service.test_credentials import checked, friend, listed, made
from service.test_interruptions import FAULTS, KILLED, Made


@pytest.mark.parametrize("days", [90, None])
def test_a_crash_before_the_end_leaves_the_old_keys_in_force(town: Town, days: int | None) -> None:
    browser = town.browser(friend(town))
    publish(town.instance)
    text = made(town, browser)
    before = state(town)
    until = town.instance.today + timedelta(days=days) if days is not None else None

    def break_down() -> None:
        with town.instance.database.writing() as connection:
            rotate_log_key(connection, town.instance, until)
            rotate_credential_key(connection, town.instance, is_leaked=until is None)
            raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        break_down()
    assert state(town) == before
    assert checked(town, text, status=listed(town)).verdict is Verdict.VALID


@pytest.mark.parametrize("fault", list(FAULTS))
def test_killed_at_the_commit_it_is_whole_or_not_at_all(town: Town, scheme: Scheme, fault: str) -> None:
    person_id = friend(town)
    publish(town.instance)
    text = made(town, town.browser(person_id))
    before = state(town)
    town.instance.database.close()
    child = os.fork()
    if child == 0:
        try:
            instance = Made(scheme, town.instance.settings.database).open()
            FAULTS[fault](instance.database, 1)
            rotated_all(instance)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == (1 if fault == "failed" else KILLED)
    is_done = fault == "killed after"
    assert (state(town) == before) is not is_done
    assert checked(town, text, status=listed(town)).holds is not is_done
    with town.instance.database.reading() as connection:
        assert len(connection.execute(select(log_succession.c.number)).all()) == is_done
        assert list(findings_in_log(connection)) == []


SECOND: dict[str, Callable[[Town], object]] = {
    "the same": lambda town: rotated_all(town.instance),
    "of credentials": lambda town: rotate_credentials(town, leaked=True),
    "of the log": rotate_log,
    "a checkpoint": lambda town: publish(town.instance),
}


@pytest.mark.parametrize("second", list(SECOND))
def test_who_comes_second_waits_and_finds_the_new_keys(town: Town, second: str) -> None:
    """Otherwise two keys were present at a time, or a checkpoint was left under a key that had just been followed."""
    person_id = friend(town)
    made(town, town.browser(person_id))
    publish(town.instance)
    town.take(hours("h9", "M-1", "2026-03-02"))
    with ThreadPoolExecutor(1) as pool:
        with town.instance.database.writing() as connection:
            rotate_in(connection, town.instance)
            other = pool.submit(SECOND[second], town)
            sleep(0.3)  # long enough to reach what it has to wait for
            assert not other.done()
        other.result(timeout=30)
    browser = town.browser(person_id)
    found = parse_successions(browser.get("/log/successions").content)
    assert len(found) == (2 if second in ("the same", "of the log") else 1)
    present = VerifierKey.parse(browser.get("/log/key").text.strip())
    assert found[-1].successor == present
    assert signers(browser.get("/log/checkpoint").content)[0] == present.id.hex()
    assert len(key_ids(town)) == 1
    with town.instance.database.reading() as connection:
        assert list(findings_in_log(connection)) == []
        wanted = select(signing_key.c.key_id).where(signing_key.c.retired_at.is_(None))
        assert len(connection.execute(wanted).all()) == 1


def test_changing_is_noted(town: Town) -> None:
    ids = [rotate_credentials(town), rotate_credentials(town, leaked=True)]
    ids += [rotate_log(town).id.hex(), rotate_log(town, None).id.hex()]
    with town.instance.database.reading() as connection:
        noted = [(item.actor_id, item.role, item.act, item.about_id) for item in reversed(entries(connection))]
    acts = ["credential-key-changed", "credential-key-leaked", "log-key-changed", "log-key-leaked"]
    assert noted == [("operator", "operator", act, about) for act, about in zip(acts, ids, strict=True)]
    page = town.browser(town.person("Ada", role=Role.AUDITOR)).get("/audit/acts").text
    assert "changed the key that signs the log, as the old one had leaked" in page


def test_what_does_not_hold_is_found_and_not_signed_again(small_town: Town) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    with town.instance.database.writing() as connection:
        note = connection.execute(select(log_succession.c.note)).scalar_one()
        connection.execute(update(log_succession).values(note=bytes(note).replace(b"2026", b"2027")))
    with town.instance.database.reading() as connection:
        assert [str(item) for item in findings_in_log(connection)] == ["log: the signature by localhost is wrong"]
    code, said = admin(town, "log")
    assert (code, "the log does not hold, and no new key signs it" in said) == (2, True)


def admin(town: Town, *words: str, typed: str = "") -> tuple[int, str]:
    town.instance.database.close()
    address = town.instance.settings.database
    done = CliRunner().invoke(app, ["admin", "rotate-key", *words, "--database", address], input=typed)
    return done.exit_code, done.output


def test_by_commands(town: Town, tmp_path: Path) -> None:
    person_id = town.member("M-1")
    publish(town.instance)
    town.browser(person_id)
    code, said = admin(town, "credentials")
    assert code == 0
    assert re.fullmatch(
        r"credentials are signed by a new key: [\w-]{43}\nthose that the old one signed stay valid until their day\n",
        said,
    )
    code, said = admin(town, "log")
    key = town.browser().get("/log/key").text.strip()
    assert code == 0
    assert said.splitlines()[0] == f"the log is signed by a new key: {key}"
    assert "the old one signs beside it up to and with 20" in said
    assert "/log/successions leads from the old one to it" in said
    before = state(town)
    assert admin(town, "log", "--leaked", typed="n\n")[0] == 1
    assert admin(town, "credentials", "--leaked", typed="n\n")[0] == 1
    for wrong in (
        ("log", "--both-until", "2020-01-01"),
        ("log", "--both-until", "soon"),
        ("log", "--both-until", "2999-01-01"),
        ("log", "--leaked", "--both-until", "2027-01-01"),
        ("credentials", "--both-until", "2027-01-01"),
        ("tombstones",),
    ):
        assert admin(town, *wrong)[0] == 2
    assert state(town) == before
    code, said = admin(town, "log", "--leaked", "--yes")
    assert (code, "the old one signs nothing any more" in said, "PRIVATE" in said) == (0, True, False)
    code, said = admin(town, "credentials", "--leaked", typed="y\n")
    assert (code, "0 members had valid ones, and are told" in said) == (0, True)
