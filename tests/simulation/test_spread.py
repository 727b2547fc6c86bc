"""One run over the workers of a Ray cluster: the bytes of the run in one process."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from isonomia.errors import EngineFailed, UsageError
from isonomia.experiment.engines import ray_workers
from isonomia.experiment.engines.interface import Job
from isonomia.experiment.engines.ray_workers import RayEngine, check_kernels, orders_of
from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.experiment.engines.worker import Worker
from isonomia.simulate.checkpoint import Origin, load
from isonomia.simulate.run import Run
from isonomia.simulate.shard import RECORDS_A_PERSON, StoreOverflowed
from isonomia.society.load import read_society_text
from simulation.made import EVERYTHING, lively, q, scheme_of

PEOPLE, WEEKS = 1500, 20


def job(*, patrols: bool = False, **more) -> Job:
    data = lively()
    data["activities"]["speeding"]["patrolled"] = q(1 if patrols else 0)
    society = read_society_text(Path("lively.yaml"), json.dumps(data)).society
    assert society is not None
    return Job(Origin(society, scheme_of(EVERYTHING), PEOPLE, WEEKS, 11, shards=3, sample=5), **more)


@pytest.fixture(scope="module")
def engine():
    with ray_workers.ray_workers(workers=3) as found:
        yield found


@pytest.fixture(scope="module")
def expected():
    return {patrols: ThreadsEngine(1).run(job(patrols=patrols)) for patrols in (False, True)}


@pytest.mark.parametrize("patrols", [False, True])
@pytest.mark.parametrize(
    "workers", [pytest.param(1, marks=pytest.mark.slow), 2, pytest.param(3, marks=pytest.mark.slow)]
)
def test_workers_change_nothing(engine, expected, workers, patrols):
    some = RayEngine(engine.ray, workers)
    some.workers = engine.workers[:workers]
    found = some.run(job(patrols=patrols))
    assert found.outcome.digest == expected[patrols].outcome.digest
    assert (found.outcome.persons.score == expected[patrols].outcome.persons.score).all()
    assert found.outcome.open_contests == expected[patrols].outcome.open_contests
    for part in ("records", "truths", "standings"):
        assert getattr(found, part) == getattr(expected[patrols], part), part


def test_patrols_matter(expected):
    assert expected[False].outcome.digest != expected[True].outcome.digest


def test_stopped_on_one_engine_and_resumed_on_the_other(engine, expected, tmp_path):
    threads, place = ThreadsEngine(2), tmp_path / "at.npz"
    for first, second in ((engine, threads), (threads, engine)):
        assert first.run(job(end_tick=7, place=place)) is None
        checkpoint = load(place)
        assert checkpoint.tick == 7
        found = second.run(Job(checkpoint.origin, checkpoint))
        assert found.outcome.digest == expected[False].outcome.digest


def test_more_room_where_a_worker_has_too_little(monkeypatch):
    rooms = []

    def attempt(self, job, setting, room, progress):
        rooms.append(room)
        if len(rooms) < 3:
            raise StoreOverflowed

    monkeypatch.setattr(RayEngine, "_attempt", attempt)
    assert RayEngine(None, 2).run(job()) is None
    assert rooms == [RECORDS_A_PERSON, 4 * RECORDS_A_PERSON, 16 * RECORDS_A_PERSON]


def test_a_worker_says_that_its_store_overflowed(monkeypatch):
    def overflow(*_):
        raise StoreOverflowed

    worker = Worker()
    worker.begin(orders_of(job(), RECORDS_A_PERSON, 3)[1])
    assert worker.advance(2) > 0
    monkeypatch.setattr(Run, "advance_apart", overflow)
    assert worker.advance(3) is None


def test_more_workers_than_shards():
    orders = orders_of(job(), 4, 5)
    assert [(order.low, order.high) for order in orders] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(("workers", "message"), [(0, "0 workers"), (99, "99 workers on a cluster of 3 processors")])
def test_too_few_or_too_many_workers(engine, workers, message):
    with pytest.raises(UsageError, match=message), ray_workers.ray_workers(workers=workers):
        pass


def test_other_code_on_a_machine_is_refused():
    own = Worker().kernel()
    check_kernels([own, own])
    with pytest.raises(EngineFailed, match="another version"):
        check_kernels([own, "0123456789abcdef"])


def test_interrupted_and_asked_again(engine, expected):
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.run(job(), interrupt)
    assert engine.run(job()).outcome.digest == expected[False].outcome.digest


def test_a_lost_worker_is_one_error_and_the_checkpoint_goes_on(engine, expected, tmp_path):
    """The last test, as it takes a worker away."""
    asked = job(patrols=True, place=tmp_path / "at.npz")

    def kill(tick):
        if tick == 15:
            engine.ray.kill(engine.workers[1])

    with pytest.raises(EngineFailed, match="a worker of the cluster was lost before week 16 was over") as caught:
        engine.run(asked, kill)
    assert "--resume DIR" in caught.value.remedy
    checkpoint = load(asked.place)
    assert checkpoint.tick == 13
    found = ThreadsEngine(1).run(replace(asked, checkpoint=checkpoint))
    assert found.outcome.digest == expected[True].outcome.digest
