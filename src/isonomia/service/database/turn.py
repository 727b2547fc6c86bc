"""Whose turn it is to do what is done behind the pages: of all server processes, one at a time."""

from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from isonomia.service.database.database import Database
from isonomia.service.database.postgres import takes_lock

LOCK = 4_910_713_000_102  # of our own choosing; the process whose worker is at work holds it


class Turn:
    """Held by one process. On PostgreSQL by a lock that ends with its connection, so that a dead process holds nothing.

    An SQLite file is served by one process, which always has the turn.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.connection: Connection | None = None

    def is_ours(self) -> bool:
        """Whether this process has the turn; asked before each round, as a connection can break."""
        if self.database.is_sqlite:
            return True
        try:
            if self.connection is not None:
                self.connection.execute(text("SELECT 1"))
                return True
            made = self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if takes_lock(made, LOCK):
                self.connection = made
                return True
            made.close()
        except SQLAlchemyError:
            self.give_back()
        return False

    def give_back(self) -> None:
        """Let another process have it."""
        if self.connection is not None:
            with suppress(SQLAlchemyError):  # at once, where the connection still works
                self.connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
            self.connection.invalidate()  # its lock ends with it, which a connection given back to the pool would keep
            self.connection.close()
        self.connection = None
