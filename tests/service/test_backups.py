"""Backups: whole, checked, without the erased; restored whole or not at all, and nobody who was erased comes back."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from isonomia.errors import UsageError
from isonomia.scheme.scheme import Scheme
from isonomia.service.backups.erased import copy_erased, read_erased
from isonomia.service.backups.restore import restore
from isonomia.service.backups.take import take
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.credentials.keys import public_keys
from isonomia.service.database.database import Database
from isonomia.service.erasures.erasures import erase
from isonomia.service.instance.instance import open_instance
from isonomia.service.instance.tables import setting
from isonomia.service.instance.unchanged import open_unchanged
from isonomia.service.log.keys import published_successions
from isonomia.service.log.publish import publish
from isonomia.service.members.tables import person
from isonomia.service.records.outcome import Refused
from isonomia.service.records.tables import record
from isonomia.service.verification.verify import findings
from postgres_server import candidates
from service.conftest import ORIGIN, START, Town, hours
from service.rotating import rotate_credentials, rotate_log
from service.test_erasures import MARKS, everything, lived


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client programs that belong to the server of the tests."""
    folder = next(path for path in candidates() if (path / "pg_dump").exists())
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def backup(town: Town, folder: Path, name: str = "club.backup") -> Path:
    file = folder / name
    take(town.instance.database, file, town.instance.now)
    return file


def erase_now(town: Town, person_id: str) -> None:
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, person_id)
    town.instance.database.forget()


def readable(file: Path) -> str:
    """All that a backup says: the bytes of a file, and the statements of a dump (which is compressed)."""
    if file.read_bytes().startswith(b"PGDMP"):
        from isonomia.service.backups.programs import run

        return run("pg_restore", "--file=-", str(file)).decode()
    return file.read_bytes().decode("latin-1")


def people_in(settings: Settings) -> list[str]:
    database = Database(settings.database)
    with database.reading() as connection:
        found = sorted(connection.execute(select(person.c.display_name)).scalars())
    database.close()
    return found


def test_a_backup_after_an_erasure_holds_nothing_of_the_person(town: Town, tmp_path: Path) -> None:
    person_id = lived(town)
    before = readable(backup(town, tmp_path))
    assert all(mark in before for mark in (*MARKS, person_id))
    erase_now(town, person_id)
    file = backup(town, tmp_path)
    assert [mark for mark in (*MARKS, person_id) if mark in readable(file)] == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "club" in path.name) == [
        "club.backup",
        "club.backup.erased",
    ]


def test_an_older_backup_does_not_bring_the_erased_back(town: Town, tmp_path: Path) -> None:
    """The whole story: backup, erasure, restore over the database; then verified, and still refusing the events."""
    person_id = lived(town)
    file = backup(town, tmp_path)
    erase_now(town, person_id)
    town.instance.database.close()
    done = restore(town.instance.settings, file, may_replace=True)
    assert (done.erased_again, done.lists) == (1, ("club.backup.erased", "the database that is replaced"))
    again = open_unchanged(town.instance.settings, town.clock)
    restored = Town(again, town.clock)
    left = everything(restored)
    assert [mark for mark in (*MARKS, person_id) if mark in left] == []
    assert people_in(again.settings) == ["Person M-2"]
    assert list(findings(again)) == []
    restored.member("MARK-77")
    (outcome,) = restored.take(hours("marker-event", "MARK-77", "2026-03-10", place="marker place"))
    assert isinstance(outcome, Refused)
    assert outcome.code == "record-erased"
    again.database.close()


