"""Several server processes on one PostgreSQL, as they are started: all answer, and the work is done once."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.service.operation.healthy import is_healthy


@pytest.fixture
def address(postgres_url: str) -> Iterator[str]:
    server = make_url(postgres_url).set(drivername="postgresql+psycopg")
    maker = create_engine(server, isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text("CREATE DATABASE several"))
    yield server.set(database="several").render_as_string(hide_password=False)
    with maker.connect() as connection:
        connection.execute(text("DROP DATABASE several WITH (FORCE)"))
    maker.dispose()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError):
        connection.request("GET", "/readyz", headers={"Host": "localhost", "Connection": "close"})
        return connection.getresponse().status
    return 0


@pytest.mark.slow
def test_two_processes_answer_and_one_works(address: str, free_port: int) -> None:
    port = free_port
    words = ["serve", "riverside-time-bank", "--workers", "2", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", "isonomia", *words],
        env={**os.environ, "ISONOMIA_DATABASE": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        deadline = time.monotonic() + 120
        while answers(port) != 200:
            assert server.poll() is None, server.stderr and server.stderr.read().decode()
            assert time.monotonic() < deadline
            time.sleep(0.5)
        assert {answers(port) for _ in range(20)} == {200}
        assert is_healthy(port)
        engine = create_engine(address)
        wanted = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        held = 0
        while not held and time.monotonic() < deadline:
            with engine.connect() as connection:
                held = connection.execute(text(wanted)).scalar_one()
            time.sleep(0.2)
        time.sleep(3)  # the other process has asked for the turn by now
        with engine.connect() as connection:
            assert connection.execute(text(wanted)).scalar_one() == 1
        engine.dispose()
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
    assert server.returncode in (0, -signal.SIGTERM)


def test_an_sqlite_file_is_served_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ISONOMIA_DATABASE", raising=False)
    done = CliRunner().invoke(app, ["serve", "riverside-time-bank", "--workers", "2"])
    assert done.exit_code == 2
    assert "several server processes need a scheme and PostgreSQL" in done.output


def test_nobody_is_not_healthy(free_port: int) -> None:
    assert not is_healthy(free_port)
