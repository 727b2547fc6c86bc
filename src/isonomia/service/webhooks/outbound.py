"""Sending to an address that a steward typed, without being led to a place inside (OWASP, SSRF prevention).

A host is resolved once. If any of its addresses is not public, nothing is sent; else the connection goes to the very
address that was checked, so that a name which resolves otherwise a moment later changes nothing (DNS rebinding). TLS
still checks the certificate against the name. Redirects are not followed, and no proxy is read from the environment.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0  # for all of it: connecting, sending, the answer
MOST_READ = 64 * 1024  # bytes of an answer

Resolve = Callable[[str, int], list[str]]


class Unsent(Exception):
    """Nothing was sent, or no answer came. `code` is one of the words in docs/service/webhooks.md."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_rest, address in found]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    Not so: private, loopback, link-local (with the clouds' metadata at 169.254.169.254 and fd00:ec2::254), multicast,
    unspecified, reserved and shared (RFC 6598) ones, and IPv6 forms that lead to such an IPv4 address.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found not in GLOBAL_UNICAST:
            return False
    if any(found in network for network in NOT_PUBLIC):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def is_loopback(address: str) -> bool:
    """Whether an address is this machine."""
    return ipaddress.ip_address(address).is_loopback


LOCAL = ("localhost", "127.0.0.1", "::1")
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # all that IANA has given out
NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")))
# special purposes that ipaddress of some Python versions takes for public


@dataclass(frozen=True)
class Outbound:
    """A way out. What a test or the demonstration needs otherwise is given here, and nowhere else."""

    resolve: Resolve = resolve
    is_allowed: Callable[[str], bool] = is_public
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = SECONDS
    is_demonstration: bool = False  # then http to this machine, asked for by name, is a way too

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Post once; returns the status of the answer. Unsent says why there is none."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = self._checked(host, port, is_plain=parts.scheme == "http")
        try:
            return self._exchange(parts, (address, port), headers, body)
        except ssl.SSLCertVerificationError:
            raise Unsent("certificate") from None
        except TimeoutError:
            raise Unsent("timeout") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Unsent("no-answer") from None

    def _checked(self, host: str, port: int, *, is_plain: bool) -> str:
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError):
            raise Unsent("unknown-host") from None
        if not addresses:
            raise Unsent("unknown-host")
        is_here = is_plain and self.is_demonstration and host in LOCAL
        allowed = is_loopback if is_here else self.is_allowed
        if not all(allowed(address) for address in addresses) or (is_plain and not is_here):
            raise Unsent("refused-address")
        return addresses[0]

    def _exchange(self, parts: SplitResult, to: tuple[str, int], headers: Mapping[str, str], body: bytes) -> int:
        host = parts.hostname or ""
        plain = socket.create_connection(to, timeout=self.seconds)
        late = threading.Event()

        def end() -> None:
            """A limit on each read alone would let an answer drip for ever."""
            late.set()
            try:
                plain.shutdown(socket.SHUT_RDWR)
            except OSError:
                plain.close()

        timer = threading.Timer(self.seconds, end)
        timer.start()
        try:
            link = self.context.wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
            connection = http.client.HTTPConnection(host, to[1])
            connection.sock = link
            try:
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.request("POST", target, body, {**headers, "Host": parts.netloc})
                answer = connection.getresponse()
                answer.read(MOST_READ)
                return answer.status
            finally:
                connection.close()
        except (OSError, http.client.HTTPException):
            if late.is_set():
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
            plain.close()
