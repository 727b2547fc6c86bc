"""Whether the process lives, whether it is ready to serve, and its measures."""

import hmac
from datetime import UTC, datetime

from alembic.script import ScriptDirectory
from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from isonomia.service.access.declared import PUBLIC, Here, Routes
from isonomia.service.database.migrate import configuration
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import Problem, not_found

routes = Routes(tags=["operation"])
LOCAL = frozenset({"127.0.0.1", "::1", "testclient"})


@routes.api("GET", "/healthz", PUBLIC)
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@routes.api("GET", "/readyz", PUBLIC)
def ready(here: Here) -> dict[str, str]:
    """The database answers and has every step of migration; 503 otherwise."""
    reason = _not_ready(here)
    if reason:
        raise Problem(503, "not-ready", reason)
    return {"status": "ready"}


def _not_ready(here: Instance) -> str:
    wanted = ScriptDirectory.from_config(configuration(here.database)).get_current_head()
    try:
        with here.database.reading() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except Exception:  # whatever keeps the database from answering
        return "the database does not answer"
    return "" if found == wanted else f"the database is at step {found}, the program at {wanted}"


@routes.api("GET", "/metrics", PUBLIC, response_class=Response)
def metrics(request: Request, here: Here) -> Response:
    """For Prometheus: from this machine, or with the token of ISONOMIA_METRICS_TOKEN."""
    token = here.settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    is_local = request.client is not None and request.client.host in LOCAL and "x-forwarded-for" not in request.headers
    if not is_local and not (token and hmac.compare_digest(given.encode(), token.encode())):
        raise not_found()
    measures = request.app.state.measures
    measures.look(here)
    return Response(generate_latest(measures.registry), media_type=CONTENT_TYPE_LATEST)


@routes.page("/.well-known/security.txt", PUBLIC)
def security(here: Here) -> Response:
    """Where to report a weakness (RFC 9116)."""
    controller = here.zone_of.file.controller
    contact = controller.contact if controller is not None else None
    if not contact:
        raise not_found()
    address = contact if ":" in contact else f"mailto:{contact}"
    expires = datetime(here.today.year + 1, 1, 1, tzinfo=UTC).isoformat()
    return Response(f"Contact: {address}\nExpires: {expires}\n", media_type="text/plain")
