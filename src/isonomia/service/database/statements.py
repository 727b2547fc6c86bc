"""Statements that SQL has no common word for, and both databases have.

Many rows, or many values to compare with, are handed over as one parameter: the statement has the same text whatever
their number, so that neither the client nor the server reads it anew.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
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
from sqlalchemy.types import TypeEngine

Rows = Sequence[Mapping[str, Any]]
PLAIN = frozenset({str, int, bool, type(None)})
"""Types whose values JSON has itself."""


def _insert(dialect: str, table: Table) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, rows: Rows, key: str) -> frozenset[Any]:
    """Insert the rows whose `key` is not there yet, of equal keys the first; returns the keys that were inserted."""
    if not rows:
        return frozenset()
    statement = _inserting_new(connection.dialect.name, table, tuple(rows[0]), key)
    return frozenset(connection.execute(statement, {"rows": _as_text(rows)}).scalars())


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert many rows."""
    if rows:
        statement = _inserting(connection.dialect.name, table, tuple(rows[0]))
        connection.execute(statement, {"rows": _as_text(rows)})


# Statements are made once for each table and set of columns: making one takes longer than sending it.


@cache
def _inserting(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    return _insert(dialect, table).from_select(list(names), _given(dialect, table, names))


@cache
def _inserting_new(dialect: str, table: Table, names: tuple[str, ...], key: str) -> Any:
    wanted = _inserting(dialect, table, names)
    return wanted.on_conflict_do_nothing(index_elements=[key]).returning(table.c[key])


@cache
def _putting(
    dialect: str,
    table: Table,
    names: tuple[str, ...],
    key: tuple[str, ...],
    unless: ColumnElement[bool] | None,
    *,
    as_text: bool,
) -> Any:
    wanted = _inserting(dialect, table, names) if as_text else _insert(dialect, table)
    changed = {name: wanted.excluded[name] for name in names if name not in key}
    changing = not_(unless) if unless is not None else None
    return wanted.on_conflict_do_update(index_elements=list(key), set_=changed, where=changing)


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
    as_text = not any(isinstance(value, bytes) for value in rows[0].values())  # JSON has no word for bytes
    statement = _putting(connection.dialect.name, table, tuple(rows[0]), tuple(key), unless, as_text=as_text)
    connection.execute(statement, {"rows": _as_text(rows)} if as_text else list(rows))


def add(connection: Connection, table: Table, **values: Any) -> None:
    """Insert one row."""
    connection.execute(insert(table).values(**values))


def among(connection: Connection, wanted: ColumnElement[Any], texts: Collection[str]) -> ColumnElement[bool]:
    """Whether a column of text is one of some texts."""
    dialect = connection.dialect.name
    given = bindparam(None, handed_texts(connection, texts), _type_of_texts(dialect), unique=True)
    return _is_one_of(dialect, wanted, given)


def is_among(dialect: str, wanted: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """The same for a statement that is made once: the texts come as a parameter of this name, by `handed_texts`."""
    return _is_one_of(dialect, wanted, bindparam(name, type_=_type_of_texts(dialect)))


def _type_of_texts(dialect: str) -> TypeEngine[Any]:
    return postgresql.ARRAY(Text) if dialect == "postgresql" else Text()


def _is_one_of(dialect: str, wanted: ColumnElement[Any], texts: BindParameter[Any]) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return wanted == any_(texts)
    return wanted.in_(select(func.json_each(texts).table_valued("value").c.value))


def handed_texts(connection: Connection, texts: Collection[str]) -> list[str] | str:
    """Some texts as one parameter."""
    return list(texts) if connection.dialect.name == "postgresql" else json.dumps(list(texts))


def handed_rows(connection: Connection, table: Table, rows: Rows) -> Select[Any]:
    """The rows, by names of columns of the table, as a query of one parameter, in their order."""
    return _given(connection.dialect.name, table, tuple(rows[0])).params(rows=_as_text(rows))


@cache
def _given(dialect: str, table: Table, names: tuple[str, ...]) -> Select[Any]:
    columns = [table.c[name] for name in names]
    handed = bindparam("rows", type_=Text)
    if dialect == "postgresql":
        typed = [column(item.name, item.type) for item in columns]
        given = func.json_to_recordset(cast(handed, postgresql.JSON)).table_valued(*typed, name="given")
        return select(given.render_derived(with_types=True))
    value = func.json_each(handed).table_valued("value", name="given").c.value
    # SQLite would take `ON CONFLICT` after a bare SELECT for a join's
    return select(*[func.json_extract(value, f"$.{item.name}").label(item.name) for item in columns]).where(true())


def _as_text(rows: Rows) -> str:
    plain = [{name: value if type(value) in PLAIN else _plain(value) for name, value in row.items()} for row in rows]
    return msgspec.json.encode(plain).decode()


def _plain(value: Any) -> Any:
    """A value as JSON has it; instants as SQLite keeps them, and PostgreSQL reads them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
