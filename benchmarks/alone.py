"""What does one contestant need in a process of its own: seconds, peak memory, disk for what does not fit?

    python benchmarks/alone.py duckdb_engine 10000000
prints JSON. Each runs once to warm up (compilers, disk caches), then once for the figures; --cold leaves out the first.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import data
import pyarrow as pa
import pyarrow.parquet as pq

from isonomia.score.engines.duckdb import DuckDBEngine

MEMORY_LIMIT = "1500MB"


def duckdb_engine(folder: Path, spill: Path) -> Callable[[], pa.Table]:
    return _engine(data.open_ledger(folder, MEMORY_LIMIT), spill)


def duckdb_engine_on_parquet(folder: Path, spill: Path) -> Callable[[], pa.Table]:
    return _engine(data.open_parquet(folder, MEMORY_LIMIT), spill)


def _engine(store: Any, spill: Path) -> Callable[[], pa.Table]:
    scheme = data.scheme()
    store.connection.execute(f"SET temp_directory = '{spill}'")
    return lambda: DuckDBEngine().standings(scheme, store, data.AS_OF, data.AS_OF)


def polars_streaming(folder: Path, _: Path) -> Callable[[], pa.Table]:
    from peers import polars_lazy

    return lambda: polars_lazy.standings(folder, "streaming")


def polars_in_memory(folder: Path, _: Path) -> Callable[[], pa.Table]:
    from peers import polars_lazy

    return lambda: polars_lazy.standings(folder, "in-memory")


def numba_fused(folder: Path, _: Path) -> Callable[[], pa.Table]:
    from peers import numba_fused

    return lambda: numba_fused.standings(folder)


CONTESTANTS = {
    function.__name__: function
    for function in (duckdb_engine, duckdb_engine_on_parquet, polars_streaming, polars_in_memory, numba_fused)
}


def run(contestant: str, folder: Path, result: Path | None = None, *, cold: bool = False) -> dict[str, Any]:
    """Start a process for one contestant; its figures, and its table in `result` if asked."""
    command = [sys.executable, __file__, contestant, str(folder)]
    command += ["--result", str(result)] if result else []
    command += ["--cold"] if cold else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


class DiskWatch(threading.Thread):
    """Looks at the size of a folder until told to stop."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.peak, self.over = folder, 0, threading.Event()

    def run(self) -> None:
        """Ten times a second, the bytes that are really on the disk."""
        while not self.over.wait(0.1):
            sizes = []
            for path in self.folder.rglob("*"):
                try:
                    sizes.append(path.stat().st_blocks * 512)
                except FileNotFoundError:
                    continue
            self.peak = max(self.peak, sum(sizes))


def peak_memory() -> int:
    """The bytes of memory that this process had at most; getrusage would count the parent's at its fork too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def main() -> None:
    """One contestant, here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("contestant", choices=CONTESTANTS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--result", type=Path)
    parser.add_argument("--cold", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as spill:
        watch = DiskWatch(Path(spill))
        watch.start()
        score = CONTESTANTS[arguments.contestant](arguments.folder, Path(spill))
        if not arguments.cold:
            score()
        begun, used = time.perf_counter(), time.process_time()
        table = score()
        seconds, cpu = time.perf_counter() - begun, time.process_time() - used
        watch.over.set()
        watch.join()
    if arguments.result:
        pq.write_table(table, arguments.result)
    figures = {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_memory_gb": round(peak_memory() / 1e9, 2),
        "spilled_gb": round(watch.peak / 1e9, 2),
        "members": len(table),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