def test_into_an_empty_place_with_a_newer_list(small_town: Town, tmp_path: Path) -> None:
    person_id = lived(small_town)
    file = backup(small_town, tmp_path)
    erase_now(small_town, person_id)
    small_town.clock.moment = small_town.clock.moment.replace(hour=23)
    newer = backup(small_town, tmp_path, "newer.backup")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    alone = shutil.copy(file, elsewhere / "club.backup")
    shutil.copy(f"{file}.erased", elsewhere / "club.backup.erased")
    settings = replace(small_town.instance.settings, database=f"sqlite:///{elsewhere / 'new.db'}")
    with pytest.raises(UsageError, match="nothing says who was erased since"):
        restore(settings, alone)
    assert not (elsewhere / "new.db").exists()
    done = restore(settings, alone, lists=[Path(f"{newer}.erased")])
    assert done.erased_again == 1
    assert people_in(settings) == ["Person M-2"]
    beside = replace(settings, database=f"sqlite:///{tmp_path / 'beside.db'}")
    assert restore(beside, file).erased_again == 1  # the newer list lies beside it
    unknown = replace(settings, database=f"sqlite:///{elsewhere / 'unknown.db'}")
    assert restore(unknown, alone, is_unknown_accepted=True).erased_again == 0
    assert people_in(unknown) == ["Marker-Person", "Person M-2"]


def test_what_is_not_restored(small_town: Town, tmp_path: Path) -> None:
    small_town.member("M-1")
    file = backup(small_town, tmp_path)
    settings = small_town.instance.settings

    def refused(path: Path, **options: bool) -> str:
        with pytest.raises(UsageError) as error:
            restore(settings, path, **options)
        return str(error.value)

    assert refused(file) == "there is a database already"
    assert "is in use" in refused(file, may_replace=True)  # the connections of the town are open
    assert "cannot be read: no such file" in refused(tmp_path / "missing")
    (tmp_path / "text").write_text("no backup")
    assert "neither an SQLite file nor a dump" in refused(tmp_path / "text")
    sqlite3.connect(tmp_path / "empty.db").execute("CREATE TABLE a (b)").connection.close()
    assert "no instance is in it" in refused(tmp_path / "empty.db")
    damaged = bytearray(file.read_bytes())
    damaged[40_000:60_000] = b"\xff" * 20_000
    (tmp_path / "damaged").write_bytes(damaged)
    assert "is no sound backup" in refused(tmp_path / "damaged")
    shutil.copy(file, tmp_path / "newer")
    with sqlite3.connect(tmp_path / "newer") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "step 9999, which this program does not know" in refused(tmp_path / "newer")
    (tmp_path / "x.erased").write_text("isonomia erased 1 2026-03-02T00:00:00+00:00\nperson abc\n")
    small_town.instance.database.close()
    assert "no list of erasures: the line 'person abc'" in refused(file, may_replace=True)
    assert people_in(settings) == ["Person M-1"]


def test_a_restore_that_was_interrupted_keeps_the_service_from_starting(small_town: Town) -> None:
    with small_town.instance.database.writing() as connection:
        connection.execute(setting.insert().values(name="restoring", value="yes"))
    with pytest.raises(UsageError, match="was not finished"):
        open_instance(small_town.instance.zone_of, small_town.instance.settings, small_town.clock)


def test_a_steward_who_was_the_only_one_then_stays_erased(small_town: Town, tmp_path: Path) -> None:
    first = small_town.person("Sami", role="steward")
    file = backup(small_town, tmp_path)
    small_town.person("Ines", role="steward")
    erase_now(small_town, first)
    small_town.instance.database.close()
    assert restore(small_town.instance.settings, file, may_replace=True).erased_again == 1
    assert people_in(small_town.instance.settings) == []


def test_a_postgresql_that_is_in_use_is_not_replaced(town: Town, tmp_path: Path) -> None:
    town.member("M-1")
    file = backup(town, tmp_path)
    settings = town.instance.settings
    with town.instance.database.reading(), pytest.raises(UsageError, match=r"in use|other connections"):
        restore(settings, file, may_replace=True)
    assert people_in(settings) == ["Person M-1"]


