"""Work spread by Ray: over this machine's processors, or over a cluster that is named by its address."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from isonomia.errors import EngineFailed, EngineUnavailable


@contextmanager
def cluster(address: str | None = None, processors: int | None = None) -> Iterator[ModuleType]:
    """Ray, connected to the cluster at `address`, or started here for the while; one that is in use already is kept.

    EngineUnavailable where Ray is not installed, EngineFailed where the cluster does not answer.
    """
    try:
        # what is read when Ray is imported: no report to its makers, and no start of other environments
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        import ray
    except ImportError:
        raise EngineUnavailable(
            "Ray is not installed, which spreads runs over processors and machines",
            remedy="pip install 'isonomia[sweep]'",
        ) from None
    if ray.is_initialized():
        yield ray
        return
    try:
        if address is None:
            count = processors or os.cpu_count() or 1
            ray.init(num_cpus=count, include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False)
        else:
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EngineFailed(
            f"the Ray cluster {f'at {address!r} ' if address else ''}cannot be reached: {first}",
            remedy="start it with `ray start --head`, or leave the address out to use this machine alone",
        ) from None
    try:
        yield ray
    finally:
        ray.shutdown()
