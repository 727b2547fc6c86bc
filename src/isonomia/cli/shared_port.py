"""One port for several server processes, each with a socket of its own: the system spreads connections over them.

With one socket for all, whichever process wakes first takes every connection that waits, so that a client that keeps
its connections has one busy process answer them all while the others are idle.
"""

import socket
import sys
from collections.abc import Callable
from typing import Any


class PortOfProcess(socket.socket):
    """A port that is held, and not listened on. Handed to another process, it is a socket of that process's own."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, int]]:
        host, port, *_rest = self.getsockname()
        return hold_port, (host, port)

    def __reduce_ex__(self, protocol: Any) -> tuple[Callable[..., Any], tuple[str, int]]:
        return self.__reduce__()


def is_spread() -> bool:
    """Whether the system spreads connections over the sockets of one port; others give all to one of them."""
    return sys.platform == "linux" and hasattr(socket, "SO_REUSEPORT")


def hold_port(host: str, port: int) -> PortOfProcess:
    """Bind a port that other processes of the same user may bind as well; OSError where somebody else has it."""
    held = PortOfProcess(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        held.bind((host, port))
    except OSError:
        held.close()
        raise
    return held
