"""How far is the simulator from Mesa, AgentPy, mesa-frames, NumPy, and from AVX2 by hand, on one small model?

The model, scorelet, is an ordinary scheme and society (benchmarks/scorelet/); peers/scorelet.py has it in words. Each
program runs in a process of its own, with as many people as suit it. Acts by activity and group, detections, scores,
bands and income after 104 ticks must agree with plain NumPy's within chance, or the run fails.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import data
import simulation_alone

HERE = Path(__file__).parent
PEERS = HERE / "peers"
SECONDS = 1.0
"""How long each round of a peer runs, about."""
PEOPLE = {
    "mesa": 3_000,
    "mesa_tuned": 3_000,
    "agentpy": 3_000,
    "mesa_frames": 200_000,
    "numpy": 20_000,
    "numpy_tuned": 20_000,
}
"""Where each program is at its fastest, more or less."""
REFERENCE, REFERENCE_PEOPLE = "numpy", 100_000
OURS_PEOPLE, CHECKED_PEOPLE, TICKS = 200_000, 50_000, 104
FARTHEST = 5.0
"""Standard errors by which two programs may differ in any of some sixty numbers: by chance one pair of 30,000 does."""

TURNS = 3
"""How often each program is run, all of them in turn, and the best is kept: on a shared machine the second core, above
all, is there at one time and not at another, and one program after the other would each meet another machine."""
OURS = ("isonomia_1", "isonomia_2")

Figures = dict[str, Any]
Runs = dict[str, tuple[int, Callable[[], Figures]]]
"""For each program how many people, and what runs it once."""


def measure(folder: Path) -> Figures:
    """Million person-ticks a second of each, and its ratio to the simulator's on one thread and on two."""
    reference = _peer(REFERENCE, REFERENCE_PEOPLE, sys.executable, seconds=0.1)["moments"]
    found: Figures = {"programs": {}, "left_out": {}, "turns": TURNS}
    checked = simulation_alone.run_alone("moments", "scorelet", "scorelet", CHECKED_PEOPLE, TICKS, 1)
    apart = agreement("isonomia", checked, reference)
    with tempfile.TemporaryDirectory() as place:
        runs = _ours() | _avx2(found, Path(place)) | _peers(found, folder)
        rounds: dict[str, list[Figures]] = {name: [] for name in runs}
        for _turn in range(TURNS):
            for name, (_people, run) in runs.items():
                rounds[name].append(run())
    digests = {figures["digest"] for name, made in rounds.items() if name in OURS for figures in made}
    assert len(digests) == 1, "the number of threads must not change a byte"
    for name, made in rounds.items():
        far = apart if name in OURS else agreement(name, made[0]["moments"], reference)
        rate = max(figures["million_person_ticks_a_second"] for figures in made)
        found["programs"][name] = _entry(rate, runs[name][0], far)
    for entry in found["programs"].values():
        for threads, name in enumerate(OURS, 1):
            ours = found["programs"][name]["million_person_ticks_a_second"]
            entry[f"isonomia_on_{threads}_over_this"] = _rounded(ours / entry["million_person_ticks_a_second"])
    return found


def _ours() -> Runs:
    asked = ("rate", "scorelet", "scorelet", OURS_PEOPLE, TICKS)
    return {
        name: (OURS_PEOPLE, partial(simulation_alone.run_alone, *asked, threads))
        for threads, name in enumerate(OURS, 1)
    }


def _peers(found: Figures, folder: Path) -> Runs:
    runs: Runs = {}
    for name, people in PEOPLE.items():
        python, is_threaded = sys.executable, name == "mesa_frames"
        if is_threaded:
            try:
                python = mesa_frames_python(folder)
            except subprocess.CalledProcessError:
                found["left_out"][name] = "its environment could not be made"
                continue
        for threads in (1, 2) if is_threaded else (1,):
            run = partial(_peer, name, people, python, seconds=SECONDS, threads=threads)
            runs[f"{name}_{threads}" if is_threaded else name] = people, run
    return runs


