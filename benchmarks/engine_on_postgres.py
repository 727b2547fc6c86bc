"""How long does the PostgreSQL engine take for a million events, loading included, and is its answer DuckDB's?"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import data

from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.engines.postgres import PostgresEngine

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from postgres_server import postgres_server

EVENTS = 1_000_000


def measure(folder: Path) -> dict[str, Any]:
    """Seconds of the second of two runs on a fresh server with its own defaults: load into temporary tables, query."""
    store = data.open_ledger(data.make(EVENTS, folder))
    scheme = data.scheme()
    expected = DuckDBEngine().standings(scheme, store, data.AS_OF, data.AS_OF)
    seconds = 0.0
    with postgres_server() as url:
        for _ in range(2):
            begun = time.perf_counter()
            found = PostgresEngine(url).standings(scheme, store, data.AS_OF, data.AS_OF)
            seconds = time.perf_counter() - begun
            assert found.equals(expected), "PostgreSQL and DuckDB disagree"
    return {"events": EVENTS, "seconds": round(seconds, 2), "events_a_second": round(EVENTS / seconds)}


if __name__ == "__main__":
    print(json.dumps(measure(data.FOLDER), indent=2))
