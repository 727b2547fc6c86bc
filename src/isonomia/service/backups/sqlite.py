"""SQLite's files: copied while they are written to, and checked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.locale import _

HEADER = b"SQLite format 3\0"


def copy(source: Path, target: Path) -> None:
    """A copy as of one moment, by SQLite's backup API (sqlite.org/backup.html): writers go on meanwhile."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def fault_of(file: Path) -> str:
    """What SQLite finds wrong with a file; empty if it is sound."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if found != ("ok",):
        return str(found[0])
    return f"a row of {orphan[0]} refers to nothing" if orphan else ""


def rows_in(file: Path, table: str, columns: str) -> list[tuple[str, ...]]:
    """The rows of a table of a file; none where it has no such table."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608  # names of ours
    except sqlite3.OperationalError:
        return []


def expect_unused(file: Path) -> None:
    """UsageError where another process has the file open. Its write-ahead log is written into it."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # granted only to whoever is alone
    except sqlite3.OperationalError as error:
        raise UsageError(
            _("{file} is in use: {reason}").format(file=file, reason=error), remedy=_("stop the service first")
        ) from None
