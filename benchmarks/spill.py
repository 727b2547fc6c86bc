"""Do 100 million events of two million members finish in 1.5 GB of memory, the rest spilling to disk?"""

import json
import sys
from pathlib import Path
from typing import Any

import alone
import data

EVENTS, MEMBERS = 100_000_000, 2_000_000


def measure(folder: Path, events: int = EVENTS) -> dict[str, Any]:
    """One run, cold, in a process of its own: seconds, peak memory, the most that lay on disk at one time."""
    made = data.make(events, folder, MEMBERS)
    figures = alone.run("duckdb_engine", made, cold=True)
    return {"events": events, "memory_limit": alone.MEMORY_LIMIT} | figures


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else data.FOLDER), indent=2))
