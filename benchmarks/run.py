"""Runs the benchmarks and writes their figures to benchmarks/results/latest.json and docs/benchmarks.md: `make bench`.

    python benchmarks/run.py --only startup statement
    python benchmarks/run.py --only simulation
runs some of them again, the second all three of the simulator; the page keeps the figures of the others, each with the
day and machine it was taken on.
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
import country
import data
import engine_against_gorules
import engine_against_hand_written
import engine_against_others
import engine_on_postgres
import page
import service_load
import simulation_full_model
import simulation_scorelet
import simulation_start
import spill
import startup
import statement

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "latest.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"
SERVICE_LIBRARIES = ("fastapi", "uvicorn", "sqlalchemy", "psycopg")
LIBRARIES = ("duckdb", "pyarrow", "polars", "numba", "ray", "zen-engine", "tzdata")
BUSY = 1.5
"""The load before a benchmark from which on its figures are those of a busy machine."""
SIMULATION = "simulation"
SIMULATION_LIBRARIES = ("numpy", "numba", "mesa", "agentpy", "polars")


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
        "simulation_scorelet": lambda: simulation_scorelet.measure(folder),
        "simulation_full_model": simulation_full_model.measure,
        "simulation_start": simulation_start.measure,
        "country": country.measure,
        "service_on_postgres": service_load.on_postgres,
        "service_on_sqlite": service_load.on_sqlite,
    }


def main() -> None:
    """Run what is asked for; each result is written as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=data.FOLDER, help="where the made ledgers are kept (20 GB)")
    names = [*benchmarks(0, 0, data.FOLDER), SIMULATION]
    parser.add_argument("--only", nargs="+", choices=names, help="run these alone")
    arguments = parser.parse_args()
    figures = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name, measure in benchmarks(arguments.events, arguments.rounds, arguments.folder).items():
        is_simulation = name.startswith(SIMULATION)
        if arguments.only and name not in arguments.only and not (is_simulation and SIMULATION in arguments.only):
            continue
        print(f"{name} ...", flush=True)
        load = os.getloadavg()[0]
        libraries = (
            SIMULATION_LIBRARIES if is_simulation else SERVICE_LIBRARIES if name.startswith("service") else LIBRARIES
        )
        figures[name] = measure() | {"taken": taken(libraries, load)}
        print(json.dumps(figures[name], indent=2), flush=True)
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(page.page(figures), encoding="utf-8")


def taken(libraries: tuple[str, ...], load: float) -> str:
    """The day, the machine and the versions of what was measured, and whether the machine had other work."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in libraries)
    beside = f", beside other work (load {load:.0f})" if load > BUSY else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, "
        f"Python {platform.python_version()}, {versions}{beside}"
    )


if __name__ == "__main__":
    main()
