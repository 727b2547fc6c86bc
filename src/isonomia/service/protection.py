"""What every answer carries and every request must pass: security headers, host, origin, size, request ids.

Written as plain ASGI, so that nothing is buffered.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

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

        refused = self._objection(scope["method"], Headers(scope=scope))
        if refused is not None:
            answer = JSONResponse(refused.as_json(), refused.status, media_type="application/problem+json")
            await answer(scope, receive, sending)
            return
        await self.app(scope, limited, sending)

    def _objection(self, method: str, headers: Headers) -> Problem | None:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host != self.settings.host:
            return Problem(421, "wrong-host", _("This service answers to {host} only.").format(host=self.settings.host))
        if headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > LARGEST_BODY:
            return too_large()
        if method in SAFE or headers.get("authorization", ""):
            return None  # a key is sent on purpose; only cookies travel by themselves
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        is_ours = site == "same-origin" if site is not None else origin == self.settings.origin
        if not is_ours or (origin is not None and origin != self.settings.origin):
            return Problem(403, "cross-site", _("This was sent from another site's page, and nothing was done."))
        return None


def too_large() -> Problem:
    """More than one request may hold."""
    return Problem(413, "too-large", _("More than {count} MiB in one request.").format(count=LARGEST_BODY // 1024**2))
