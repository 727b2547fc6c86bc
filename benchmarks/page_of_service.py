"""The section of docs/benchmarks.md on the live service."""

from typing import Any

Figures = dict[str, Any]
PHASES = {
    "batches": "as asked, in batches of 50",
    "half": "half of it",
    "single": "single records, one a request, and half of the pages",
}


def service(made: Figures) -> str:
    """What the live service carries, on both databases, and what the bare framework does."""
    postgres, sqlite = made["postgres"], made["sqlite"]
    return f"""## The live service under load

`isonomia serve` with clients on the same machine: records come in, statements are read as pages, and a probe asks how
long after a record the standing shows it. All clients send at their rate whether or not the earlier answers have come,
so that a service that is too slow shows it in its times. PostgreSQL with {postgres["members"]:,} members and
{postgres["records"]:,} records in place, two server processes; an SQLite file with {sqlite["members"]:,} members and
{sqlite["records"]:,} records, one process.

| | records a second, asked | taken | pages a second | half within, ms | 99 of 100 within, ms | shown within, ms |
|---|---|---|---|---|---|---|
{_rows("PostgreSQL", postgres)}
{_rows("SQLite", sqlite)}

The aim on PostgreSQL is 1,000 records and 50 pages a second at once, 99 of 100 pages within 150 ms; on SQLite 300
records. `shown within` holds for half of the probes.
Where more is asked than taken, the cores are full: the service, the database and the clients share them.

The bare framework (FastAPI with SQLAlchemy, one row written for each request, no account, no check, no log) takes
{postgres["bare_framework"]["rows_per_second"]} rows a second from sixteen clients on the same PostgreSQL, and
{sqlite["bare_framework"]["rows_per_second"]} on SQLite.
"""


def _rows(name: str, made: Figures) -> str:
    return "\n".join(_row(f"{name}, {words}", made[phase]) for phase, words in PHASES.items())


def _row(name: str, made: Figures) -> str:
    pages, shown = made["statements"], made["shown_after"]
    records = f"{made['asked_records_per_second']} | {made['records_per_second']}"
    times = f"{pages['p50_ms']} | {pages['p99_ms']} | {shown.get('p50_ms', '')}"
    return f"| {name} | {records} | {made['statements_per_second']} | {times} |"
