"""How far is the DuckDB engine from what an expert writes by hand in DuckDB for the same scheme?

Two experts: one writes one window for all caps and one for both pools; the other has then spent days on this one
scheme, and sorts only what this ledger's figures ask for. All run on the same tables in one process, in turn; the
results must be equal row by row.
"""

import json
import statistics
import time
from pathlib import Path
from typing import Any

import alone
import data
from peers import hand_tuned, hand_written

from isonomia.score.sql.query import build_query

PEERS = {"hand_written": hand_written.query, "hand_tuned": hand_tuned.query}


def measure(events: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Medians of each over the rounds, the ratio engine / peer round by round, and the process's peak memory."""
    store = data.open_ledger(data.make(events, folder))
    store.connection.execute("SET enable_progress_bar = false")
    ours = build_query(data.scheme(), data.AS_OF, data.AS_OF, "duckdb", shape=store.shape)
    queries = {"engine": ours} | {name: query() for name, query in PEERS.items()}
    taken: dict[str, list[float]] = {name: [] for name in queries}
    for _ in range(rounds + 1):
        tables = {}
        for name, query in queries.items():
            begun = time.perf_counter()
            tables[name] = store.connection.sql(query).to_arrow_table()
            taken[name].append(time.perf_counter() - begun)
        for name in PEERS:
            assert tables["engine"].equals(tables[name].cast(tables["engine"].schema)), f"{name} disagrees"
    warm = {name: seconds[1:] for name, seconds in taken.items()}  # the first round fills the caches
    ratios = {name: [a / b for a, b in zip(warm["engine"], warm[name], strict=True)] for name in PEERS}
    return {
        "events": events,
        "rounds": rounds,
        "seconds": {name: round(statistics.median(seconds), 2) for name, seconds in warm.items()},
        "ratio": {name: round(statistics.median(values), 2) for name, values in ratios.items()},
        "peak_memory_gb": round(alone.peak_memory() / 1e9, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(2_000_000, 3, data.FOLDER), indent=2))
