"""The session's cookie, set and taken away."""

from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Connection

from isonomia.service.access.declared import cookie_name, instance_of
from isonomia.service.access.sessions import LONGEST, begin_session, end_session
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import digest

Answer = TypeVar("Answer", bound=Response)


def begin_here(request: Request, connection: Connection, person_id: str, way: str) -> str:
    """Sign a person in where the request came from; whatever session this browser had before ends."""
    instance = instance_of(request)
    before = request.cookies.get(cookie_name(instance), "")
    if before:
        end_session(connection, digest(before))
    return begin_session(connection, person_id, way, instance.now)


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
