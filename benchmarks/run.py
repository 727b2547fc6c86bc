"""Runs the benchmarks and writes their figures to benchmarks/results/latest.json and docs/benchmarks.md: `make bench`.

    python benchmarks/run.py --only startup statement
runs some of them again; the page keeps the figures of the others, each with the day and machine it was taken on.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import check
import data
import engine_against_gorules
import engine_against_hand_written
import engine_against_others
import engine_on_postgres
import page
import spill
import startup
import statement

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "latest.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"
LIBRARIES = ("duckdb", "pyarrow", "polars", "numba", "zen-engine", "tzdata")


def benchmarks(events: int, rounds: int, folder: Path) -> dict[str, Callable[[], dict[str, Any]]]:
    """All benchmarks by name; `events` and `rounds` hold for those that compare engines on the whole ledger."""
    return {
        "engine_against_hand_written": lambda: engine_against_hand_written.measure(events, rounds, folder),
        "engine_against_others": lambda: engine_against_others.measure(events, rounds, folder),
        "engine_against_gorules": lambda: engine_against_gorules.measure(events, folder),
        "engine_on_postgres": lambda: engine_on_postgres.measure(folder),
        "spill": lambda: spill.measure(folder),
        "statement": statement.measure,
        "startup": startup.measure,
        "check": check.measure,
    }


def main() -> None:
    """Run what is asked for; each result is written as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=data.FOLDER, help="where the made ledgers are kept (20 GB)")
    parser.add_argument("--only", nargs="+", choices=benchmarks(0, 0, data.FOLDER), help="run these alone")
    arguments = parser.parse_args()
    figures = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name, measure in benchmarks(arguments.events, arguments.rounds, arguments.folder).items():
        if arguments.only and name not in arguments.only:
            continue
        print(f"{name} ...", flush=True)
        figures[name] = measure() | {"taken": taken()}
        print(json.dumps(figures[name], indent=2), flush=True)
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(page.page(figures), encoding="utf-8")


def taken() -> str:
    """The day, the machine and the versions of what was measured."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, "
        f"Python {platform.python_version()}, {versions}"
    )


if __name__ == "__main__":
    main()
