"""A checked ledger as tables in a DuckDB database, in memory or spilling to disk: what the SQL engines read."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from isonomia.ledger.ledger import Ledger
from isonomia.ledger.tables import LedgerShape, arrow_tables, shape_of
from isonomia.scheme.scheme import Scheme


@dataclass(frozen=True)
class LedgerStore:
    """The tables of docs/ledger.md ("Tables"), and which kinds of records they hold at all."""

    connection: duckdb.DuckDBPyConnection
    shape: LedgerShape

    @classmethod
    def from_ledger(cls, scheme: Scheme, ledger: Ledger) -> "LedgerStore":
        """Put a checked ledger into an in-memory database."""
        connection = connect()
        for name, table in arrow_tables(scheme, ledger).items():
            connection.register("incoming", table)
            connection.table("incoming").create(name)
            connection.unregister("incoming")
        return cls(connection, shape_of(ledger))


def connect(database: Path | None = None, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that never loads an extension by itself and speaks UTC."""
    connection = duckdb.connect(str(database) if database else ":memory:")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET preserve_insertion_order = false")
    if memory_limit:
        connection.execute(f"SET memory_limit = '{memory_limit}'")
    return connection
