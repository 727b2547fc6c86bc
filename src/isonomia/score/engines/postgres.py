"""PostgreSQL: loads the ledger into temporary tables of a database and runs the query there."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from isonomia.errors import EngineFailed, EngineUnavailable
from isonomia.expression.dialects.postgres import POSTGRES
from isonomia.ledger.store import LedgerStore
from isonomia.ledger.tables import table_schemas
from isonomia.scheme.scheme import Scheme
from isonomia.score.engines.interface import STANDINGS, Engine, beyond_64_bits
from isonomia.score.sql.query import build_query

if TYPE_CHECKING:
    from psycopg import Cursor

COLUMN_TYPES: dict[pa.DataType, str] = {
    pa.string(): "TEXT",
    pa.timestamp("us"): "TIMESTAMP",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
    pa.int64(): "BIGINT",
    pa.decimal128(18, 6): "DECIMAL(18,6)",
}
ROWS_AT_ONCE = 50_000


class PostgresEngine(Engine):
    """`url` is a connection string; without one libpq's environment (PGHOST, PGDATABASE, ...) decides.

    Everything happens in temporary tables of one session: nothing is left behind, nothing of the database is read.
    """

    name = "postgres"

    def __init__(self, url: str | None = None) -> None:
        self.url = url or ""

    def standings(
        self,
        scheme: Scheme,
        store: LedgerStore,
        as_of: datetime,
        known_at: datetime,
        members: Collection[str] | None = None,
    ) -> pa.Table:
        """Load, run, read back; EngineUnavailable without psycopg or a server, EngineFailed with its message."""
        try:
            import psycopg
        except ImportError as error:
            raise EngineUnavailable(
                "the PostgreSQL engine needs psycopg",
                remedy="install it beside isonomia: `python -m pip install 'psycopg[binary]'`",
            ) from error
        query = build_query(scheme, as_of, known_at, "postgres", shape=store.shape, members=members)
        try:
            connection = psycopg.connect(self.url, autocommit=False)
        except psycopg.Error as error:
            raise EngineUnavailable(
                f"no PostgreSQL to reach: {error}", remedy="start one, or give its address with --url"
            ) from error
        try:
            with connection:
                cursor = connection.cursor()
                for name, schema in table_schemas(scheme).items():
                    _load(cursor, store, name, schema)
                cursor.execute(query.encode())
                columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(STANDINGS)
                return pa.Table.from_arrays(
                    [pa.array(values, field.type) for values, field in zip(columns, STANDINGS, strict=True)],
                    schema=STANDINGS,
                )
        except psycopg.errors.NumericValueOutOfRange as error:
            # the score alone is cast to 64 bits from what may be wider
            raise beyond_64_bits() from error
        except psycopg.Error as error:
            raise EngineFailed(f"PostgreSQL: {error}", remedy="see the message") from error


def _load(cursor: "Cursor", store: LedgerStore, name: str, schema: pa.Schema) -> None:
    table = POSTGRES.name_of(POSTGRES.short_name(name))
    short = {field.name: POSTGRES.name_of(POSTGRES.short_name(field.name)) for field in schema}
    columns = ", ".join(f"{short[field.name]} {COLUMN_TYPES[field.type]}" for field in schema)
    cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP".encode())
    names = ", ".join(f'"{field.name}"' for field in schema)
    result = store.connection.cursor().execute(f'SELECT {names} FROM "{name}"')
    with cursor.copy(f"COPY {table} ({', '.join(short.values())}) FROM STDIN".encode()) as copy:
        while rows := result.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                copy.write_row(row)
    cursor.execute(f"ANALYZE {table}".encode())
