"""Measuring and logging each request, from outside everything else."""

import logging
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from isonomia.service.operation.measures import Measures
from isonomia.service.operation.tracing import Traces
from isonomia.service.protection import App, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
"""Others are one: whoever makes methods up must not make up labels."""

logger = logging.getLogger("isonomia.requests")


class Observation:
    """Wraps the application, and its protection too: what is refused is seen."""

    def __init__(self, app: App, measures: Measures, traces: Traces | None = None) -> None:
        self.app = app
        self.measures = measures
        self.traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        begun = time.perf_counter()
        status = 500

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            seconds = time.perf_counter() - begun
            route = getattr(scope.get("route"), "path", "none")
            method = scope["method"] if scope["method"] in METHODS else "other"
            self.measures.seconds.labels(method, route, str(status)).observe(seconds)
            if self.traces is not None:
                self.traces.answered(method, route, status, seconds, request_id)
            about = {
                "request_id": request_id,
                "method": method,
                "route": route,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
            }
            logger.info("answered", extra=about)
