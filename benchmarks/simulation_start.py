"""How long does `isonomia simulate` take for 1,000 people and one week, as a whole process, and the very first time?

From a wheel, built here and installed into a folder of its own, first as pip leaves it and then read-only. The first
time, the kernel is compiled; its machine code is kept where the user may write.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMMAND = ["simulate", "rongcheng", "--society", "chinese-county-2015", "--people", "1000", "--weeks", "1"]
ROUNDS = 5


def measure() -> dict[str, Any]:
    """Seconds of whole processes: the first, which compiles, and medians of later ones."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        site, cache = place / "site", place / "cache"
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(place), str(HERE.parent)]
        subprocess.run(wheel, check=True, capture_output=True)
        install = [*pip, "install", "--no-deps", "--target", str(site), *map(str, place.glob("isonomia-*.whl"))]
        subprocess.run(install, check=True, capture_output=True)
        environment = os.environ | {"PYTHONPATH": str(site), "ISONOMIA_CACHE_DIR": str(cache)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        where = [sys.executable, "-c", "import isonomia; print(isonomia.__file__)"]
        found = subprocess.run(where, check=True, capture_output=True, text=True, env=environment, cwd=made).stdout
        assert found.startswith(str(site)), f"{found} is not the wheel's"
        first = _seconds(environment, place)
        installed = [_seconds(environment, place) for _ in range(ROUNDS)]
        paths = sorted(site.rglob("*"), reverse=True)
        for path in [*paths, site]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        read_only = [_seconds(environment, place) for _ in range(ROUNDS)]
        assert sorted(site.rglob("*"), reverse=True) == paths, "something was written beside the package"
        for path in [site, *site.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
    return {
        "first_seconds": round(first, 1),
        "installed_seconds": round(statistics.median(installed), 2),
        "read_only_seconds": round(statistics.median(read_only), 2),
        "rounds": ROUNDS,
    }


def _seconds(environment: dict[str, str], folder: Path) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "isonomia", *COMMAND]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
