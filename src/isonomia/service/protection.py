"""What every answer carries and every request must pass: security headers, host, origin, size, request ids.

Written as plain ASGI, so that nothing is buffered.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

from isonomia.locale import _
from isonomia.service.config import Settings
from isonomia.service.problems import Problem

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 16 * 1024 * 1024
HOST = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Protection:
    """Wraps the application."""

    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope.setdefault("state", {}).setdefault("request_id", secrets.token_hex(8))
        seen = 0

        async def limited() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > LARGEST_BODY:
                raise too_large()
            return message

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-ID"] = request_id
                headers.setdefault("Cache-Control", "no-store")
                if self.settings.is_secure:
                    headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
            await send(message)

        refused = self._objection(scope, Headers(scope=scope))
        if refused is not None:
            answer = JSONResponse(refused.as_json(), refused.status, media_type="application/problem+json")
            await answer(scope, receive, sending)
            return
        await self.app(scope, limited, sending)

    def _objection(self, scope: Scope, headers: Headers) -> Problem | None:
        if not self._names_us(headers.getlist("host")):
            return Problem(421, "wrong-host", _("This service answers to {host} only.").format(host=self.settings.host))
        if "\0" in scope["path"] or b"%00" in scope.get("query_string", b""):
            return Problem(400, "bad-address", _("There is no such address: it holds the character U+0000."))
        declared = headers.get("content-length", "0").lstrip("0")
        if declared.isdecimal() and (len(declared) > 9 or int(declared) > LARGEST_BODY):
            return too_large()
        if scope["method"] in SAFE or bears_key(headers.get("authorization", "")):
            return None  # a key is sent on purpose; only cookies travel by themselves
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        is_ours = site == "same-origin" if site is not None else origin == self.settings.origin
        if not is_ours or (origin is not None and origin != self.settings.origin):
            return Problem(403, "cross-site", _("This was sent from another site's page, and nothing was done."))
        return None

    def _names_us(self, hosts: list[str]) -> bool:
        """Whether a request is for the host that members type, with or without a port, named once."""
        named = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        return named is not None and named["name"].strip("[]").lower() == self.settings.host


def bears_key(authorization: str) -> bool:
    """Whether a request comes with a key: then whoever asks is the key's bearer, and no cookie is looked at."""
    return authorization.partition(" ")[0].lower() == "bearer"


def too_large() -> Problem:
    """More than one request may hold."""
    return Problem(413, "too-large", _("More than {count} MiB in one request.").format(count=LARGEST_BODY // 1024**2))
