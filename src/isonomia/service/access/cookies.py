"""The session's cookie, set and taken away."""

from typing import TypeVar

from fastapi.responses import Response

from isonomia.service.access.declared import cookie_name
from isonomia.service.access.sessions import LONGEST
from isonomia.service.instance.instance import Instance

Answer = TypeVar("Answer", bound=Response)


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
