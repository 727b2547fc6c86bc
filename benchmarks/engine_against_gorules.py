"""How many events does a rules engine decide in a second, and how many the DuckDB engine?

A rules engine gives conditions and points alone. The like of that is `points_alone`: the first part of the engine's
query, up to the raw points of each rule. `standings` is the whole of it, with caps, fading, sums and bands. The points
of each rule over the same events must be equal.
"""

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import data
import pyarrow.parquet as pq
from peers import gorules

from isonomia.expression.dialects import DIALECTS
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.sql.builder import Builder
from isonomia.score.sql.facts import add_facts
from isonomia.score.sql.matches import add_event_matches, event_entries

EVENTS = 100_000
# the points of each rule over the same rows, by DuckDB
CHECK = """
SELECT {points} FROM (SELECT * FROM read_parquet('{path}', file_row_number = true) WHERE file_row_number < {count})
"""
POINTS = {
    "hours": {
        "long_help": "CASE WHEN data_hours >= 2 THEN ROUND(LEAST(data_hours, 8) * 2) END",
        "short_help": "CASE WHEN data_hours < 2 THEN 1 END",
        "night_shift": "CASE WHEN data_task = 'night' THEN 3 END",
        "teaching": "CASE WHEN data_task = 'teaching' THEN 5 END",
    },
    "payments": {
        "on_time": "CASE WHEN data_days_late <= 0 THEN 1 END",
        "late": "CASE WHEN data_days_late > 90 THEN -12 WHEN data_days_late > 30 THEN -4 END",
        "donation": "CASE WHEN data_amount >= 500 THEN 2 END",
    },
    "reports": {
        "complaint": "CASE WHEN data_severity = 1 AND data_confirmed THEN -2 END",
        "offence": "CASE WHEN data_severity >= 2 AND data_confirmed THEN data_severity * -10 END",
        "praise": "CASE WHEN data_severity = 0 THEN 4 END",
    },
}


def measure(events_of_engine: int, folder: Path, rounds: int = 3) -> dict[str, Any]:
    """Events a second of the rules engine, each way it can be called, and of the engine; the best of the rounds."""
    made = data.make(2_000_000, folder)
    events = {source: _events(made, source, round(EVENTS * share)) for source, share in data.SHARES.items()}
    expected = _expected(made)
    decide = gorules.engine()
    rates: dict[str, int] = {}
    for name, way in gorules.WAYS.items():
        seconds = []
        for _ in range(rounds):
            begun = time.perf_counter()
            points = way(decide, events)
            seconds.append(time.perf_counter() - begun)
            assert points == expected, (name, points, expected)
        rates[name] = round(EVENTS / min(seconds))
    ours = _rates_of_engine(events_of_engine, rounds, folder)
    best = max(rates.values())
    return {
        "events": EVENTS,
        "events_of_engine": events_of_engine,
        "events_a_second": rates | ours,
        "times": {name: round(rate / best, 1) for name, rate in ours.items()},
    }


def _rates_of_engine(events: int, rounds: int, folder: Path) -> dict[str, int]:
    """Events a second of the engine on the whole ledger: the points of each rule, and the standings."""
    store, scheme = data.open_ledger(data.make(events, folder)), data.scheme()
    builder = Builder(scheme, data.AS_OF, data.AS_OF, DIALECTS["duckdb"], store.shape)
    add_facts(builder)
    add_event_matches(builder)
    ctes = ", ".join(f"{name} AS NOT MATERIALIZED ({sql})" for name, sql in builder.ctes)
    sums = [f"SELECT '{rule.name}', SUM(raw) FROM ({event_entries(builder, rule)})" for rule in scheme.rules]
    query = f"WITH {ctes} {' UNION ALL '.join(sums)}"
    ways: dict[str, Callable[[], Any]] = {
        "points_alone": lambda: store.connection.execute(query).fetchall(),
        "standings": lambda: DuckDBEngine().standings(scheme, store, data.AS_OF, data.AS_OF),
    }
    return {name: round(events / min(_seconds(way) for _ in range(rounds))) for name, way in ways.items()}


def _seconds(way: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def _events(folder: Path, source: str, count: int) -> list[dict[str, Any]]:
    """The first rows as a caller has them: numbers and text, decimals as numbers."""
    fields, _ = gorules.TABLES[source]
    batch = next(
        pq.ParquetFile(folder / f"{source}.parquet").iter_batches(count, columns=[f"data_{name}" for name in fields])
    )
    return [
        {name: float(value) if hasattr(value, "as_tuple") else value for name, value in zip(fields, row, strict=True)}
        for row in zip(*(batch.column(f"data_{name}").to_pylist() for name in fields), strict=True)
    ]


def _expected(folder: Path) -> Counter[str]:
    points: Counter[str] = Counter()
    connection = data.connect()
    for source, share in data.SHARES.items():
        columns = ", ".join(f"SUM({value})::BIGINT" for value in POINTS[source].values())
        query = CHECK.format(points=columns, path=folder / f"{source}.parquet", count=round(EVENTS * share))
        row = connection.execute(query).fetchone()
        assert row
        points.update(dict(zip(POINTS[source], row, strict=True)))
    return points


if __name__ == "__main__":
    print(json.dumps(measure(2_000_000, data.FOLDER), indent=2))
