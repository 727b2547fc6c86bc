"""Connections to PostgreSQL that have broken while nobody used them: noticed before anybody does.

SQLAlchemy's own way asks the server for a sign of life each time that a connection is taken, which for a page is two
questions more. Here a connection that was in use a moment ago is asked only if the operating system has something from
the server: it has where the server ended the connection, be it restarted or by an operator.
"""

import select
import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

A_MOMENT = 5.0
"""Seconds; for longer nobody trusts a network that may have dropped the connection in silence."""


def replace_broken(engine: Engine) -> None:
    """Have the engine's pool open another connection for each that has broken."""

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, _proxy: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is None:  # it was opened for whoever takes it now
            return
        if time.monotonic() - used_at < A_MOMENT and not has_something_to_say(connection):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            record.info.pop("used_at")
            raise DisconnectionError from error


def has_something_to_say(connection: Any) -> bool:
    """Whether anything has come from the server, if only the end; true where one cannot look."""
    if not hasattr(select, "poll"):
        return True
    try:
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN)
        return bool(waiting.poll(0))
    except Exception:  # the driver knows already that it is closed
        return True
