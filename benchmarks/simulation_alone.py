"""How fast is the simulator, and how much memory does it need, in a process of its own?

    python benchmarks/simulation_alone.py rate scorelet scorelet 200000 104 1
    python benchmarks/simulation_alone.py rate rongcheng chinese-county-2015 200000 104 2
takes scheme (`none` for none), society, people, weeks and threads, and prints JSON. `rate` is million person-weeks a
second of weeks after the first, the best of some rounds; `whole` makes the people and runs all weeks, once; `memory`
runs once and counts bytes; `moments` is what scorelet's programs are compared by.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from alone import peak_memory

from isonomia.presets import preset_path, society_path
from isonomia.scheme.load import load_scheme, read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.records import TRUE
from isonomia.simulate.run import Request, Run, begin
from isonomia.simulate.shard import StoreOverflowed
from isonomia.society.load import load_society
from isonomia.society.model.society_file import SocietyFile

SCORELET = Path(__file__).parent / "scorelet"
EXPIRING = "rongcheng-24-months"
"""Rongcheng's scheme, whose points last for ever, with every rule's points gone after 24 months."""
WHOLE_INCOME = 8192


def scheme_of(name: str) -> Scheme | None:
    """A scheme by name; None for none."""
    if name == "none":
        return None
    if name == EXPIRING:
        path = preset_path("rongcheng")
        text = re.sub(r"(?m)^(    points: .*)$", r"\1\n    expires: 24 months", path.read_text(encoding="utf-8"))
        reading = read_scheme_text(path, text)
        assert reading.scheme is not None, [str(error) for error in reading.errors]
        return reading.scheme
    return load_scheme(SCORELET / "scheme.yaml" if name == "scorelet" else preset_path(name))


def society_of(name: str) -> SocietyFile:
    """A society by name."""
    return load_society(SCORELET / "society.yaml" if name == "scorelet" else society_path(name)).file


def rate(request: Request, threads: int, rounds: int = 10) -> dict[str, Any]:
    """Million person-weeks a second, the first week left out, as code is compiled and odds are worked out in it."""
    best, digests = 0.0, set()
    for _ in range(rounds):
        run = begin(request)
        run.advance(1, threads=threads)
        begun = time.perf_counter()
        run.advance(threads=threads)
        best = max(best, request.people * (request.weeks - 1) / (time.perf_counter() - begun) / 1e6)
        digests.add(run.digest)
    assert len(digests) == 1, "the same seed must give the same bytes"
    return {"million_person_ticks_a_second": best, "digest": digests.pop()}


def whole(request: Request, threads: int) -> dict[str, Any]:
    """Seconds to make the people and to run all weeks, with machine code at hand."""
    _warm(request, threads)
    begun = time.perf_counter()
    run = begin(request)
    made = time.perf_counter() - begun
    run.advance(threads=threads)
    return {"seconds": time.perf_counter() - begun, "seconds_to_make_people": made}


def memory(request: Request, threads: int) -> dict[str, Any]:
    """Bytes a person at the end: of all arrays, and of the process at its peak above what it had before."""
    _warm(request, threads)
    before = peak_memory()
    run = begin(request)
    begun = array_bytes(run) / request.people
    run.advance(threads=threads)
    return {
        "array_bytes_a_person_at_first": begun,
        "array_bytes_a_person": array_bytes(run) / request.people,
        "peak_bytes_a_person": (peak_memory() - before) / request.people,
    }


def _warm(request: Request, threads: int) -> None:
    small = Request(request.society, request.scheme, 1000, request.weeks, shards=threads)
    run = begin(small)
    run.advance(2, threads=threads)


def array_bytes(run: Run) -> int:
    """The bytes of all arrays that a run holds, each counted once."""
    found: dict[int, int] = {}
    for shard in run.shards:
        for array in _arrays(vars(shard).values()):
            found[id(array)] = array.nbytes
    return sum(found.values())


def _arrays(values: Iterable[Any]) -> Iterable[np.ndarray]:
    for value in values:
        if isinstance(value, np.ndarray):
            owner = value
            while isinstance(owner.base, np.ndarray):
                owner = owner.base
            yield owner
        elif isinstance(value, (tuple, list)):
            yield from _arrays(value)


def moments(request: Request) -> dict[str, Any]:
    """What peers/scorelet.py tells of its programs, from the run's own counts; all people are sampled for records."""
    run = begin(Request(request.society, request.scheme, request.people, request.weeks, sample=request.people))
    run.advance()
    tally, groups = run.tally, len(request.society.groups)
    acts = tally.acts.reshape(-1, groups, tally.acts.shape[1]).sum(axis=0)
    records = tally.records.reshape(-1, groups, acts.shape[1], tally.records.shape[1])[..., TRUE].sum(axis=0)
    people, states = tally.people[-groups:], tally.states[-groups:]
    size = people.sum(axis=1)
    person_weeks = size[:, None] * request.weeks
    return {
        "people": size.tolist(),
        "acts": (acts / person_weeks).ravel().tolist(),
        "seen": (records / person_weeks).ravel().tolist(),
        "score_mean": (states[:, 1] / size).tolist(),
        "bands": (people.sum(axis=0) / size.sum()).tolist(),
        "income": float(states[:, 2].sum() / size.sum() / WHOLE_INCOME),
    }


def run_alone(what: str, scheme: str, society: str, people: int, weeks: int, threads: int) -> dict[str, Any]:
    """Start a process for one measurement."""
    command = [sys.executable, __file__, what, scheme, society, str(people), str(weeks), str(threads)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    """One measurement, here; once more with more room where a week's records do not fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("rate", "whole", "memory", "moments"))
    parser.add_argument("scheme")
    parser.add_argument("society")
    parser.add_argument("people", type=int)
    parser.add_argument("weeks", type=int)
    parser.add_argument("threads", type=int)
    asked = parser.parse_args()
    request = Request(
        society_of(asked.society), scheme_of(asked.scheme), asked.people, asked.weeks, shards=asked.threads
    )
    try:
        if asked.what == "moments":
            found = moments(request)
        else:
            found = {"rate": rate, "whole": whole, "memory": memory}[asked.what](request, asked.threads)
    except StoreOverflowed:
        sys.exit("one week brings more records than there is room for")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
