"""The session's cookie, set and taken away."""

from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Connection

from isonomia.service.access.actor import Actor
from isonomia.service.access.declared import cookie_name, instance_of
from isonomia.service.access.sessions import LONGEST, begin_session, end_session
from isonomia.service.audit.entries import note
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import digest
from isonomia.service.people.roles import roles_of

Answer = TypeVar("Answer", bound=Response)
NOTED_WAYS = ("passkey", "oidc")


def begin_here(request: Request, connection: Connection, person_id: str, way: str) -> str:
    """Sign a person in where the request came from; whatever session this browser had before ends."""
    instance = instance_of(request)
    before = request.cookies.get(cookie_name(instance), "")
    if before:
        end_session(connection, digest(before))
    _note_of_staff(connection, instance, person_id, way)
    return begin_session(connection, person_id, way, instance.now)


def _note_of_staff(connection: Connection, instance: Instance, person_id: str, way: str) -> None:
    """Tell auditors when somebody who can do something to others signs in. When members come is nobody's business.

    What an invitation or a recovery code opened is noted where it is used up.
    """
    if way not in NOTED_WAYS:
        return
    held = frozenset(name for name, _source in roles_of(connection, person_id))
    if held:
        note(connection, instance, Actor(person_id, roles=held), "signed-in", ("way", way))


def signed_in(instance: Instance, answer: Answer, token: str) -> Answer:
    """An answer that leaves the session with the browser."""
    answer.set_cookie(
        cookie_name(instance),
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=instance.settings.is_secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def signed_out(instance: Instance, answer: Answer) -> Answer:
    """An answer that takes the session away."""
    answer.delete_cookie(
        cookie_name(instance), path="/", secure=instance.settings.is_secure, httponly=True, samesite="lax"
    )
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'  # nothing is left for whoever sits down next
    return answer
