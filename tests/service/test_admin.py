"""`isonomia admin` as whoever runs the service meets it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.service.access.sessions import begin_session
from isonomia.service.access.tables import session
from isonomia.service.config import Settings
from isonomia.service.database.turn import Turn
from isonomia.service.doctor.examine import examine
from isonomia.service.housekeeping.forget import Housekeeping
from isonomia.service.members.joining import invite, use_invitation
from isonomia.service.members.tables import invitation
from isonomia.service.records.idempotency import remember
from isonomia.service.records.tables import idempotency
from isonomia.service.standings.rescore import rescore
from isonomia.service.standings.tables import standing
from isonomia.service.webhooks.endpoints import register, send_test
from isonomia.service.webhooks.tables import webhook_delivery
from service.conftest import Town, hours


def admin(town: Town, *words: str, typed: str = "") -> tuple[int, str]:
    town.instance.database.close()
    done = CliRunner().invoke(app, ["admin", *words, "--database", town.instance.settings.database], input=typed)
    return done.exit_code, done.output


def test_from_backup_to_restore_by_commands(small_town: Town, tmp_path: Path) -> None:
    small_town.member("M-1")
    small_town.member("M-2")
    small_town.take(hours("h1", "M-1", "2026-03-02"))
    small_town.refresh()
    file = str(tmp_path / "club.backup")
    code, said = admin(small_town, "backup", file)
    assert code == 0
    assert "whole and checked, at step " in said
    assert admin(small_town, "verify") == (0, "ledger, standings, log and people hold\n")
    assert admin(small_town, "erase", "M-9")[0] == 2
    assert admin(small_town, "erase", "M-1", typed="n\n")[0] == 1
    assert admin(small_town, "erase", "M-1", typed="y\n")[0] == 0
    assert admin(small_town, "restore", file)[0] == 2
    code, said = admin(small_town, "restore", file, "--replace")
    assert code == 0
    assert "1 person was erased again (club.backup.erased, the database that is replaced)" in said
    assert "keys that this backup does not know" not in said
    code, said = admin(small_town, "erase", "M-1", "--yes")
    assert (code, "there is no member 'M-1'" in said) == (2, True)
    assert admin(small_town, "rotate-key", "log")[0] == 0
    code, said = admin(small_town, "restore", file, "--replace")
    assert (code, said.splitlines()[2:]) == (
        0,
        [
            "the database that was replaced had keys that this backup does not know: older ones sign again;",
            "change them before the service starts: isonomia admin rotate-key, --leaked where one had leaked",
        ],
    )


def test_no_database_is_made_by_looking(tmp_path: Path) -> None:
    for command in ("verify", "rescore", "doctor"):
        done = CliRunner().invoke(app, ["admin", command, "--database", f"sqlite:///{tmp_path / 'none.db'}"])
        assert done.exit_code == (1 if command == "doctor" else 2)
        assert "there is no database" in done.output
    assert list(tmp_path.iterdir()) == []


def test_another_step_is_left_alone(small_town: Town) -> None:
    with small_town.instance.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    code, said = admin(small_town, "verify")
    assert (code, "the database is at step 0001" in said) == (2, True)
    assert "warn  the database is at step 0001" in admin(small_town, "doctor")[1]


def test_rescoring_finds_and_mends_a_wrong_standing(town: Town) -> None:
    town.member("M-1")
    town.member("M-2")
    town.take(hours("h1", "M-1", "2026-03-02"))
    assert rescore(town.instance) == (2, [])
    with town.instance.database.writing() as connection:
        connection.execute(update(standing).where(standing.c.member == "M-1").values(score=77))
        connection.execute(standing.delete().where(standing.c.member == "M-2"))
        connection.execute(insert(standing).values(member="ghost", score=1, is_stale=False))
    count, differences = rescore(town.instance)
    assert count == 2
    assert [(item.member, item.before and item.before[0], item.after and item.after[0]) for item in differences] == [
        ("M-1", 77, 6),
        ("M-2", None, 0),
        ("ghost", 1, None),
    ]
    assert rescore(town.instance) == (2, [])


def test_the_doctor_says_what_to_do(small_town: Town) -> None:
    small_town.member("M-1")
    small_town.refresh()
    settings = small_town.instance.settings

    def lines(level: str) -> list[str]:
        return [str(line) for line in examine(settings, small_town.clock) if line.level == level]

    assert lines("fail") == []
    assert sum("no backup was ever taken" in line for line in lines("warn")) == 1
    small_town.clock.moment -= timedelta(days=1)
    assert lines("fail")[0].startswith("fail  the clock shows 2026-03-01")
    small_town.clock.moment += timedelta(days=2)
    with small_town.instance.database.writing() as connection:
        url = "https://93.184.216.34/hooks"
        endpoint_id, _secret = register(connection, small_town.instance, "Library", "Loans", url, ("standing.changed",))
        send_test(connection, small_town.instance, endpoint_id)
        an_hour_ago = small_town.instance.now - timedelta(hours=1)
        connection.execute(update(webhook_delivery).values(attempts=9, last_answer="503", due_at=an_hour_ago))
    assert lines("fail") == [
        "fail  1 messages to recipients have been due for over ten minutes\n"
        "      -> the worker is not running: start the service",
        "fail  1 records are not in the log yet\n      -> the worker is not running: start the service",
    ]
    assert "1 messages to recipients have failed 5 times or more: 503" in lines("warn")[-2]
    gone = [str(line) for line in examine(Settings(database="postgresql://u:secret@127.0.0.1:1/x"), small_town.clock)]
    assert gone[-1].startswith("fail  the database cannot be opened: ")
    assert "secret" not in gone[-1]


def test_what_has_served_is_forgotten(town: Town) -> None:
    person_id = town.member("M-1")
    now = town.instance.now
    with town.instance.database.writing() as connection:
        begin_session(connection, person_id, "passkey", now)
        use_invitation(connection, invite(connection, town.instance, person_id), now)
        remember(connection, "key-1", "k", "d", (200, {}), now)

    def left() -> list[int]:
        with town.instance.database.reading() as connection:
            tables = (idempotency, session, invitation)
            return [len(connection.execute(select(table)).all()) for table in tables]

    work = Housekeeping()
    assert not work(town.instance)
    town.clock.moment += timedelta(hours=13)  # the session has been idle for longer than it may
    assert work(town.instance)
    assert left() == [1, 0, 1]
    assert not work(town.instance)  # not due
    town.clock.moment += timedelta(hours=12)
    assert work(town.instance)
    assert left() == [0, 0, 1]
    town.clock.moment += timedelta(days=30)
    assert work(town.instance)
    assert left() == [0, 0, 0]


def test_of_several_processes_one_works(town: Town) -> None:
    first, second = Turn(town.instance.database), Turn(town.instance.database)
    assert first.is_ours()
    assert first.is_ours()
    assert second.is_ours() is town.instance.database.is_sqlite  # one process serves a file
    first.give_back()
    assert second.is_ours()
    second.give_back()


@pytest.mark.parametrize("database_address", ["postgres"], indirect=True)  # a file has no connection to lose
def test_a_lost_connection_is_a_lost_turn(town: Town) -> None:
    first, second = Turn(town.instance.database), Turn(town.instance.database)
    assert first.is_ours()
    with town.instance.database.writing() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
    assert not first.is_ours()
    assert second.is_ours()
    assert not first.is_ours()
    second.give_back()
