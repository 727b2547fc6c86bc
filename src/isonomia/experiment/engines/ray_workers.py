"""Runs over the workers of a Ray cluster, each with some of the shards.

Workers get the files as texts and make their people themselves. With patrols each tells the driver one number a week
(its adverse records) and is told one (those of all); without, nothing is exchanged until the end. Then the driver
gathers 26 bytes a person and 40 a district, the counts, and what sampled people's ledgers hold.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from types import ModuleType
from typing import Any

from isonomia.cluster import cluster
from isonomia.errors import EngineFailed, IsonomiaError, UsageError
from isonomia.experiment.engines.interface import Finished, Job
from isonomia.experiment.engines.worker import Order, Worker
from isonomia.simulate.checkpoint import Arrays, save_parts
from isonomia.simulate.compiled import kernel_digest
from isonomia.simulate.outcome import joined
from isonomia.simulate.plan import Setting
from isonomia.simulate.run import Progress, next_stop, setting_of
from isonomia.simulate.shard import RECORDS_A_PERSON, StoreOverflowed

SECONDS_TO_START = 120


@contextmanager
def ray_workers(address: str | None = None, workers: int | None = None) -> Iterator["RayEngine"]:
    """Workers on the cluster at `address`, or on this machine's processors; as many as it has, unless told."""
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers", remedy="at least one")
    with cluster(address, workers) as ray:
        processors = int(ray.cluster_resources().get("CPU", 0))
        count = workers or max(1, processors)
        if count > processors:
            raise UsageError(
                f"{count} workers on a cluster of {processors} processors", remedy=f"at most {processors} workers"
            )
        engine = RayEngine(ray, count)
        try:
            engine.start()
            yield engine
        finally:
            engine.stop()


@dataclass
class RayEngine:
    """Workers that do one run after another."""

    ray: ModuleType
    shards: int
    kind: type[Worker] = Worker

    def start(self) -> None:
        """Start the workers; EngineFailed where a machine would run other code."""
        kind = self.ray.remote(num_cpus=1, max_restarts=0)(self.kind)
        self.workers = [kind.remote() for _ in range(self.shards)]
        try:
            found = self.ray.get([worker.kernel.remote() for worker in self.workers], timeout=SECONDS_TO_START)
        except self.ray.exceptions.RayError as error:
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise EngineFailed(
                f"{self.shards} workers did not start within {SECONDS_TO_START} seconds: {first}",
                remedy="see with `ray status` whether processors are free, and that isonomia is installed everywhere",
            ) from None
        check_kernels(found)

    def stop(self) -> None:
        """End the workers, also where the cluster goes on."""
        for worker in getattr(self, "workers", ()):
            with suppress(Exception):  # one that is gone already
                self.ray.kill(worker)

    def run(self, job: Job, progress: Progress | None = None) -> Finished | None:
        setting, room = setting_of(job.origin.request), RECORDS_A_PERSON
        while True:
            try:
                return self._attempt(job, setting, room, progress)
            except StoreOverflowed:
                room = max(RECORDS_A_PERSON, 4 * room)

    def _attempt(self, job: Job, setting: Setting, room: int, progress: Progress | None) -> Finished | None:
        orders = orders_of(job, room, len(self.workers))
        workers = self.workers[: len(orders)]
        origin = replace(job.origin, shards=orders[-1].high)
        tick = 0 if job.checkpoint is None else job.checkpoint.tick
        self._all(lambda pair: pair[0].begin.remote(pair[1]), list(zip(workers, orders, strict=True)), tick)
        while tick < job.weeks:
            tick = next_stop(setting, tick, job.weeks)
            self._advance(workers, tick, patrols=setting.patrols)
            if job.place is not None and job.is_kept_at(tick):
                save_parts(self._arrays(workers, tick), origin, tick, job.place)
            if progress is not None:
                progress(tick)
        if tick < job.origin.weeks:
            return None
        parts = self._all(lambda worker: worker.part.remote(), workers, tick)
        samples = self._all(lambda worker: worker.sample.remote(), workers, tick) if job.origin.sample else []
        return Finished(
            joined(setting, job.origin.seed, job.origin.people, parts),
            *([line for sample in samples for line in sample[part]] for part in range(3)),
        )

    def _advance(self, workers: Sequence[Any], tick: int, *, patrols: bool) -> None:
        recorded = self._all(lambda worker: worker.advance.remote(tick), workers, tick)
        if any(found is None for found in recorded):
            raise StoreOverflowed
        if patrols:
            total = sum(recorded)
            self._all(lambda worker: worker.patrol.remote(total), workers, tick)

    def _arrays(self, workers: Sequence[Any], tick: int) -> Iterator[Arrays]:
        """The workers' arrays, one worker's at a time."""
        for worker in workers:
            yield self._all(lambda one: one.arrays.remote(), [worker], tick)[0]

    def _all(self, call: Callable[[Any], Any], items: Sequence[Any], tick: int = 0) -> list[Any]:
        """The answers of all workers; EngineFailed where one is lost."""
        errors = self.ray.exceptions
        try:
            answers: list[Any] = self.ray.get([call(item) for item in items])
        except errors.RayTaskError as error:
            if isinstance(error.cause, IsonomiaError):
                raise error.cause from None
            raise
        except errors.RayError as error:
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise EngineFailed(
                f"a worker of the cluster was lost before week {tick} was over: {first}",
                remedy="go on with `--resume DIR` if the runs were kept with `--checkpoint DIR`; else begin again",
            ) from None
        return answers


def check_kernels(found: Sequence[str]) -> None:
    """EngineFailed where a worker would run other code than this process."""
    if any(kernel != kernel_digest() for kernel in found):
        raise EngineFailed(
            "a machine of the cluster has another version of isonomia, which may act otherwise",
            remedy="install the same version, with the same version of Numba, on all machines",
        )


def orders_of(job: Job, room: int, workers: int) -> list[Order]:
    """What each worker is told, of at most so many: shards in order, as evenly as they go."""
    shards = len(job.origin.request.cuts)
    workers = min(workers, shards)
    edges = [shards * number // workers for number in range(workers + 1)]
    text = job.origin.text
    orders = [Order(text, low, high, room) for low, high in pairwise(edges)]
    kept = job.checkpoint
    if kept is None:
        return orders
    return [
        replace(
            order,
            kept_origin=kept.origin.text,
            kept_tick=kept.tick,
            kept_arrays=kept.part(range(order.low, order.high)).arrays,
        )
        for order in orders
    ]