def test_a_restore_that_fails_half_way_leaves_what_was_there(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second step fails: SQLite's file is the old one; PostgreSQL is marked, and the same command mends it."""
    from isonomia.service.backups import restore as module

    person_id = town.member("M-1")
    town.member("M-2")
    file = backup(town, tmp_path)
    erase_now(town, person_id)
    town.instance.database.close()
    settings = town.instance.settings

    def full(*_arguments: object) -> int:
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(module, "erase_again", full)
        with pytest.raises(OSError, match="no space"):
            restore(settings, file, may_replace=True)
    if town.instance.database.is_sqlite:
        assert people_in(settings) == ["Person M-2"]
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    else:
        with pytest.raises(UsageError, match="was not finished"):
            open_instance(town.instance.zone_of, settings, town.clock)
    assert restore(settings, file, may_replace=True).erased_again == 1
    assert people_in(settings) == ["Person M-2"]
    open_instance(town.instance.zone_of, settings, town.clock).database.close()


def test_the_list_aside_knows_every_erasure(small_town: Town, tmp_path: Path) -> None:
    path = tmp_path / "aside.erased"
    object.__setattr__(small_town.instance.settings, "erased_list", str(path))
    assert copy_erased(small_town.instance)
    assert not copy_erased(small_town.instance)
    person_id = lived(small_town)
    file = backup(small_town, tmp_path)
    erase_now(small_town, person_id)
    assert copy_erased(small_town.instance)
    assert len(read_erased(path)[0].people) == 1
    assert MARKS[1] not in path.read_text()
    settings = replace(small_town.instance.settings, database=f"sqlite:///{tmp_path / 'new.db'}")
    assert restore(settings, file).erased_again == 1


def test_verification_finds_what_does_not_hold(town: Town) -> None:
    from isonomia.service.log.publish import publish

    lived(town)
    publish(town.instance)
    town.take(hours("later", "M-2", "2026-03-09"))  # not published yet
    town.refresh()
    assert list(findings(town.instance)) == []

    def found(statement: str) -> list[str]:
        with town.instance.database.engine.connect() as connection:
            connection.execute(text(statement))
            connection.commit()
        return [str(item) for item in findings(town.instance)]

    assert found("UPDATE standing SET score = 99 WHERE member = 'M-2'")[0].startswith("standings: M-2 is kept as 99, ")
    assert (
        "log: record " in found("UPDATE record SET body = REPLACE(body, '\"3\"', '\"4\"') WHERE event_id = 'later'")[-1]
    )
    with town.instance.database.writing() as connection:
        connection.execute(delete(record).where(record.c.kind == "event", record.c.event_id == "marker-event-2"))
    assert any(item.part == "ledger" for item in findings(town.instance))
    assert any("not there" in line for line in found("UPDATE notice SET member = 'nobody'"))
    assert any(line.startswith("log: ") for line in found("UPDATE log_checkpoint SET size = size + 1"))


def test_the_demonstration_holds(scheme: Scheme, tmp_path: Path) -> None:
    """Its clock is local time: what the log commits to is the same moment in UTC, as it is read back."""
    from isonomia.service.demonstration.community import furnish
    from isonomia.service.log.publish import publish

    settings = Settings(database=f"sqlite:///{tmp_path / 'demonstration.db'}", origin=ORIGIN)
    instance = open_instance(scheme, settings, SetClock(START), is_demonstration=True)
    furnish(instance)
    while publish(instance):
        pass
    assert list(findings(instance)) == []
    instance.database.close()


def test_a_backup_holds_the_keys_and_an_older_one_says_that_some_are_lost(town: Town, tmp_path: Path) -> None:
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    rotate_credentials(town)
    expected = keys_of(town)
    assert [name for name in expected if name.startswith("log.key")] == ["log.key", "log.key.1"]
    file = backup(town, tmp_path)
    town.instance.database.close()
    assert not restore(town.instance.settings, file, may_replace=True).are_keys_lost
    assert keys_of(town) == expected
    for change in (rotate_log, rotate_credentials):
        change(town)
        town.instance.database.close()
        assert restore(town.instance.settings, file, may_replace=True).are_keys_lost
        assert keys_of(town) == expected
        change(town)  # as the message says, and the log holds again
        assert list(findings(town.instance)) == []
        town.instance.database.close()
        assert restore(town.instance.settings, file, may_replace=True).are_keys_lost


def keys_of(town: Town) -> dict[str, object]:
    with town.instance.database.reading() as connection:
        found: dict[str, object] = dict(
            connection.execute(
                select(setting.c.name, setting.c.value).where(setting.c.name.startswith("log.key"))
            ).all()
        )
        found["credentials"] = public_keys(connection)
        found["successions"] = published_successions(connection)
    return dict(sorted(found.items()))
