"""How long does `isonomia simulate` take for 1,000 people and one week, as a whole process, and the very first time?

From a wheel, built here and installed into a virtual environment with what isonomia itself needs (the extra `sweep`
brings SciPy, which Numba then loads too: a third of a second), first as pip leaves it and then read-only. The first
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
LEFT_OUT = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
"""What a user's shell does not set: a first start leaves compiled Python beside the sources, as pip does."""


def measure() -> dict[str, Any]:
    """Seconds of whole processes: the first, which compiles, and medians of later ones."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        venv, cache = place / "venv", place / "cache"
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, capture_output=True)
        python = venv / "bin" / "python"
        pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        lock = HERE.parent / "requirements" / "run.lock"
        wheel = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            made,
            str(HERE.parent),
        ]
        for command in (
            [*pip, "install", "--require-hashes", "--no-deps", "-r", str(lock)],
            wheel,
        ):
            subprocess.run(command, check=True, capture_output=True)
        subprocess.run([*pip, "install", "--no-deps", *map(str, place.glob("isonomia-*.whl"))], check=True)
        environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        environment["ISONOMIA_CACHE_DIR"] = str(cache)
        where = [str(python), "-c", "import isonomia; print(isonomia.__file__)"]
        found = subprocess.run(where, check=True, capture_output=True, text=True, env=environment, cwd=made).stdout
        site = Path(found.strip()).parent
        assert site.is_relative_to(venv), f"{found} is not the wheel's"
        first = _seconds(python, environment, place)
        installed = [_seconds(python, environment, place) for _ in range(ROUNDS)]
        paths = sorted(site.rglob("*"), reverse=True)
        for path in [*paths, site]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        read_only = [_seconds(python, environment, place) for _ in range(ROUNDS)]
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


def _seconds(python: Path, environment: dict[str, str], folder: Path) -> float:
    begun = time.perf_counter()
    command = [str(python), "-m", "isonomia", *COMMAND]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
