"""Routes that say who may call them. One that does not say is refused when the program is imported.

Three kinds: a page (GET, HTML), a form (POST from a page of ours, answered by a redirect) and the API (JSON, described
in the OpenAPI document). What is not allowed is answered before the handler runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from isonomia.locale import _
from isonomia.procedure import who_may as procedure
from isonomia.procedure.who_may import role_words
from isonomia.service.access.actor import NOBODY, Actor, Role
from isonomia.service.access.sessions import actor_of_key, actor_of_session, note_seen
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import Problem, forbidden
from isonomia.service.protection import bears_key


@dataclass(frozen=True)
class Access:
    """Who may call a route: anyone, whoever is signed in, some roles, machines with a scope, or several of these."""

    name: str
    roles: frozenset[Role] = frozenset()
    scope: str = ""  # of machines; a scope that ends in `:*` asks for any that begins so
    is_public: bool = False
    is_also_after_leaving: bool = False  # the handler asks whether what is left is still to be read

    def in_words(self) -> str:
        """Who may call it, as a person reads it."""
        found = [role_words(procedure.Role(role.value)) for role in Role if role in self.roles]
        return " / ".join([*found, role_words(procedure.Role.MACHINE)] if self.scope else found) or self.name

    def allows(self, actor: Actor) -> bool:
        """Whether an actor may call the route at all; the handler asks about the object."""
        if self.is_public:
            return True
        if actor.is_machine:
            return bool(self.scope) and any(_covers(held, self.scope) for held in actor.scopes)
        if not self.roles:
            return actor.is_known and not self.scope  # with a scope alone it is for machines
        return not actor.roles.isdisjoint(self.roles) or (self.is_also_after_leaving and actor.has_left)


def _covers(held: str, asked: str) -> bool:
    stem = asked.removesuffix(":*")
    return held == stem or (asked != stem and held.startswith(stem + ":"))


PUBLIC = Access("public", is_public=True)
SIGNED_IN = Access("signed in")
MEMBER = Access("member", frozenset({Role.MEMBER}))
CONCERNED = Access("member, also after leaving", frozenset({Role.MEMBER}), is_also_after_leaving=True)
RECORDER = Access("recorder", frozenset({Role.RECORDER}))
REVIEWER = Access("reviewer", frozenset({Role.REVIEWER}))
STEWARD = Access("steward", frozenset({Role.STEWARD}))
AUDITOR = Access("auditor", frozenset({Role.AUDITOR}))
WRITES_RECORDS = Access("recorder or machine", frozenset({Role.RECORDER}), "records:write:*")
READS_STANDINGS = Access("machine", frozenset(), "standings:read")


def instance_of(request: Request) -> Instance:
    """The instance that a request came to."""
    found: Instance = request.app.state.instance
    return found


def cookie_name(instance: Instance) -> str:
    """The session's cookie; over https with the prefix that binds it to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-isonomia" if instance.settings.is_secure else "isonomia"


def actor_of(request: Request) -> Actor:
    """Who is asking; asked once for each request."""
    if not hasattr(request.state, "actor"):
        request.state.actor = _find_actor(request)
    found: Actor = request.state.actor
    return found


def _find_actor(request: Request) -> Actor:
    instance = instance_of(request)
    authorization = request.headers.get("authorization", "")
    token = request.cookies.get(cookie_name(instance), "")
    if bears_key(authorization):
        with instance.database.glancing() as connection:
            return actor_of_key(connection, authorization.partition(" ")[2].strip(), instance.now)
    if not token:
        return NOBODY
    with instance.database.glancing() as connection:
        idle = timedelta(hours=instance.settings.session_hours)
        actor = actor_of_session(connection, token, instance.now, idle)
    if actor.is_to_be_noted:
        with instance.database.noting() as connection:
            note_seen(connection, actor.session_digest, instance.now)
    return actor


async def _here(request: Request) -> Instance:
    return instance_of(request)


async def _asking(request: Request) -> Actor:
    """Who is asking. Only the first to ask goes to the database, and to a thread for it."""
    known = hasattr(request.state, "actor")
    return actor_of(request) if known else await run_in_threadpool(actor_of, request)


Here = Annotated[Instance, Depends(_here)]
Asking = Annotated[Actor, Depends(_asking)]


@dataclass(frozen=True)
class Gate:
    """Stands before a route and lets through whom its access names."""

    access: Access

    async def __call__(self, request: Request) -> None:
        actor = await _asking(request)
        if self.access.allows(actor):
            return
        if not actor.is_known:
            raise Problem(
                401,
                "sign-in",
                _("Sign in first."),
                headers={"WWW-Authenticate": "Bearer"},
            )
        raise forbidden(_("This is for the role: {role}.").format(role=self.access.in_words()))


PROBLEM: dict[str, Any] = {
    "description": "A problem (RFC 9457).",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "code", "detail"],
                "properties": {
                    "type": {"type": "string", "format": "uri"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "remedy": {"type": "string"},
                },
            }
        }
    },
}
"""How the API's document describes a problem."""


class Routes(APIRouter):
    """A room's routes."""

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        extra = options.get("openapi_extra") or {}
        if "x-access" not in extra:
            raise TypeError(f"the route {path} does not say who may call it: use page, form or api")
        super().add_api_route(path, endpoint, **options)

    def page(self, path: str, access: Access) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A page for people."""
        return self._declared("GET", path, access, include_in_schema=False, response_class=HTMLResponse)

    def form(self, path: str, access: Access) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """What a form on a page posts to."""
        return self._declared("POST", path, access, include_in_schema=False, response_class=HTMLResponse)

    def api(self, method: str, path: str, access: Access, **options: Any) -> Callable[..., Any]:
        """A part of the API. Whatever it does not answer as described is a problem (RFC 9457)."""
        described = {"default": PROBLEM, **options.pop("responses", {})}
        return self._declared(method, path, access, responses=described, **options)

    def _declared(self, method: str, path: str, access: Access, **options: Any) -> Callable[..., Any]:
        extra = {"x-access": access.name, **options.pop("openapi_extra", {})}
        if not access.is_public:
            extra["security"] = [{"session": []}, {"key": []}] if access.scope else [{"session": []}]

        def declare(endpoint: Callable[..., Any]) -> Callable[..., Any]:
            gate = Depends(Gate(access))
            self.add_api_route(path, endpoint, methods=[method], dependencies=[gate], openapi_extra=extra, **options)
            return endpoint

        return declare
