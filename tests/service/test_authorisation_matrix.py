"""Every route of the service against every kind of actor, and every object of another's.

The routes are asked of the application itself, so that a new one is tested without anyone's doing; one with a
parameter that no maker below knows fails, until it says whose the object is.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.procedure.benefit import grant
from isonomia.procedure.claim import Reported, report
from isonomia.procedure.consequence_case import Given
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.who_may import Actor as ProcedureActor
from isonomia.procedure.who_may import Role as ProcedureRole
from isonomia.service.access.actor import Actor, Role
from isonomia.service.access.declared import Access, Gate
from isonomia.service.access.keys import make_key
from isonomia.service.access.sessions import begin_session
from isonomia.service.app import application
from isonomia.service.claims.claiming import _store as store_claim
from isonomia.service.consequences.cases import keep_case
from isonomia.service.credentials.tables import credential
from isonomia.service.disputes.disputing import contest
from isonomia.service.instance.secrets import digest
from isonomia.service.members.tables import person
from isonomia.service.passkeys.tables import passkey
from isonomia.service.people.roles import roles_of
from service.conftest import ORIGIN, Town, hours, late

NOBODY, NO_ROLE = "nobody", "without a role"
ROLES = ("member", "recorder", "reviewer", "steward", "auditor")
SCOPES = ("records:write", "records:write:hours", "records:write:payments", "standings:read", "records", "standings")
PERSONS = frozenset({NO_ROLE, *ROLES})
ACTORS = (NOBODY, NO_ROLE, *ROLES, *SCOPES)
WRITERS = frozenset({"records:write", "records:write:hours", "records:write:payments"})

MAY = {
    "public": frozenset(ACTORS),
    "signed in": PERSONS,
    **{role: frozenset({role}) for role in ROLES},
    "member, also after leaving": frozenset({"member"}),
    "recorder or machine": frozenset({"recorder"}) | WRITERS,
    "machine": frozenset({"standings:read"}),
    "steward or auditor": frozenset({"steward", "auditor"}),
}
"""Who may call a route of each declared access, written down apart from the code that decides it."""

_numbers = itertools.count(1)


def _session_of(town: Town, person_id: str) -> str:
    with town.instance.database.writing() as connection:
        token = begin_session(connection, person_id, "passkey", town.instance.now)
    return digest(digest(token))[:16]


def _passkey_of(town: Town, person_id: str) -> str:
    name = f"credential-{next(_numbers)}"
    with town.instance.database.writing() as connection:
        for credential_id in (name, f"{name}-other"):  # two, so that one can be removed
            values = {"credential_id": credential_id, "public_key": "k", "sign_count": 0, "name": "n"}
            row = values | {"person_id": person_id, "created_at": town.instance.now}
            connection.execute(passkey.insert().values(**row))
    return name


def _issued_of(town: Town, person_id: str) -> str:
    """A credential that a member made."""
    name = f"issued-{next(_numbers)}"
    with town.instance.database.writing() as connection:
        member = connection.execute(select(person.c.member).where(person.c.person_id == person_id)).scalar()
        values = {"credential_id": name, "member": member or "M-none", "form": "sd-jwt", "band": "friend"}
        days = {"issued_at": town.instance.now, "valid_until": town.instance.today, "status_index": next(_numbers)}
        connection.execute(credential.insert().values(**values, **days, has_name=False))
    return name


def _member_of(town: Town, person_id: str) -> str | None:
    with town.instance.database.reading() as connection:
        return connection.execute(select(person.c.member).where(person.c.person_id == person_id)).scalar()


def _dispute_of(town: Town, person_id: str) -> str:
    """A fact that a member disputes."""
    member = _member_of(town, person_id)
    if member is None:
        return "d-none"
    event_id = f"late-{next(_numbers)}"
    town.take(late(event_id, member, town.instance.today.isoformat()))
    disputing = Actor(actor_id=person_id, member=member, language="en", roles=frozenset({Role.MEMBER}))
    with town.instance.database.writing() as connection:
        return contest(connection, town.instance, disputing, ("payments", event_id), "I paid in time.")


def _case_of(town: Town, person_id: str) -> str:
    """What follows for a member from the band."""
    member = _member_of(town, person_id) or "M-none"
    scheme = town.instance.zone_of
    name, written = next(iter(scheme.file.consequences.items()))
    case_id = f"c-{next(_numbers)}"
    made = grant(Given(name, written, person_id, written.band, "1"), case_id=case_id, on=town.instance.today)
    with town.instance.database.writing() as connection:
        keep_case(connection, town.instance, member, made.after)
    return case_id


def _claim_of(town: Town, person_id: str) -> str:
    """What somebody reports of a member."""
    member = _member_of(town, person_id)
    if member is None:
        return "r-none"
    reporter = ProcedureActor(name="p-reporter", roles=frozenset({ProcedureRole.MEMBER}))
    day = town.instance.today.isoformat()
    said = Reported(member=person_id, source="payments", occurred_at=day, data={"days_late": 40})
    terms = terms_of(town.instance.zone_of.file.rights)
    claim_id = f"r-{next(_numbers)}"
    step = report(reporter, said, claim_id=claim_id, terms=terms, on=town.instance.today)
    with town.instance.database.writing() as connection:
        store_claim(connection, town.instance, "p-reporter", member, step)
    return claim_id


def _source_of(town: Town, person_id: str) -> str:
    """The source that a person records; for others one that no recorder of these tests does."""
    with town.instance.database.reading() as connection:
        recorded = [source for held, source in roles_of(connection, person_id) if held is Role.RECORDER]
    return recorded[0] if recorded else "payments"


OBJECTS: dict[str, Callable[[Town, str], str]] = {
    "credential_id": _passkey_of,
    "issued_id": _issued_of,
    "dispute_id": _dispute_of,
    "case_id": _case_of,
    "claim_id": _claim_of,
    "number": _session_of,
    "source": _source_of,
}
"""By parameter: makes an object of a person's, and returns what names it in the path. Another person gets 404 or 403."""

