"""An instance behind a real server, for tests with a real browser."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(config: uvicorn.Config) -> Iterator[None]:
    """A server of this configuration, in a thread, while the block runs."""
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def listening(app: FastAPI, port: int) -> Iterator[None]:
    """Serve an application on this machine while the block runs."""
    with served(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")):
        yield
