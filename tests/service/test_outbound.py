"""The way out: nowhere inside, to the address that was checked, and not for ever."""

import socket
import threading
import time
from pathlib import Path

import pytest

from isonomia.service.webhooks.outbound import Outbound, Unsent, is_public
from service.receiving import certificate_for, receiver

INSIDE = """
127.0.0.1 127.8.8.8 10.0.0.1 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1
::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2001:db8::1
fec0::1 ::7f00:1 64:ff9b:1::7f00:1 100::1 192.88.99.1 192.0.0.8 3fff::1 2001:20::1 2002:a9fe:a9fe::1 5f00::1
""".split()
OUTSIDE = "1.1.1.1 93.184.215.14 2606:4700:4700::1111 ::ffff:1.1.1.1 64:ff9b::101:101".split()


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is(address: str) -> None:
    assert is_public(address)


def why_not(outbound: Outbound, url: str) -> str:
    with pytest.raises(Unsent) as refused:
        outbound.post(url, {}, b"{}")
    return refused.value.code


def test_one_address_inside_among_several_is_enough_to_refuse() -> None:
    for addresses in (["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["169.254.169.254"]):
        assert (
            why_not(Outbound(resolve=lambda _h, _p, a=addresses: a), "https://hooks.example.org/x") == "refused-address"
        )


def test_names_for_this_machine_that_resolvers_understand_are_refused() -> None:
    with receiver() as inside:
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"):
            assert why_not(Outbound(), f"https://{host}:{inside.port}/") == "refused-address"
    assert inside.received == []


def test_plain_http_is_for_this_machine_in_the_demonstration_alone() -> None:
    with receiver() as inside:
        url = f"http://localhost:{inside.port}/hook?a=b"
        only_here = Outbound(resolve=lambda _h, _p: ["127.0.0.1"])
        assert why_not(only_here, url) == "refused-address"
        shown = Outbound(resolve=lambda _h, _p: ["127.0.0.1"], is_demonstration=True)
        assert shown.post(url, {"webhook-id": "m"}, b"{}") == 200
        assert why_not(shown, f"https://localhost:{inside.port}/") == "refused-address"
        named = f"http://hooks.example.org:{inside.port}/"
        assert why_not(shown, named) == "refused-address"
        led_away = Outbound(resolve=lambda _h, _p: ["93.184.215.14"], is_demonstration=True)
        assert why_not(led_away, url) == "refused-address"
    assert [item.path for item in inside.received] == ["/hook?a=b"]


def test_a_name_that_resolves_otherwise_a_moment_later_changes_nothing(tmp_path: Path) -> None:
    server, client = certificate_for("hooks.example.org", tmp_path)
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with receiver(server) as checked:
        way = Outbound(rebinding, lambda address: address == "127.0.0.1", client)
        url = f"https://hooks.example.org:{checked.port}/in"
        assert way.post(url, {}, b"{}") == 200  # to the address that was checked: no other name server was asked
        assert asked == ["hooks.example.org"]
        assert checked.received[0].headers["host"] == f"hooks.example.org:{checked.port}"
        assert why_not(way, url) == "refused-address"  # now it points elsewhere
    assert len(checked.received) == 1


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    server, client = certificate_for("hooks.example.org", tmp_path)
    with receiver(server) as found:
        here = Outbound(lambda _h, _p: ["127.0.0.1"], lambda _a: True, client)
        assert why_not(here, f"https://other.example.org:{found.port}/") == "certificate"
        stranger = Outbound(lambda _h, _p: ["127.0.0.1"], lambda _a: True)
        assert why_not(stranger, f"https://hooks.example.org:{found.port}/") == "certificate"
    assert found.received == []


def test_a_redirect_is_an_answer_and_not_followed(tmp_path: Path) -> None:
    server, client = certificate_for("hooks.example.org", tmp_path)
    with receiver(server) as first, receiver() as inside:
        first.status, first.location = 307, f"http://127.0.0.1:{inside.port}/"
        here = Outbound(lambda _h, _p: ["127.0.0.1"], lambda _a: True, client)
        assert here.post(f"https://hooks.example.org:{first.port}/", {}, b"{}") == 307
    assert inside.received == []


def test_an_answer_without_end_is_cut(tmp_path: Path) -> None:
    server, client = certificate_for("hooks.example.org", tmp_path)
    with receiver(server) as found:
        found.answer = b"x" * 50_000_000
        here = Outbound(lambda _h, _p: ["127.0.0.1"], lambda _a: True, client)
        assert here.post(f"https://hooks.example.org:{found.port}/", {}, b"{}") == 200


def test_an_answer_that_drips_ends_at_the_limit() -> None:
    """Each byte comes in time; the whole does not."""
    listener = socket.create_server(("127.0.0.1", 0))
    stopping = threading.Event()

    def drip() -> None:
        connection, _address = listener.accept()
        with connection:
            while not stopping.wait(0.05):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    way = Outbound(lambda _h, _p: ["127.0.0.1"], seconds=0.5, is_demonstration=True)
    begin = time.monotonic()
    code = why_not(way, f"http://localhost:{listener.getsockname()[1]}/")
    took = time.monotonic() - begin
    stopping.set()
    thread.join()
    listener.close()
    assert code == "timeout"
    assert 0.4 < took < 5


def test_nobody_there() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "unknown")

    assert why_not(Outbound(resolve=unknown), "https://hooks.example.org/") == "unknown-host"
    assert why_not(Outbound(resolve=lambda _h, _p: []), "https://hooks.example.org/") == "unknown-host"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    way = Outbound(lambda _h, _p: ["127.0.0.1"], is_demonstration=True)
    assert why_not(way, f"http://localhost:{port}/") == "no-answer"
