"""Traces for OpenTelemetry, where ISONOMIA_OTLP_ENDPOINT says where to. A span carries the route, never the path.

The spans are made here and not by the general instrumentation of FastAPI, which writes down addresses, paths, clients
and the texts of errors, any of which can name a member.
"""

from typing import TYPE_CHECKING, Protocol

from isonomia.errors import EngineUnavailable
from isonomia.locale import _
from isonomia.service.config import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter


class Traces(Protocol):
    """Told of each request once it is answered."""

    def answered(self, method: str, route: str, status: int, seconds: float, request_id: str) -> None: ...


class OpenTelemetry:
    """Sends a span for each request."""

    def __init__(self, exporter: "SpanExporter", *, is_at_once: bool = False) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

        from isonomia import __version__

        about = Resource.create({"service.name": "isonomia", "service.version": __version__})
        self.provider = TracerProvider(resource=about)
        send = SimpleSpanProcessor(exporter) if is_at_once else BatchSpanProcessor(exporter)
        self.provider.add_span_processor(send)
        self.tracer = self.provider.get_tracer("isonomia.service")

    def answered(self, method: str, route: str, status: int, seconds: float, request_id: str) -> None:
        """Make the span of a request that has just been answered (semantic conventions for HTTP servers)."""
        import time

        from opentelemetry.trace import SpanKind, Status, StatusCode

        end = time.time_ns()
        about: dict[str, str | int] = {
            "http.request.method": method,
            "http.route": route,
            "http.response.status_code": status,
            "isonomia.request_id": request_id,
        }
        begun = end - int(seconds * 1e9)
        span = self.tracer.start_span(f"{method} {route}", kind=SpanKind.SERVER, attributes=about, start_time=begun)
        if status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end(end)

    def stop(self) -> None:
        """Send what is left."""
        self.provider.shutdown()


def traces_of(settings: Settings) -> OpenTelemetry | None:
    """Where traces go; None, and nothing is loaded, where no endpoint is set."""
    if not settings.otlp_endpoint:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as missing:
        raise EngineUnavailable(
            _("traces need the package {name}").format(name=missing.name),
            remedy=_("pip install 'isonomia[serve,tracing]', or take ISONOMIA_OTLP_ENDPOINT out of the environment"),
        ) from None
    return OpenTelemetry(OTLPSpanExporter(endpoint=settings.otlp_endpoint))
