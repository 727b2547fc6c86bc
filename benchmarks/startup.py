"""How long does `isonomia --help` take, as a whole process?"""

import json
import statistics
import subprocess
import sys
import time
from typing import Any


def measure(rounds: int = 10) -> dict[str, Any]:
    """Median seconds of the whole process."""
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "isonomia", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - begun)
    return {"rounds": rounds, "seconds": round(statistics.median(seconds), 3)}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
