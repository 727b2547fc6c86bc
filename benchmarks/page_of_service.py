"""The sections of docs/benchmarks.md on the live service."""

from typing import Any

Figures = dict[str, Any]
PHASES = {
    "half": "half of what is asked",
    "single": "single records, one a request, and half of the pages",
    "batches": "as asked, in batches of 50",
}


def on_postgres(made: Figures) -> str:
    """What the live service carries in production."""
    return f"""## The live service under load

`isonomia serve` with clients on the same machine: records come in, statements are read as pages, and a probe asks how
long after a record the member's standing shows it. A standing or a statement that is asked for is computed then; what
else follows from records (notices, a changed band told to others) waits for the work behind the pages, which computes
all standings that have moved, the oldest first.

All clients send at their rate whether or not the earlier answers have come, so that a service that is too slow shows
it in its times; each page comes on a connection of its own. PostgreSQL, two server processes, {_in_place(made)},
vacuumed after the filling, as records that came over years would long have been.

{_table(made)}

The aim is 1,000 records and 50 pages a second at once, standings up to date within a second, 99 of 100 pages within
150 ms. `shown within` holds for half of the probes, and for 95 of 100. Standings that wait for the work behind were
counted twice a second. Where more is asked than taken, the cores are full: service, database and clients share them.
{_bare(made)}
"""


def on_sqlite(made: Figures) -> str:
    """The same on the database that needs no server."""
    return f"""## The live service on SQLite

The same, one process, {_in_place(made)}. The aim is 300 records a second.

{_table(made)}

{_bare(made)}
"""


def _in_place(made: Figures) -> str:
    return f"{made['members']:,} members and {made['records']:,} records in place"


def _bare(made: Figures) -> str:
    rows = made["bare_framework"]["rows_per_second"]
    return f"""The bare framework (FastAPI with SQLAlchemy, one row written for each request: no account, check or log)
takes {rows} rows a second from sixteen clients on the same database."""


def _table(made: Figures) -> str:
    titles = (
        "records a second, asked",
        "taken",
        "pages a second",
        "half within, ms",
        "99 of 100",
        "shown within, ms",
        "95 of 100",
        "standings that wait, on average",
        "at most",
    )
    head = f"| | {' | '.join(titles)} |\n|{'---|' * (len(titles) + 1)}\n"
    return head + "\n".join(_row(words, made[phase]) for phase, words in PHASES.items())


def _row(name: str, made: Figures) -> str:
    pages, shown = made["statements"], made["shown_after"]
    records = f"{made['asked_records_per_second']} | {made['records_per_second']}"
    times = f"{pages['p50_ms']} | {pages['p99_ms']} | {shown.get('p50_ms', '')} | {shown.get('p95_ms', '')}"
    waiting = made["standings_waiting"]
    return f"| {name} | {records} | {made['statements_per_second']} | {times} | {waiting['mean']} | {waiting['most']} |"


PARTS = [("service_on_postgres", on_postgres), ("service_on_sqlite", on_sqlite)]
