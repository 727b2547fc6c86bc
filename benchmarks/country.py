"""What does a run of a whole country need: machine hours and memory, by person and week, spread over workers?

    python benchmarks/country.py 400000 52 2
runs once, here, with so many people, weeks and workers of a Ray cluster on this machine, and prints JSON.
`python benchmarks/run.py --only country` measures several sizes and projects them to a hundred million people.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from typing import Any

import alone

from isonomia.experiment.engines.interface import Job
from isonomia.experiment.engines.ray_workers import RayEngine
from isonomia.experiment.engines.worker import Worker
from isonomia.measures.registry import MEASURES
from isonomia.presets import preset_path, society_path
from isonomia.scheme.load import load_scheme
from isonomia.simulate.checkpoint import Origin
from isonomia.society.load import load_society

SCHEME, SOCIETY = "rongcheng", "chinese-county-2015"
SIZES = (100_000, 400_000, 1_600_000)
WEEKS = 52
COUNTRY = 100_000_000
MACHINE_CORES, MACHINE_GB = 32, 128
"""The machine in which the projection counts."""


class MeasuredWorker(Worker):
    """A worker that also tells what memory it takes."""

    def memory(self) -> dict[str, Any]:
        """Bytes of each array of its shards, and the most that the process had so far."""
        found: dict[str, int] = {}
        for name, array in self.arrays().items():
            kind = name.split(".", 1)[1]
            found[kind] = found.get(kind, 0) + array.nbytes
        return {"arrays": found, "peak": alone.peak_memory()}


def one(people: int, weeks: int, workers: int) -> dict[str, Any]:
    """Figures of one run."""
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    engine = RayEngine(ray, workers, MeasuredWorker)
    engine.start()
    society, scheme = load_society(society_path(SOCIETY)), load_scheme(preset_path(SCHEME))
    engine.run(Job(Origin(society, scheme, 10_000 * workers, 2, 1, workers, 0)))  # machine code comes into memory
    empty = [found["peak"] for found in ray.get([worker.memory.remote() for worker in engine.workers])]
    before, times = alone.peak_memory(), []
    begun = time.perf_counter()
    done = engine.run(
        Job(Origin(society, scheme, people, weeks, 1, workers, 0)), lambda _: times.append(time.perf_counter())
    )
    assert done is not None
    gathered = time.perf_counter()
    for measure in MEASURES:
        measure.of(done.outcome)
    measured = time.perf_counter()
    memories = ray.get([worker.memory.remote() for worker in engine.workers])
    districts = done.outcome.bounds.size - 1
    engine.stop()
    ray.shutdown()
    arrays = {name: sum(found["arrays"].get(name, 0) for found in memories) for name in memories[0]["arrays"]}
    return {
        "people": people,
        "weeks": weeks,
        "workers": workers,
        "districts": districts,
        "seconds": round(measured - begun, 2),
        "seconds_weeks": round(times[-1] - begun, 2),
        "seconds_gathering": round(gathered - times[-1], 2),
        "seconds_measures": round(measured - gathered, 2),
        "worker_bytes_a_person": round((sum(found["peak"] for found in memories) - sum(empty)) / people, 1),
        "driver_bytes_a_person": round((alone.peak_memory() - before) / people, 1),
        "process_mb": round(max(empty) / 1e6),
        "array_bytes_a_person": {name: round(size / people, 2) for name, size in arrays.items()},
        "digest": done.outcome.digest,
    }


def measure() -> dict[str, Any]:
    """Each size with one worker and with two, each in a process of its own; and the projection."""
    runs, load = [], os.getloadavg()[0]
    for people in SIZES:
        for workers in (1, 2):
            command = [sys.executable, __file__, str(people), str(WEEKS), str(workers)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            runs.append(json.loads(done.stdout.splitlines()[-1]))
        if runs[-1].pop("digest") != runs[-2].pop("digest"):
            raise SystemExit(f"{people} people: one worker and two do not agree")
    return {"scheme": SCHEME, "society": SOCIETY, "load": round(load, 1), "runs": runs, "country": projected(runs)}


def projected(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """A country of COUNTRY people for a year of weeks, from the largest run with two workers at work side by side.

    Assumes that time and memory grow with people as they did up to there, and that no worker waits for another.
    """
    largest = max(runs, key=lambda run: (run["people"], run["workers"]))
    core_seconds = largest["seconds_weeks"] * largest["workers"] / (largest["people"] * largest["weeks"])
    workers = MACHINE_CORES
    gb = COUNTRY * largest["worker_bytes_a_person"] / 1e9
    room = MACHINE_GB - workers * largest["process_mb"] / 1e3
    machines = -int(-gb // room)
    return {
        "people": COUNTRY,
        "weeks": WEEKS,
        "person_weeks_a_core_second": round(1 / core_seconds),
        "core_hours": round(core_seconds * COUNTRY * WEEKS / 3600, 1),
        "workers_gb": round(gb, 1),
        "driver_gb": round(COUNTRY * largest["driver_bytes_a_person"] / 1e9, 1),
        "driver_minutes": round(
            COUNTRY / largest["people"] * (largest["seconds_gathering"] + largest["seconds_measures"]) / 60
        ),
        "machines": machines,
        "machine_cores": MACHINE_CORES,
        "machine_gb": MACHINE_GB,
        "minutes": round(core_seconds * COUNTRY * WEEKS / 60 / (machines * MACHINE_CORES), 1),
    }


def main() -> None:
    """One run, here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("people", "weeks", "workers"):
        parser.add_argument(name, type=int)
    arguments = parser.parse_args()
    print(json.dumps(one(arguments.people, arguments.weeks, arguments.workers)))


if __name__ == "__main__":
    main()
