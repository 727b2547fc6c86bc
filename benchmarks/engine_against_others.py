"""How far is the DuckDB engine from Polars lazy, and from a fused Numba pass over sorted rows?

Each runs in a process of its own, one after the other, round by round, once to warm up and once for the figure; all
tables must be equal. The engine reads its own tables, as it does for its users; the others read the same events from
Parquet, as theirs do; `duckdb_engine_on_parquet` is the engine on those very files.
"""

import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

import alone
import data
import pyarrow.parquet as pq


def measure(events: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Medians of each, and its seconds as a multiple of the engine's, round by round."""
    made = data.make(events, folder)
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in alone.CONTESTANTS}
    with tempfile.TemporaryDirectory() as results:
        for _ in range(rounds):
            for name, figures in taken.items():
                figures.append(alone.run(name, made, Path(results) / f"{name}.parquet"))
        tables = {name: pq.read_table(Path(results) / f"{name}.parquet") for name in taken}
    engine = tables["duckdb_engine"]
    for name, table in tables.items():
        assert table.cast(engine.schema).equals(engine), f"{name} and the engine disagree"
    return {"events": events, "rounds": rounds} | {name: _summary(taken, name) for name in taken}


def _summary(taken: dict[str, list[dict[str, Any]]], name: str) -> dict[str, Any]:
    pairs = zip(taken[name], taken["duckdb_engine"], strict=True)
    return {
        "seconds": round(statistics.median(figures["seconds"] for figures in taken[name]), 2),
        "cpu_seconds": round(statistics.median(figures["cpu_seconds"] for figures in taken[name]), 2),
        "peak_memory_gb": max(figures["peak_memory_gb"] for figures in taken[name]),
        "times_the_engine": round(statistics.median(one["seconds"] / other["seconds"] for one, other in pairs), 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(2_000_000, 1, data.FOLDER), indent=2))
