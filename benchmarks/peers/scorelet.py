"""One program for scorelet in a process of its own: how fast is it, and does it model what the others model?

    python benchmarks/peers/scorelet.py mesa 5000 1.0
runs 104 ticks of which it keeps count, then ten times about a second against the clock, and prints JSON.

scorelet: each tick, each person does each of eight activities with log-odds of
    own disposition - chance of detection in the group + 0.01 x points + 0.3 x share of four neighbours on a ring who
    did it last tick,
each act is detected by the group's chance and then brings its points; with a chance of 0.001 a tick there is a false
record. The score is 1000 and all points so far, held to 0 .. 2000; four bands follow from it; in the lowest, income
drifts an eighth of the way to a half, else to the whole. The mean score and the bands are recorded each tick. A module
`scorelet_<name>` has `start(people, seed)`, which gives a function that runs one tick and one that tells the state.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

POINTS = (10, 5, 15, -10, -20, -5, 8, -15)
DETECTED = (0.20, 0.35, 0.50)
SHARES = (0.34, 0.33, 0.33)
NORM = 0.3
START, HIGHEST = 1000, 2000
FALSE_RECORDS, FALSE_POINTS = 0.001, -20
THRESHOLDS = (600, 1000, 1400)
LOWERED_INCOME, RECOVERY = 0.5, 0.125
CHECKED = 104
ROUNDS = 10

Start = Callable[[int, int], tuple[Callable[[], None], Callable[[], dict[str, Any]]]]


def make_people(people: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds of each activity but for the neighbours, (people, 8), and groups, (people,)."""
    chance = np.random.default_rng(seed)
    group = chance.choice(len(SHARES), people, p=SHARES)
    own = chance.normal(-1.5, 0.6, (people, len(POINTS)))
    return own - np.array(DETECTED)[group][:, None] + 0.01 * np.array(POINTS), group


def moments(tick: Callable[[], None], state: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the programs must agree on after 104 ticks, each with how far people differ in it.

    acts, seen: (groups x activities,) the mean a person and tick; score_mean, score_sd: (groups,); bands: (4,) shares.
    `seen` is there where the program tells which acts were detected.
    """
    done, seen = None, None
    for _ in range(CHECKED):
        tick()
        now = state()
        done = now["acts"].astype(np.int64) + (done if done is not None else 0)
        if "seen" in now:
            seen = now["seen"].astype(np.int64) + (seen if seen is not None else 0)
    groups = [np.asarray(now["group"]) == number for number in range(len(SHARES))]
    score = np.asarray(now["score"], float)
    found = {
        "people": [int(one.sum()) for one in groups],
        **_by_group("acts", done, groups),
        "score_mean": [float(score[one].mean()) for one in groups],
        "score_sd": [float(score[one].std()) for one in groups],
        "bands": (np.bincount(now["band"], minlength=4) / score.size).tolist(),
        "income": float(np.mean(now["income"])),
        "income_sd": float(np.std(now["income"])),
    }
    return found if seen is None else found | _by_group("seen", seen, groups)


def _by_group(name: str, counts: np.ndarray, groups: list[np.ndarray]) -> dict[str, list[float]]:
    shares = counts / CHECKED
    return {
        name: [float(value) for one in groups for value in shares[one].mean(axis=0)],
        f"{name}_sd": [float(value) for one in groups for value in shares[one].std(axis=0)],
    }


def main() -> None:
    """Check, then time."""
    name, people, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    start: Start = import_module(f"scorelet_{name}").start
    tick, state = start(people, 1)
    found = moments(tick, state)
    begun = time.perf_counter()
    tick()
    ticks = max(3, int(seconds / (time.perf_counter() - begun)))
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(ticks):
            tick()
        best = min(best, (time.perf_counter() - begun) / ticks)
    rate = people / best / 1e6
    print(json.dumps({"people": people, "million_person_ticks_a_second": rate, "moments": found}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
