"""How long does the check take, beside merely reading the same files with ruamel.yaml, and as a whole process?"""

import json
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from isonomia.check.registry import checks
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.garbage import spare_collection
from isonomia.presets import preset_path
from isonomia.scheme.load import read_scheme_text

SCHEMES = 1_000
PEER_EVERY = 20  # the peer reads every twentieth file; its time is multiplied
PRESET = "school-house-points"
SETTINGS = Settings(date(2026, 11, 27))


def varied(number: int, text: str) -> str:
    """A scheme of its own: another name and other points in every rule, so that nothing is remembered."""
    text = text.replace(f"scheme: {PRESET}", f"scheme: {PRESET}-{number}")
    return re.sub(r"points: (\d+)", lambda found: f"points: {int(found[1]) + number}", text)


def measure() -> dict[str, Any]:
    """Seconds for a thousand schemes on one core, for the peer, and for one scheme with the start of the process."""
    text = preset_path(PRESET).read_text(encoding="utf-8")
    texts = [varied(number, text) for number in range(1, SCHEMES + 1)]
    checks()
    spare_collection()  # as every process of isonomia does
    begun = time.process_time()
    for made in texts:
        reading = read_scheme_text(Path("scheme.yaml"), made)
        assert reading.scheme is not None
        assert reading.document is not None
        check_scheme(reading.scheme, reading.document, SETTINGS)
    ours = time.process_time() - begun
    begun = time.process_time()
    for made in texts[::PEER_EVERY]:
        YAML(typ="safe", pure=True).load(made)
    peer = (time.process_time() - begun) * PEER_EVERY
    alone, libraries = [], []
    for _ in range(10):
        alone.append(_process("-m", "isonomia", "check", PRESET))
        libraries.append(_process("-c", "import pydantic, sqlglot, typer"))
    return {
        "schemes": SCHEMES,
        "lines": len(text.splitlines()),
        "checks": len(checks()),
        "seconds": round(ours, 2),
        "peer_seconds": round(peer, 2),
        "ratio": round(ours / peer, 2),
        "one_scheme_seconds": round(statistics.median(alone), 3),
        "libraries_seconds": round(statistics.median(libraries), 3),
    }


def _process(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
