"""The databases that a connect.yaml names, brought before DuckDB so that its queries can read them.

DuckDB's own extensions for SQLite, PostgreSQL and Excel are downloads that many machines do not allow, and no Python
package carries those of the DuckDB in use. So the tables that a query names are read by Python's `sqlite3`, by
psycopg or by openpyxl, whole, and stand in DuckDB under the same names: `club.members`, `club.audit.members`.
"""

import importlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from isonomia.errors import EngineUnavailable

Rows = tuple[Sequence[str], list[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Database:
    """A database of connect.yaml: `place` is a path, or a connection string whose secrets are never shown."""

    name: str
    kind: str
    place: str


class DatabaseFault(Exception):
    """A database that cannot be read; the message holds no secret."""


def attach(connection: duckdb.DuckDBPyConnection, database: Database, tables: Iterable[tuple[str | None, str]]) -> None:
    """Make the named tables (schema or None, table) of a database known to a connection under its name."""
    quoted = _quoted(database.name)
    try:
        if database.kind == "duckdb":
            place = database.place.replace("'", "''")
            connection.execute(f"ATTACH '{place}' AS {quoted} (READ_ONLY)")
            return
        connection.execute(f"ATTACH ':memory:' AS {quoted}")
        for schema, table in tables:
            columns, rows = READ[database.kind](database, schema, table)
            _fill(connection, f"{quoted}.{_quoted(schema or 'main')}", table, columns, rows)
    except (duckdb.Error, OSError, sqlite3.Error, pa.ArrowException) as error:
        raise DatabaseFault(_without_secret(str(error), database)) from None


def _fill(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Sequence[str], rows: list[Sequence[Any]]
) -> None:
    cells = list(zip(*rows, strict=True)) if rows else [() for _ in columns]
    arrays = [_array(list(values)) for values in cells]
    connection.register("arriving", pa.Table.from_arrays(arrays, names=list(columns)))
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    connection.execute(f"CREATE TABLE {schema}.{_quoted(table)} AS SELECT * FROM arriving")
    connection.unregister("arriving")


def _array(values: list[Any]) -> Any:
    """A column of one type; values of several types, or of none that Arrow has, become their text."""
    plain = [json.dumps(value) if isinstance(value, (dict, list)) else value for value in values]
    kinds = {type(value) for value in plain if value is not None}
    if kinds == {int, Decimal}:
        plain, kinds = [Decimal(value) if isinstance(value, int) else value for value in plain], {Decimal}
    if not kinds:
        return pa.array(plain, pa.string())
    if len(kinds) == 1 and kinds <= {bool, int, float, str, bytes, Decimal, date, datetime, time}:
        try:
            return pa.array(plain)
        except (pa.ArrowException, OverflowError):
            pass
    return pa.array([None if value is None else str(value) for value in plain], pa.string())


def _sqlite(database: Database, schema: str | None, table: str) -> Rows:
    path = Path(database.place)
    if not path.is_file():
        raise DatabaseFault("there is no file at the path given")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        where = f"{_quoted(schema)}." if schema else ""
        cursor = connection.execute(f"SELECT * FROM {where}{_quoted(table)}")
        return [entry[0] for entry in cursor.description], cursor.fetchall()


def _postgres(database: Database, schema: str | None, table: str) -> Rows:
    psycopg = _needed("psycopg", "psycopg[binary]", "PostgreSQL")
    try:
        with psycopg.connect(database.place, connect_timeout=10) as connection:
            connection.read_only = True
            where = f"{_quoted(schema)}." if schema else ""
            cursor = connection.execute(f"SELECT * FROM {where}{_quoted(table)}")
            return [entry.name for entry in cursor.description], cursor.fetchall()
    except psycopg.Error as error:
        raise DatabaseFault(_without_secret(str(error), database)) from None


def _excel(database: Database, schema: str | None, table: str) -> Rows:
    openpyxl = _needed("openpyxl", "openpyxl", "Excel")
    path = Path(database.place)
    if not path.is_file():
        raise DatabaseFault("there is no file at the path given")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises what its parts raise (zip, XML, KeyError)
        raise DatabaseFault(f"{path} is not a workbook: {error}") from None
    with closing(book):
        sheet = next((book[name] for name in book.sheetnames if name.casefold() == table.casefold()), None)
        if sheet is None or schema is not None:
            raise DatabaseFault(f"{path} has no sheet '{table}', but {', '.join(book.sheetnames)}")
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    if not rows:
        raise DatabaseFault(f"the sheet '{table}' of {path} is empty")
    width = next((at for at, name in enumerate(rows[0]) if name is None), len(rows[0]))
    filled = [row[:width] for row in rows[1:] if any(cell is not None for cell in row[:width])]
    return [str(name) for name in rows[0][:width]], [[_as_written(cell) for cell in row] for row in filled]


def _as_written(cell: Any) -> Any:
    """A number of a sheet in the digits that the sheet shows, not as a binary float."""
    return Decimal(repr(cell)) if isinstance(cell, float) else cell


READ: Mapping[str, Callable[[Database, str | None, str], Rows]] = {
    "sqlite": _sqlite,
    "postgres": _postgres,
    "excel": _excel,
}
KINDS = (*READ, "duckdb")


def _needed(module: str, package: str, what: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise EngineUnavailable(
            f"reading {what} needs the package {package}",
            remedy=f"install it beside isonomia: `python -m pip install '{package}'`",
        ) from None


def _without_secret(text: str, database: Database) -> str:
    return " ".join(text.replace(database.place, "...").split()) if database.kind == "postgres" else text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