SENT: dict[str, dict[str, Any]] = {
    "/record/{source}/upload": {"files": {"file": ("rows.csv", b"event_id,member,occurred_at\n")}},
    "/me/consequences/{case_id}/message": {"data": {"text": "a word"}},
    "/me/consequences/{case_id}/appeal": {"data": {"grounds": "a ground"}},
    "/me/disputes/{dispute_id}/message": {"data": {"text": "a word"}},
    "/me/claims/{claim_id}/answer": {"data": {"text": "a word", "answer": "a word"}},
    "/record/{source}/withdraw": {"data": {"event_id": "x", "reason": "a mistake"}},
}
"""What a route must be sent before it looks at the object."""

OPEN = {
    "path": "the log is public",
    "token": "whoever bears it may use it; nothing else names its person",
    "person_id": "a steward sees every person",
    "badge_id": "a badge is shown to everybody, or off",
    "delivery_id": "a steward sees every message",
    "endpoint_id": "stewards see every recipient, members choose among them",
    "act_id": "stewards confirm or drop what another asked for",
    "key_id": "a steward sees every key",
    "member": "a machine with this scope reads every member's standing",
}
"""Parameters whose object belongs to nobody in particular, each with the reason."""

OPEN_PLACES = {
    "/desk/": "a reviewer decides matters of others, and the procedure says which (test_desk.py)",
    "/scheme/versions/": "every version is public",
}
"""Beginnings of paths below which the same holds."""


def is_open_place(route: APIRoute) -> bool:
    return route.path.startswith(tuple(OPEN_PLACES))


@dataclass(frozen=True)
class Caller:
    """Somebody with what they send."""

    headers: dict[str, str]
    person_id: str = ""


def caller(town: Town, kind: str) -> Caller:
    """A new actor of a kind, so that what one call changes touches no other."""
    plain = {"accept": "application/json", "sec-fetch-site": "same-origin"}
    if kind == NOBODY:
        return Caller(plain)
    with town.instance.database.writing() as connection:
        if kind in SCOPES:
            secret = make_key(connection, "a machine", kind, town.instance.now)[1]
            return Caller({"accept": "application/json", "authorization": f"Bearer {secret}"})
    if kind == "member":
        person_id = town.member(f"M-{next(_numbers)}")
    else:
        person_id = town.person("Person", role="" if kind == NO_ROLE else kind, source="hours" * (kind == "recorder"))
    with town.instance.database.writing() as connection:
        token = begin_session(connection, person_id, "passkey", town.instance.now)
    return Caller(plain | {"cookie": f"isonomia={token}"}, person_id)


