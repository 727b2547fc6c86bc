"""The promise of bytes: threads, shards, stops and the interpreter change nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from isonomia.simulate.checkpoint import Origin, load, save
from isonomia.simulate.run import Request, begin, run
from isonomia.society.society import Society
from simulation.made import EVERYTHING, lively, scheme_of, society_of

PEOPLE, WEEKS = 1500, 30


def request(**more) -> Request:
    return Request(society_of(lively()), scheme_of(EVERYTHING), PEOPLE, WEEKS, **{"seed": 11} | more)


@pytest.fixture(scope="module")
def expected() -> str:
    return run(request()).digest


@pytest.mark.parametrize(("threads", "shards"), [(2, 1), (1, 7), (2, 7), (3, 3)])
def test_threads_and_shards(expected, threads, shards):
    assert run(request(shards=shards), threads=threads).digest == expected


def test_a_sample_changes_nothing(expected):
    assert run(request(sample=40)).digest == expected


def test_little_room_changes_nothing(expected):
    assert run(request(room=0)).digest == expected


def test_another_seed_changes_much(expected):
    assert run(request(seed=12)).digest != expected


def society() -> Society:
    from isonomia.society.load import read_society_text

    text = json.dumps(lively())
    reading = read_society_text(Path("lively.yaml"), text)
    assert reading.society is not None, [str(item) for item in reading.errors]
    return reading.society


@pytest.mark.parametrize("tick", [0, 1, 13, 29])
@pytest.mark.parametrize("shards", [1, 3])
def test_stopped_and_resumed(expected, tick, shards, tmp_path):
    origin = Origin(society(), scheme_of(EVERYTHING), PEOPLE, WEEKS, 11, shards, 5)
    stopped = begin(origin.request)
    stopped.advance(tick)
    save(stopped, origin, tmp_path / "at.npz")
    checkpoint = load(tmp_path / "at.npz")
    resumed = run(checkpoint.origin.request, start=checkpoint.resume, threads=2)
    assert resumed.digest == expected
    assert [path.name for path in tmp_path.iterdir()] == ["at.npz"]


SMALL = """
import sys, warnings
sys.path.insert(0, {tests!r})
warnings.simplefilter("ignore")
from simulation.made import EVERYTHING, lively, scheme_of, society_of
from isonomia.simulate.run import Request, run
society = lively()
society["district_people"]["value"] = society["district_people"]["range"][0] = society["district_people"]["range"][1] = "20"
print(run(Request(society_of(society), scheme_of(EVERYTHING), 35, 9, seed=5, shards=2)).digest)
"""


def test_the_interpreter_gives_the_same_bytes():
    program = SMALL.format(tests=str(Path(__file__).parents[1]))
    answers = []
    for disabled in ("0", "1"):
        environment = os.environ | {"NUMBA_DISABLE_JIT": disabled}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        answers.append(done.stdout)
    assert answers[0] == answers[1]


def test_patrols_change_conduct_and_not_with_the_shards():
    """Districts tell each other one number a week; who holds which district changes nothing."""
    society = lively()
    society["activities"]["speeding"]["patrolled"] = {"value": "1", "range": ["1", "1"], "source": "assumption"}
    patrolled = [
        run(Request(society_of(society), scheme_of(EVERYTHING), PEOPLE, 12, seed=11, shards=shards)).digest
        for shards in (1, 7)
    ]
    assert patrolled[0] == patrolled[1]
    assert patrolled[0] != run(Request(society_of(lively()), scheme_of(EVERYTHING), PEOPLE, 12, seed=11)).digest
