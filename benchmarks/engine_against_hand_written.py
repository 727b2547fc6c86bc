"""How far is the DuckDB engine from the query that an expert writes by hand in DuckDB for the same scheme?

Both run on the same tables in one process, in turn; the results must be equal row by row.
"""

import json
import resource
import statistics
import time
from pathlib import Path
from typing import Any

import data
from peers import hand_written

from isonomia.score.sql.query import build_query


def measure(events: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Seconds of each in each round, the ratio engine / hand-written pair by pair, and the process's peak memory."""
    store = data.open_ledger(data.make(events, folder))
    ours = build_query(data.scheme(), data.AS_OF, data.AS_OF, "duckdb", shape=store.shape)
    theirs = hand_written.query()
    pairs: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        engine = store.connection.sql(ours).to_arrow_table()
        between = time.perf_counter()
        hand = store.connection.sql(theirs).to_arrow_table()
        pairs.append((between - begun, time.perf_counter() - between))
        assert engine.equals(hand.cast(engine.schema)), "the two queries disagree"
    pairs = pairs[1:]  # the first round fills the caches
    return {
        "events": events,
        "rounds": rounds,
        "engine_seconds": round(statistics.median(first for first, _ in pairs), 2),
        "hand_written_seconds": round(statistics.median(second for _, second in pairs), 2),
        "ratio": round(statistics.median(first / second for first, second in pairs), 2),
        "peak_memory_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(2_000_000, 3, Path("bench-data")), indent=2))