def routes_of(client: TestClient) -> list[APIRoute]:
    """The routes of the application."""
    return [route for route in every_route(client.app.router.routes) if isinstance(route, APIRoute)]  # type: ignore[attr-defined]


def every_route(routes: list[object]) -> list[object]:
    """Routes, those of included rooms too."""
    found: list[object] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        found += every_route(inner.routes) if inner is not None else [route]
    return found


def access_of(route: APIRoute) -> Access:
    gates = [item.dependency for item in route.dependencies if isinstance(item.dependency, Gate)]
    assert len(gates) == 1, route.path
    return gates[0].access


@pytest.fixture
def client(small_town: Town) -> TestClient:
    for limit in ("rate_sign_in", "rate_network", "rate_key"):  # those have tests of their own
        object.__setattr__(small_town.instance.settings, limit, 10_000)
    return TestClient(application(small_town.instance), base_url=ORIGIN, follow_redirects=False)


def call(client: TestClient, route: APIRoute, path: str, who: Caller) -> int:
    (method,) = route.methods
    client.cookies.clear()
    return client.request(method, path, headers=who.headers, **SENT.get(route.path, {})).status_code


def path_with(route: APIRoute, town: Town, owner: str) -> str:
    values = {}
    for name in route.param_convertors:
        assert name in OBJECTS or name in OPEN, f"{route.path}: say in OBJECTS or OPEN whose '{name}' is"
        is_made = name in OBJECTS and not is_open_place(route)
        values[name] = OBJECTS[name](town, owner) if is_made else "1"
    return route.path_format.format(**values)


def test_every_route_against_every_actor(small_town: Town, client: TestClient) -> None:
    small_town.person("Sami", role="steward")  # so that nobody who is tried is the last one
    routes = routes_of(client)
    assert len(routes) > 20
    assert set(ROLES) == set(Role)
    wrong = []
    refused = {kind: caller(small_town, kind) for kind in ACTORS}  # a refused call leaves its caller as it was
    for route in routes:
        access = access_of(route)
        assert route.openapi_extra is not None
        assert route.openapi_extra["x-access"] == access.name
        for kind in ACTORS:
            expected = kind in MAY[access.name]
            who = caller(small_town, kind) if expected else refused[kind]
            path = path_with(route, small_town, who.person_id or refused[NO_ROLE].person_id)
            status = call(client, route, path, who)
            is_refused = status == (401 if kind == NOBODY else 403)
            if expected == is_refused or status >= 500:
                wrong.append(f"{route.methods} {route.path} ({access.name}): {kind} got {status}")
    assert not wrong, "\n".join(wrong)


def test_objects_of_others(small_town: Town, client: TestClient) -> None:
    tried = 0
    for route in routes_of(client):
        if not set(route.param_convertors) & set(OBJECTS) or is_open_place(route):
            continue
        for kind in sorted(MAY[access_of(route).name] & PERSONS):
            other = small_town.member(f"M-{next(_numbers)}")
            status = call(client, route, path_with(route, small_town, other), caller(small_town, kind))
            assert status in (403, 404), f"{route.path}: {kind} reached another's object ({status})"
            tried += 1
    assert tried >= 2 * len(PERSONS)


def test_every_maker_makes_what_its_owner_reaches(small_town: Town, client: TestClient) -> None:
    """A maker of things that are not there would make the test above pass for nothing."""
    small_town.member("M-0")
    used = set()
    for route in routes_of(client):
        names = set(route.param_convertors) & set(OBJECTS)
        if not names or is_open_place(route):
            continue
        kind = min(MAY[access_of(route).name] & PERSONS)
        who = caller(small_town, kind)
        if route.path == "/record/{source}/withdraw":
            small_town.take(hours("x", "M-0", "2026-03-02"), by=who.person_id)
        status = call(client, route, path_with(route, small_town, who.person_id), who)
        assert status not in (401, 403, 404), f"{route.path}: its own {kind} got {status}"
        used |= names
    assert used == set(OBJECTS)
