"""DuckDB, the embedded engine: runs the query where the ledger's tables are."""

from collections.abc import Collection
from datetime import datetime

import duckdb
import pyarrow as pa

from isonomia.errors import EngineFailed
from isonomia.ledger.store import LedgerStore
from isonomia.scheme.scheme import Scheme
from isonomia.score.engines.interface import STANDINGS, Engine, beyond_64_bits
from isonomia.score.sql.query import build_query


class DuckDBEngine(Engine):
    """In process; sorts and aggregates larger than memory spill to disk."""

    name = "duckdb"

    def standings(
        self,
        scheme: Scheme,
        store: LedgerStore,
        as_of: datetime,
        known_at: datetime,
        members: Collection[str] | None = None,
    ) -> pa.Table:
        """Run the query on the store's own connection; EngineFailed carries DuckDB's message."""
        query = build_query(scheme, as_of, known_at, "duckdb", shape=store.shape, members=members)
        try:
            table = store.connection.sql(query).to_arrow_table()
        except duckdb.Error as error:
            # the score alone is cast to 64 bits from what may be wider
            if isinstance(error, duckdb.ConversionException) and "destination type INT64" in str(error):
                raise beyond_64_bits() from error
            raise EngineFailed(f"DuckDB: {error}", remedy="see the message; memory and disk limits apply") from error
        return table.cast(STANDINGS)
