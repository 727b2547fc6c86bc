"""The log's key is changed while the service is in use: the log goes on, under both keys, and then under the new one."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.errors import NotVerified
from isonomia.service.doctor.keys import changeover
from isonomia.service.housekeeping.forget import forget
from isonomia.service.instance.tables import setting
from isonomia.service.log.keys import successions
from isonomia.service.log.publish import publish
from isonomia.service.verification.log import findings_in_log
from isonomia.transparency.checkpoint import sign_checkpoint
from isonomia.transparency.key import KeyType, SigningKey
from isonomia.transparency.note import SignedNote
from isonomia.transparency.proof import consistency_proof
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.succession import known_keys
from isonomia.transparency.tree import append
from isonomia.transparency.witness import Witness
from service.conftest import START, Town, hours
from service.rotating import rotate_log, signers
from service.test_log import copy_of_log


def test_the_log_goes_on_under_both_keys_and_then_under_the_new_one(town: Town, tmp_path: Path) -> None:
    town.member("M-1")
    publish(town.instance)
    browser = town.browser()
    old, before = copy_of_log(browser)
    assert browser.get("/log/successions").text == ""
    new = rotate_log(town)
    assert browser.get("/log/key").text == f"{new}\n"
    at_once = browser.get("/log/checkpoint").content  # the same words, under both
    assert signers(at_once) == [new.id.hex(), old.id.hex()]
    assert SignedNote.parse(at_once).text == SignedNote.parse(before.resources["checkpoint"]).text
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    during = browser.get("/log/checkpoint").content
    assert signers(during) == [new.id.hex(), old.id.hex()]
    town.clock.moment += timedelta(days=91)
    town.take(hours("h2", "M-1", "2026-06-01"))
    publish(town.instance)
    key, log = copy_of_log(browser)
    assert (key, signers(log.resources["checkpoint"])) == (new, [new.id.hex()])
    with town.instance.database.reading() as connection:
        assert list(findings_in_log(connection)) == []
        names = set(connection.execute(select(setting.c.name)).scalars())
    assert "log.key.1" in names
    assert forget(town.instance) == 1  # the old key, as it signs nothing any more
    with town.instance.database.reading() as connection:
        assert set(connection.execute(select(setting.c.name)).scalars()) == names - {"log.key.1"}

    Folder(tmp_path / "log").write(log.resources)
    for name, content in (
        ("kept", before.resources["checkpoint"]),
        ("chain", browser.get("/log/successions").content),
        ("old.vkey", str(old).encode()),
        ("new.vkey", str(new).encode()),
    ):
        (tmp_path / name).write_bytes(content)
    size = town.browser().get("/log/checkpoint").text.splitlines()[1]
    for name in ("old.vkey", "new.vkey"):
        words = ["log", "verify", tmp_path / "log", "--key", tmp_path / name, "--since", tmp_path / "kept"]
        done = CliRunner().invoke(app, [*map(str, words), "--successions", str(tmp_path / "chain")])
        assert done.output == (
            "VERIFIED: localhost\n"
            f"  {size} entries; the root that the checkpoint signs is the one that they give\n"
            "  it begins with the 1 entry of the older checkpoint, unchanged\n"
            "  no witness was asked for: that others are shown the same log is not checked\n"
        )
        assert CliRunner().invoke(app, [*map(str, words)]).exit_code in (1, 2)
    forged = (tmp_path / "chain").read_bytes().replace(b"both-until 2026", b"both-until 2027")
    (tmp_path / "chain").write_bytes(forged)
    words = ["log", "verify", tmp_path / "log", "--key", tmp_path / "old.vkey", "--successions", tmp_path / "chain"]
    done = CliRunner().invoke(app, [*map(str, words)])
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "NOT VERIFIED: the signature by localhost is wrong")


def test_the_last_day_of_the_old_key_is_a_local_one(small_town: Town) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    old, _log = copy_of_log(town.browser())
    new = rotate_log(town, 0)  # today, 2 March in Vienna
    assert "\nboth-until 2026-03-02T23:00:00Z\n" in town.browser().get("/log/successions").text
    for moment, expected in (("22:59:59", [new, old]), ("23:00:00", [new])):
        town.clock.moment = START.fromisoformat(f"2026-03-02T{moment}+00:00")
        town.take(hours(f"h{moment}", "M-1", "2026-03-02"))
        publish(town.instance)
        assert signers(town.browser().get("/log/checkpoint").content) == [key.id.hex() for key in expected]


def test_a_leaked_key_signs_nothing_more_and_no_key_before_it(town: Town) -> None:
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    with town.instance.database.reading() as connection:
        secret = connection.execute(select(setting.c.value).where(setting.c.name == "log.key")).scalar_one()
    present = rotate_log(town, None)
    browser = town.browser()
    assert signers(browser.get("/log/checkpoint").content) == [present.id.hex()]
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    assert signers(browser.get("/log/checkpoint").content) == [present.id.hex()]
    assert browser.get("/log/successions").text.count("\nleaked\n") == 2  # the one beside it lay there too
    with town.instance.database.reading() as connection:
        values = list(connection.execute(select(setting.c.value)).scalars())
        assert [value for value in values if value.startswith("PRIVATE+KEY")] != [secret]
        assert sum(value.startswith("PRIVATE+KEY") for value in values) == 1
        assert list(findings_in_log(connection)) == []


def test_keys_that_still_signed_beside_a_leaked_one_are_marked_too(town: Town) -> None:
    town.member("M-1")
    publish(town.instance)
    ended, _log = copy_of_log(town.browser())
    rotate_log(town, 1)
    town.clock.moment += timedelta(days=3)
    forget(town.instance)
    beside = rotate_log(town, 90)
    rotate_log(town, 90)
    present = rotate_log(town, None)
    with town.instance.database.reading() as connection:
        found = successions(connection)
        assert list(findings_in_log(connection)) == []
    assert [item.is_leaked for item in found] == [False, True, True, True]
    for key in (ended, *(item.key for item in found[1:]), beside):
        with pytest.raises(NotVerified, match="leaked"):
            known_keys(key, found)
    assert known_keys(present, found).trusted == (present,)


def test_the_doctor_reminds_of_a_changeover(small_town: Town) -> None:
    town = small_town

    def lines() -> list[str]:
        with town.instance.database.reading() as connection:
            return [str(line) for line in changeover(connection, town.instance.now)]

    assert lines() == []
    town.member("M-1")
    publish(town.instance)
    rotate_log(town, 30)
    assert lines() == ["ok    the log is signed by the old key as well until 2026-04-01T22:00+00:00"]
    town.clock.moment += timedelta(days=20)
    assert lines() == [
        "warn  the old key of the log signs only until 2026-04-01T22:00+00:00\n"
        "      -> publish the new key wherever the old one stands, and give it to witnesses"
    ]
    town.clock.moment += timedelta(days=11)
    assert lines()[0].startswith("warn  the old key of the log signs no more since 2026-04-01T22:00+00:00\n")
    town.clock.moment += timedelta(days=14)
    assert lines() == []


def test_witnesses_go_on(town: Town) -> None:
    town.member("M-1")
    publish(town.instance)
    browser = town.browser()
    old, log = copy_of_log(browser)
    witness_key = SigningKey.generate("witness.example", KeyType.COSIGNATURE)
    object.__setattr__(town.instance.settings, "log_witnesses", str(witness_key.verifier))
    witness = Witness(old, witness_key)
    fetched_before = witness.cosign(log.resources["checkpoint"], [], 1_772_000_000).encode()
    new = rotate_log(town)
    assert browser.post("/log/cosignatures", content=fetched_before).json() == {"added": 1}
    by = [new.id.hex(), old.id.hex(), witness_key.verifier.id.hex()]
    assert signers(browser.get("/log/checkpoint").content) == by
    third = rotate_log(town)  # what was cosigned stays so
    assert signers(browser.get("/log/checkpoint").content) == [third.id.hex(), *by]
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    _key, log = copy_of_log(browser)
    cosigned = witness.cosign(log.resources["checkpoint"], consistency_proof(log, 1, 2), 1_772_000_100).encode()
    assert browser.post("/log/cosignatures", content=cosigned).json() == {"added": 1}
    assert browser.post("/log/cosignatures", content=cosigned).json() == {"added": 0}


def test_a_thief_cannot_bring_in_another_checkpoint(small_town: Town) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    with town.instance.database.reading() as connection:
        stolen = SigningKey.parse(
            connection.execute(select(setting.c.value).where(setting.c.name == "log.key")).scalar_one()
        )
    rotate_log(town, None)
    forged = sign_checkpoint(append(Memory(), 0, [b"another"]), stolen).encode()
    answer = town.browser().post("/log/cosignatures", content=forged)
    assert answer.status_code == 422
    assert "it is not the checkpoint that the log published" in answer.text
