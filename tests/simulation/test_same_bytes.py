"""The same seed gives the same bytes, however the work is spread, looked at or cut up; another seed gives others."""

from functools import cache

import pytest

from isonomia.simulate.run import Request, Run, begin, run
from simulation.made import EVERYTHING, lively, q, scheme_of, society_of

PEOPLE, WEEKS = 330, 16


def request(**more) -> Request:
    society = lively()
    society["district_people"] = q(70)  # five districts of 66
    return Request(society_of(society), scheme_of(EVERYTHING), PEOPLE, WEEKS, **{"seed": 11, **more})


@cache
def plainest() -> Run:
    return run(request())


@pytest.mark.parametrize("shards", [2, 3, 5, 50])
def test_shards(shards):
    found = run(request(shards=shards))
    assert len(found.shards) == min(5, shards)
    assert found.digest == plainest().digest


@pytest.mark.parametrize("threads", [2, 4])
def test_threads(threads):
    assert run(request(), threads=threads).digest == plainest().digest


@pytest.mark.parametrize("sample", [1, 40, PEOPLE])
def test_who_is_sampled(sample):
    assert run(request(sample=sample)).digest == plainest().digest


@pytest.mark.parametrize("room", [1, 2, 64])
def test_how_much_room_there_was(room):
    assert run(request(room=room)).digest == plainest().digest


def test_a_run_in_pieces():
    found = begin(request(room=256, shards=2))
    for tick in (1, 2, 7, 15, WEEKS):
        found.advance(tick)
    assert found.digest == plainest().digest


@pytest.mark.parametrize("seed", [12, 11 + 2**32, 11 + 2**63])
def test_another_seed(seed):
    assert run(request(seed=seed)).digest != plainest().digest


def test_people_do_not_depend_on_who_comes_after_them():
    """Of 330 and of 264 people in districts of 66, the first four districts live the same lives."""
    fewer = run(Request(request().society, request().scheme, 264, WEEKS, seed=11))
    more = plainest()
    for name in ("bytes", "shorts", "acts", "chances"):
        many, few = getattr(more.shards[0].people, name), getattr(fewer.shards[0].people, name)
        rows = [row for row in range(many.shape[0]) if (name, row) != ("bytes", 5)]  # where records lie
        assert (many[rows, :264] == few[rows]).all(), name
