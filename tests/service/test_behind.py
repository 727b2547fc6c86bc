"""The process behind the pages: on PostgreSQL it does the work, another is started where one died, and it ends in time."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest
from sqlalchemy import make_url, select

from isonomia.service.standings.tables import standing
from service.conftest import ORIGIN, Town, hours

SCHEME = "riverside-time-bank"
SECONDS = 40


@contextmanager
def serving(town: Town, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """`isonomia serve` on the town's database, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = town.instance.database.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {"ISONOMIA_DATABASE": address, "ISONOMIA_ORIGIN": ORIGIN}
    command = [sys.executable, "-m", "isonomia", "serve", SCHEME, "--port", str(port), *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until(lambda: _answers(port))
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SECONDS)


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/healthz", headers={"host": "localhost"}).status_code == 200
    except httpx2.HTTPError:
        return False


def _until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.1)


def _behind(server: int) -> list[int]:
    """The processes behind the pages that this server has started."""
    found = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in found.splitlines()[1:]]
    return [int(pid) for pid, parent, what in rows if int(parent) == server and "isonomia.cli.behind" in what]


def _is_computed(town: Town) -> bool:
    with town.instance.database.reading() as connection:
        return not connection.execute(select(standing.c.is_stale)).scalar_one()


@pytest.mark.parametrize(
    "workers",
    [pytest.param((), id="one process"), pytest.param(("--workers", "2"), id="two processes", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("database_address", ["postgres"], indirect=True)
def test_another_is_started_where_one_died(town: Town, workers: tuple[str, ...]) -> None:
    assert make_url(str(town.instance.database.engine.url)).get_backend_name() == "postgresql"
    town.member("M-1")
    town.take(hours("e1", "M-1", "2026-03-02"))
    with serving(town, *workers) as server:
        _until(lambda: _is_computed(town))
        (first,) = _behind(server.pid)
        os.kill(first, signal.SIGKILL)
        _until(lambda: _behind(server.pid) not in ([], [first]))
        town.take(hours("e2", "M-1", "2026-03-02"))
        _until(lambda: _is_computed(town))
        last = _behind(server.pid)
    _until(lambda: not any(_is_alive(number) for number in last))


@pytest.mark.parametrize("database_address", ["postgres"], indirect=True)
def test_it_ends_with_a_server_that_is_killed(town: Town) -> None:
    with serving(town) as server:
        (number,) = _behind(server.pid)
        server.kill()
        _until(lambda: not _is_alive(number))


def _is_alive(number: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "state=", "-p", str(number)], capture_output=True, text=True, check=False
    ).stdout
    return state.strip() not in ("", "Z")
