"""The pairs of a sweep spread over processors and machines by Ray, each a task of one processor.

The first runs where the sweep was called, before the rest: so the kernel is compiled once and not by each worker, and
what is wrong with society or scheme is told before anything travels.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from isonomia.cluster import cluster
from isonomia.errors import EngineFailed, IsonomiaError
from isonomia.sweep.pair import Measured, run_pair, task_of
from isonomia.sweep.plan import Plan, Point

AHEAD = 3
"""So many tasks for each processor wait or run at a time: enough to keep it busy, few to lose."""


def spread(
    plan: Plan, points: Sequence[Point], address: str | None = None, workers: int | None = None
) -> Iterator[tuple[Point, Measured]]:
    """Run the points, and give each with what it shows as soon as it is over: in any order.

    EngineUnavailable without Ray, EngineFailed where the cluster does not answer or a machine of it fails.
    """
    if not points:
        return
    with cluster(address, workers) as ray:
        remote = ray.remote(num_cpus=1)(run_pair)
        task = ray.put(task_of(plan.asked))
        ahead = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting = iter(points)
        first = next(waiting)
        yield first, run_pair(task_of(plan.asked), plan.values(first.row), first.seed)
        running: dict[Any, Point] = {}
        while True:
            for point in _next(waiting, ahead - len(running)):
                running[remote.remote(task, plan.values(point.row), point.seed)] = point
            if not running:
                return
            done, _rest = ray.wait(list(running))
            for found in done:
                point = running.pop(found)
                yield point, _result(ray, found)


def _next(waiting: Iterator[Point], count: int) -> Iterator[Point]:
    for _turn in range(count):
        point = next(waiting, None)
        if point is None:
            return
        yield point


def _result(ray: Any, found: Any) -> Measured:
    try:
        values: Measured = ray.get(found)
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, IsonomiaError):
            raise error.cause from None
        raise
    except ray.exceptions.RayError as error:
        first = str(error).strip().splitlines()[0]
        raise EngineFailed(
            f"a machine of the cluster failed: {first}", remedy="start again; a kept sweep goes on with --resume"
        ) from None
    return values