def _entry(rate: float, people: int, apart: float) -> Figures:
    return {"people": people, "million_person_ticks_a_second": _rounded(rate), "standard_errors_apart": round(apart, 1)}


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _peer(name: str, people: int, python: str, *, seconds: float, threads: int = 1) -> Figures:
    command = [python, str(PEERS / "scorelet.py"), name, str(people), str(seconds)]
    environment = os.environ | {"POLARS_MAX_THREADS": str(threads), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    figures: Figures = json.loads(done.stdout)
    return figures


def _avx2(found: Figures, place: Path) -> Runs:
    """The program in C on one thread and on two, where there is a compiler and a processor for it."""
    compiler = shutil.which("gcc")
    processor = Path("/proc/cpuinfo")
    if compiler is None or not processor.exists() or " avx2" not in processor.read_text(encoding="utf-8"):
        found["left_out"]["avx2"] = "no gcc, or no processor with AVX2"
        return {}
    program = place / "scorelet_avx2"
    command = [compiler, "-O3", "-march=native", "-o", str(program), str(PEERS / "scorelet_avx2.c")]
    subprocess.run([*command, "-lpthread", "-lm"], check=True)
    return {f"avx2_{threads}": (OURS_PEOPLE, partial(_run_avx2, program, threads)) for threads in (1, 2)}


def _run_avx2(program: Path, threads: int) -> Figures:
    command = [str(program), str(OURS_PEOPLE), str(threads), str(TICKS), "10"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def mesa_frames_python(folder: Path) -> str:
    """The interpreter of an environment for mesa-frames alone, made where it is not there."""
    place = folder / "mesa-frames"
    python = place / "bin" / "python"
    if not (place / "complete").exists():
        venv.create(place, with_pip=True, clear=True)
        wanted = PEERS / "scorelet_mesa_frames.txt"
        subprocess.run([str(python), "-m", "pip", "install", "-qq", "-r", str(wanted)], check=True)
        (place / "complete").touch()
    return str(python)


def agreement(name: str, found: Figures, reference: Figures) -> float:
    """By how many standard errors a program is from the reference, at most; beyond `FARTHEST` its timing is refused."""
    apart = distances(found, reference)
    worst = {kind: max(values) for kind, values in apart.items()}
    print(f"  {name}: at most " + ", ".join(f"{value:.1f} in {kind}" for kind, value in worst.items()), flush=True)
    assert max(worst.values()) <= FARTHEST, f"{name} does not model what {REFERENCE} does: {worst} standard errors"
    return max(worst.values())


def distances(found: Figures, reference: Figures) -> dict[str, list[float]]:
    """Differences in standard errors, which the reference's spread among people gives for both programs."""
    sizes = list(zip(found["people"], reference["people"], strict=True))
    share = [1 / one + 1 / other for one, other in sizes]
    whole = 1 / sum(found["people"]) + 1 / sum(reference["people"])
    activities = len(reference["acts"]) // len(share)
    apart = {}
    for kind in ("acts", "seen"):
        if kind in found:
            rows = zip(found[kind], reference[kind], reference[f"{kind}_sd"], strict=True)
            apart[kind] = [
                abs(one - other) / (spread * math.sqrt(share[place // activities]))
                for place, (one, other, spread) in enumerate(rows)
            ]
    scores = zip(found["score_mean"], reference["score_mean"], reference["score_sd"], share, strict=True)
    apart["score"] = [abs(one - other) / (spread * math.sqrt(part)) for one, other, spread, part in scores]
    apart["bands"] = []
    for one, other in zip(found["bands"], reference["bands"], strict=True):
        mean = (one * _people(found) + other * _people(reference)) / (_people(found) + _people(reference))
        apart["bands"].append(abs(one - other) / math.sqrt(max(mean * (1 - mean), 1e-6) * whole))
    apart["income"] = [abs(found["income"] - reference["income"]) / (reference["income_sd"] * math.sqrt(whole))]
    return apart


def _people(figures: Figures) -> int:
    """All people of a program."""
    return sum(figures["people"])


if __name__ == "__main__":
    print(json.dumps(measure(data.FOLDER), indent=2))
