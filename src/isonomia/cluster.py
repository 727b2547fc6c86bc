"""Work spread by Ray: over this machine's processors, or over a cluster that is named by its address."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from isonomia.errors import EngineFailed, EngineUnavailable

SECONDS_TO_ANSWER = 5.0


@contextmanager
def cluster(address: str | None = None, processors: int | None = None) -> Iterator[ModuleType]:
    """Ray, connected to the cluster at `address`, or started here for the while; one that is in use already is kept.

    EngineUnavailable where Ray is not installed, EngineFailed where the cluster does not answer.
    """
    if address is not None:
        _knock(address)
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
        raise _unreachable(address, error) from None
    try:
        yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """EngineFailed where nothing answers at `host:port`: Ray itself would try again for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return  # `auto` and the like, which Ray reads
    try:
        socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_ANSWER).close()
    except (OSError, OverflowError) as error:
        raise _unreachable(address, error) from None


def _unreachable(address: str | None, error: Exception) -> EngineFailed:
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return EngineFailed(
        f"the Ray cluster {f'at {address!r} ' if address else ''}cannot be reached: {first}",
        remedy="start it with `ray start --head`, or leave the address out to use this machine alone",
    )
