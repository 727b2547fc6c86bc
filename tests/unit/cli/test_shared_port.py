"""A port of several processes: each has a socket of its own, and connections reach them all."""

import pickle
import socket
from contextlib import ExitStack, closing
from multiprocessing.reduction import ForkingPickler

import pytest

from isonomia.cli.shared_port import hold_port, is_spread

CONNECTIONS = 64  # that all of them reach one of two sockets has a chance of 1 in 2**63

pytestmark = pytest.mark.skipif(not is_spread(), reason="the system gives all connections to one socket")


def test_connections_reach_every_process_and_never_the_one_that_holds_the_port() -> None:
    with ExitStack() as stack:
        held = stack.enter_context(closing(hold_port("127.0.0.1", 0)))
        sockets = [stack.enter_context(closing(pickle.loads(ForkingPickler.dumps(held)))) for _ in range(2)]
        for own in sockets:
            own.listen(CONNECTIONS)
            own.setblocking(False)
        for _ in range(CONNECTIONS):
            stack.enter_context(closing(socket.create_connection(held.getsockname())))
        reached = [0, 0]
        for position, own in enumerate(sockets):
            while True:
                try:
                    stack.enter_context(closing(own.accept()[0]))
                except BlockingIOError:
                    break
                reached[position] += 1
        assert sum(reached) == CONNECTIONS
        assert all(reached)


def test_a_port_that_somebody_else_has_is_not_held() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other, pytest.raises(OSError, match="in use"):
        hold_port(*other.getsockname())
