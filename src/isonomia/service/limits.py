"""How often one may ask: a bucket of tokens for each key or session, and for each network.

The buckets are in this process: of several server processes each has its own, so that together they let through so
many times more. What is remembered is a digest or a network, for as long as it matters, and never a member. How often
one may try to sign in is counted in the database, for all processes together (access/attempts.py).
"""

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse

from isonomia.locale import _
from isonomia.service.config import Settings
from isonomia.service.problems import Problem
from isonomia.service.protection import App, Receive, Scope, Send

BURST_SECONDS = 10  # of a key's or a network's rate may come at once
MOST_BUCKETS = 50_000  # beyond it the one unused for longest is forgotten
ALWAYS_OPEN = frozenset({"/healthz", "/readyz"})


@dataclass
class _Bucket:
    tokens: float
    at: datetime


class Buckets:
    """Buckets of one kind: so many tokens at most, filled again at a rate."""

    def __init__(self, per_second: float, most: float) -> None:
        self.per_second = per_second
        self.most = most
        self.buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_for(self, name: str, now: datetime) -> float:
        """Take a token: 0 if there was one, else the seconds until there is."""
        bucket = self.buckets.get(name)
        if bucket is None:
            bucket = self.buckets[name] = _Bucket(self.most, now)
            if len(self.buckets) > MOST_BUCKETS:
                self.buckets.popitem(last=False)
        self.buckets.move_to_end(name)
        passed = max(0.0, (now - bucket.at).total_seconds())
        bucket.tokens = min(self.most, bucket.tokens + passed * self.per_second)
        bucket.at = max(now, bucket.at)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / self.per_second


class Limits:
    """Wraps the application, inside its protection. Runs in the event loop alone, so that it needs no locks."""

    def __init__(self, app: App, settings: Settings, now: Callable[[], datetime], cookie: str) -> None:
        self.app = app
        self.now = now
        self.cookie = cookie
        self.keys = Buckets(settings.rate_key, settings.rate_key * BURST_SECONDS)
        self.networks = Buckets(settings.rate_network, settings.rate_network * BURST_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in ALWAYS_OPEN:
            await self.app(scope, receive, send)
            return
        now = self.now()
        wait = max(buckets.wait_for(name, now) for buckets, name in self._asked(scope))
        if not wait:
            await self.app(scope, receive, send)
            return
        problem = too_often(wait)
        answer = JSONResponse(problem.as_json(), problem.status, problem.headers, "application/problem+json")
        await answer(scope, receive, send)

    def _asked(self, scope: Scope) -> Iterator[tuple[Buckets, str]]:
        """The buckets that a request takes from: always the network's, as anyone can make up keys and cookies."""
        network = network_of(scope)
        yield self.networks, network
        headers = Headers(scope=scope)
        secret = headers.get("authorization", "") or cookie_parser(headers.get("cookie", "")).get(self.cookie, "")
        if secret:
            yield self.keys, hashlib.sha256(secret.encode()).hexdigest()


def network_of(scope: Scope) -> str:
    """The network that a request comes from, as one household or office has it: /24 of IPv4, /56 of IPv6."""
    host = str((scope.get("client") or ("", 0))[0])
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 24 if address.version == 4 else 56), strict=False))


def too_often(wait: float) -> Problem:
    """Asked more often than is let through."""
    seconds = max(1, math.ceil(wait))
    return Problem(
        429,
        "too-often",
        _("Too many requests."),
        remedy=_("Wait {seconds} seconds, and ask less often.").format(seconds=seconds),
        headers={"Retry-After": str(seconds)},
    )
