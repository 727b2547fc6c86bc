"""Two statements that SQL has no common word for, and both databases have."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], key: str) -> frozenset[Any]:
    """Insert the rows whose `key` is not there yet; returns the keys that were inserted."""
    if not rows:
        return frozenset()
    statement = _insert(connection, table).on_conflict_do_nothing(index_elements=[key])
    found = connection.execute(statement.returning(table.c[key]), list(rows))
    return frozenset(found.scalars())


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], key: Sequence[str]) -> None:
    """Insert rows; where the key is there already, its other columns take the new values."""
    if not rows:
        return
    statement = _insert(connection, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed), list(rows))


def add(connection: Connection, table: Table, **values: Any) -> None:
    """Insert one row."""
    connection.execute(insert(table).values(**values))
