"""Statements that SQL has no common word for, and both databases have.

Many rows, or many values to compare with, are handed over as one parameter: the statement has the same text whatever
their number, so that neither the client nor the server reads it anew.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    insert,
    not_,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, rows: Rows, key: str) -> frozenset[Any]:
    """Insert the rows whose `key` is not there yet, of equal keys the first; returns the keys that were inserted."""
    if not rows:
        return frozenset()
    wanted = _insert(connection, table).from_select(list(rows[0]), handed_rows(connection, table, rows))
    statement = wanted.on_conflict_do_nothing(index_elements=[key]).returning(table.c[key])
    return frozenset(connection.execute(statement).scalars())


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert many rows."""
    if rows:
        connection.execute(insert(table).from_select(list(rows[0]), handed_rows(connection, table, rows)))


def put(
    connection: Connection,
    table: Table,
    rows: Rows,
    key: Sequence[str],
    unless: ColumnElement[bool] | None = None,
) -> None:
    """Insert rows of different keys; where a key is there already, its other columns take the new values.

    A row for which `unless` holds already is not written again.
    """
    if not rows:
        return
    holds_bytes = any(isinstance(value, bytes) for value in rows[0].values())  # which JSON has no word for
    statement = _insert(connection, table)
    if not holds_bytes:
        statement = statement.from_select(list(rows[0]), handed_rows(connection, table, rows))
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
    changing = not_(unless) if unless is not None else None
    wanted = statement.on_conflict_do_update(index_elements=list(key), set_=changed, where=changing)
    connection.execute(wanted, list(rows) if holds_bytes else None)


def add(connection: Connection, table: Table, **values: Any) -> None:
    """Insert one row."""
    connection.execute(insert(table).values(**values))


def among(connection: Connection, wanted: ColumnElement[Any], texts: Collection[str]) -> ColumnElement[bool]:
    """Whether a column of text is one of some texts."""
    if connection.dialect.name == "postgresql":
        return wanted == any_(bindparam(None, list(texts), postgresql.ARRAY(Text), unique=True))
    return wanted.in_(select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value))


def handed_rows(connection: Connection, table: Table, rows: Rows) -> Select[Any]:
    """The rows, by names of columns of the table, as a query of one parameter, in their order."""
    columns = [table.c[name] for name in rows[0]]
    text = json.dumps([{name: _plain(value) for name, value in row.items()} for row in rows], ensure_ascii=False)
    handed = bindparam("rows", text, Text)
    if connection.dialect.name == "postgresql":
        typed = [column(item.name, item.type) for item in columns]
        given = func.json_to_recordset(cast(handed, postgresql.JSON)).table_valued(*typed, name="given")
        return select(given.render_derived(with_types=True))
    value = func.json_each(handed).table_valued("value", name="given").c.value
    # SQLite would take `ON CONFLICT` after a bare SELECT for a join's
    return select(*[func.json_extract(value, f"$.{item.name}").label(item.name) for item in columns]).where(true())


def _plain(value: Any) -> Any:
    """A value as JSON has it; instants as SQLite keeps them, and PostgreSQL reads them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
