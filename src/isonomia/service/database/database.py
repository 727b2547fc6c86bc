"""One way to the database: read in one snapshot, or write in one transaction that is whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.database.broken import replace_broken
from isonomia.service.database.file_systems import is_on_network

SECONDS_TO_WAIT = 20
ONE_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """The service's database. `writing()` takes SQLite's one writer at once, so that nothing fails half-way."""

    def __init__(self, address: str) -> None:
        """`address` is an SQLAlchemy URL: `sqlite:////folder/file.db` or `postgresql+psycopg://...`.

        Raises UsageError for another kind of database, and for an SQLite file on a network file system, whose locks
        cannot be trusted (sqlite.org/howtocorrupt.html, section 2.1).
        """
        url = _checked(address)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of all tables; nothing can be written in it on PostgreSQL, and on SQLite it is undone."""
        with self.engine.connect() as plain:
            if not self.is_sqlite:
                # Ended as if it were kept: after a ROLLBACK psycopg forgets which statements the server has prepared.
                with plain.execution_options(**ONE_SNAPSHOT).begin():
                    yield plain
                return
            with plain.begin() as transaction:
                yield plain
                transaction.rollback()

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For one statement that reads: it is consistent by itself, and needs no transaction to begin and to end."""
        if self.is_sqlite:
            with self.reading() as connection:
                yield connection
            return
        with self.engine.connect() as plain:
            yield plain.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, undone if the block raises."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(isonomia_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """The same for what a crash of the machine may take back: nobody waits until it is on the disk."""
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            yield connection

    def forget(self) -> None:
        """Clean out what the database still keeps of rows that were deleted.

        SQLite overwrites deleted rows itself (`secure_delete`), and here the write-ahead log is emptied. PostgreSQL
        keeps old rows until it vacuums; its own write-ahead log it recycles by itself, in minutes to hours.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _checked(address: str) -> URL:
    try:
        url = make_url(address)
    except Exception as error:
        raise UsageError(
            _("the database address cannot be read: {error}").format(error=error),
            remedy=_("give one such as sqlite:////var/lib/isonomia/club.db or postgresql+psycopg://user@host/name"),
        ) from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise UsageError(
            _("the database is a {kind}; expected sqlite or postgresql").format(kind=url.get_backend_name()),
            remedy=_("give one such as sqlite:////var/lib/isonomia/club.db or postgresql+psycopg://user@host/name"),
        )
    if not url.database or url.database == ":memory:":
        raise UsageError(_("the database has no file"), remedy=_("name a file: sqlite:////folder/club.db"))
    if is_on_network(Path(url.database)):
        raise UsageError(
            _("{file} is on a network file system, where SQLite can lose what was written").format(file=url.database),
            remedy=_("put the file on a disk of this machine, or use PostgreSQL"),
        )
    return url


def _postgres(url: URL) -> Engine:
    try:
        import psycopg  # noqa: F401  # asked for here, so that its absence has one clear message
    except ImportError:
        raise UsageError(
            _("PostgreSQL needs the package psycopg"), remedy=_("pip install 'isonomia[serve,postgres]'")
        ) from None
    engine = create_engine(url, pool_size=8, max_overflow=8, pool_timeout=SECONDS_TO_WAIT)
    replace_broken(engine)
    return engine


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": SECONDS_TO_WAIT, "check_same_thread": False}, pool_size=8)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, below
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("isonomia_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
