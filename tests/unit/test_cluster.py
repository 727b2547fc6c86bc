"""Addresses of Ray clusters at which nobody answers; Ray itself is not started."""

import socket
import time

import pytest

from isonomia.cluster import cluster
from isonomia.errors import EngineFailed


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "ray://127.0.0.1:{port}", "localhost:{port}"])
def test_nothing_listens(address):
    address, began = address.format(port=free_port()), time.monotonic()
    with (
        pytest.raises(EngineFailed, match=f"the Ray cluster at '{address}' cannot be reached: ") as caught,
        cluster(address),
    ):
        pass
    assert time.monotonic() - began < 10
    assert "ray start --head" in caught.value.remedy


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "no such host:6379", "nowhere.invalid:6379"])
def test_what_is_no_address(address):
    with pytest.raises(EngineFailed, match="cannot be reached"), cluster(address):
        pass
