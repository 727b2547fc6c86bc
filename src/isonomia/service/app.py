"""The web application of an instance: its rooms' routes, and how problems are answered."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from isonomia import __version__
from isonomia.errors import NotAllowed
from isonomia.locale import _, speaking
from isonomia.service.access.declared import cookie_name
from isonomia.service.instance.instance import Instance
from isonomia.service.limits import Limits
from isonomia.service.observation import Observation
from isonomia.service.operation.measures import Measures
from isonomia.service.operation.tracing import OpenTelemetry
from isonomia.service.pages import language_of, show, speak_as_asked, wants_page
from isonomia.service.problems import Problem, conflict, invalid, not_found
from isonomia.service.protection import Protection
from isonomia.service.rooms import rooms
from isonomia.service.worker import Task, Worker

logger = logging.getLogger("isonomia.requests")
MEDIA_TYPE = "application/problem+json"
SILENT: Any = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}
"""FastAPI's own telemetry writes down paths and the texts of errors, which can name a member: see operation/tracing."""


def application(instance: Instance, tasks: tuple[Task, ...] = (), traces: OpenTelemetry | None = None) -> FastAPI:
    """The application, with a worker for the tasks while it runs.

    Raises TypeError at once if a route does not declare who may call it.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(instance, tasks)
        if tasks:
            worker.start()
        yield
        if tasks:
            worker.stop()
        instance.database.close()
        if traces is not None:
            traces.stop()

    app = FastAPI(
        title=instance.name,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        dependencies=[Depends(speak_as_asked)],
        description="Facts in, standings out. Errors are problems (RFC 9457).",
        telemetry=SILENT,
    )
    app.state.instance = instance
    app.state.measures = Measures()
    for room in rooms():
        app.include_router(room)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(Limits, settings=instance.settings, now=lambda: instance.now, cookie=cookie_name(instance))
    app.add_middleware(Protection, settings=instance.settings)
    app.add_middleware(Observation, measures=app.state.measures, traces=traces)
    return app


def answer(request: Request, problem: Problem) -> Response:
    """A problem as a page to a browser, and as JSON to a program.

    The page asks the database who reads it, so that those who answer with it are no coroutines: in the event loop all
    others would wait meanwhile.
    """
    if wants_page(request):
        if problem.status == 401 and request.method == "GET":
            return RedirectResponse("/sign-in", 303)
        page = show(request, "problem.html.j2", problem.status, problem=problem)
        page.headers.update(problem.headers)
        return page
    return JSONResponse(problem.as_json(), problem.status, problem.headers, MEDIA_TYPE)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer(request, error)


def _not_allowed(request: Request, error: Exception) -> Response:
    """What the procedure forbids now, or to this person: with its reason and its remedy."""
    assert isinstance(error, NotAllowed)
    return answer(request, conflict("not-allowed", error.reason, error.remedy))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [{"at": ".".join(map(str, item["loc"])), "found": item["msg"]} for item in error.errors()]
    with speaking(language_of(request), for_members=True):
        return answer(request, invalid(_("What was sent cannot be read."), faults=faults))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        with speaking(language_of(request), for_members=True):
            return answer(request, not_found())
    detail = HTTPStatus(error.status_code).phrase
    return answer(
        request, Problem(error.status_code, f"http-{error.status_code}", detail, headers=dict(error.headers or {}))
    )


async def _gone(_request: Request, _error: Exception) -> Response:
    """Whoever asked went away before all was said: no fault of ours, and nobody reads the answer."""
    return Response(status_code=400)


def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("failed", exc_info=error, extra={"request_id": request.state.request_id})
    with speaking(language_of(request), for_members=True):
        detail = _("Something went wrong on our side. Nothing was half done. It is noted under {number}.")
    return answer(request, Problem(500, "internal", detail.format(number=request.state.request_id)))
