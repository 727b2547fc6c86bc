"""A PostgreSQL that was restarted, or an operator who ended connections, costs nobody a request."""

import time
from contextlib import ExitStack

import pytest
from sqlalchemy import event, text

from isonomia.service.database import broken
from isonomia.service.database.database import Database
from service.conftest import Town

pytestmark = pytest.mark.parametrize("database_address", ["postgres"], indirect=True)
OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def _use(database: Database, count: int = 3) -> None:
    """Have so many connections wait in the pool, each used a moment ago."""
    with ExitStack() as stack:
        for connection in [stack.enter_context(database.reading()) for _number in range(count)]:
            connection.execute(text("SELECT 1"))


def _asked(database: Database) -> list[str]:
    """What the server is asked from now on."""
    asked: list[str] = []
    dialect = database.engine.dialect
    original = dialect.do_ping
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    dialect.do_ping = lambda connection: asked.append("ping") or original(connection)
    return asked


def test_connections_that_were_ended_are_replaced_before_anybody_uses_them(town: Town) -> None:
    database = town.instance.database
    _use(database)
    with database.writing() as connection:
        connection.execute(text(OTHERS))
    for _time in range(50):  # the end reaches this machine a moment later
        if all(broken.has_something_to_say(item.dbapi_connection) for item in _waiting(database)):
            break
        time.sleep(0.02)
    with ExitStack() as stack:
        for way in (database.reading, database.glancing, database.writing):
            assert stack.enter_context(way()).execute(text("SELECT 1")).scalar() == 1


def _waiting(database: Database) -> list:
    """The pool's connections but the one that was given back last, which ended the others."""
    return list(database.engine.pool._pool.queue)[:-1]


def test_a_connection_that_was_used_a_moment_ago_is_not_asked_for_a_sign_of_life(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = town.instance.database
    _use(database, 1)
    asked = _asked(database)
    _use(database, 1)
    assert asked == ["SELECT 1"]
    monkeypatch.setattr(broken, "A_MOMENT", 0.0)
    _use(database, 1)
    assert asked == ["SELECT 1", "ping", "SELECT 1"]


def test_where_one_cannot_look_the_server_is_asked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    database = town.instance.database
    _use(database, 1)
    asked = _asked(database)
    monkeypatch.delattr(broken.select, "poll")
    _use(database, 1)
    assert asked == ["ping", "SELECT 1"]


def test_a_glance_leaves_no_transaction_and_the_next_reader_has_one(town: Town) -> None:
    database = town.instance.database
    now = text("SELECT now()")
    with database.glancing() as connection:
        assert connection.execute(now).scalar() != connection.execute(now).scalar()
    with database.reading() as connection:
        assert connection.execute(now).scalar() == connection.execute(now).scalar()
        assert connection.execute(text("SHOW transaction_read_only")).scalar() == "on"
    with database.writing() as connection:
        assert connection.execute(text("SHOW transaction_read_only")).scalar() == "off"
        assert connection.execute(now).scalar() == connection.execute(now).scalar()
