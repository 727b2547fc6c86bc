"""How often someone may try to come in: counted by the network that a request comes from, and forgotten soon.

This is the one place where it is counted, for every way in and all server processes. A network, not an address: whoever
has one IPv6 address has all of its /56. What is kept is a keyed digest of it.
"""

from datetime import timedelta

from fastapi import Request
from sqlalchemy import Connection, delete, func, select

from isonomia.locale import _
from isonomia.service.access.tables import attempt
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import keyed, secret
from isonomia.service.limits import network_of
from isonomia.service.problems import Problem

WITHIN = timedelta(minutes=15)
GUESSED = frozenset({"recovery_code", "invitation"})
"""Ways whose secret is sent as it is, so that it could be guessed: a sixth of all attempts for each."""
SHARE_OF_GUESSES = 6


def count_attempt(request: Request, instance: Instance, way: str) -> None:
    """Count an attempt, whatever becomes of it. Problem 429 after too many of one network in a quarter of an hour.

    A transaction of its own: an attempt that fails is counted too. Of what a person could guess there are fewer.
    """
    now, most = instance.now, instance.settings.rate_sign_in
    with instance.database.writing() as connection:
        origin = keyed(secret(connection, "networks"), network_of(request.scope))
        connection.execute(delete(attempt).where(attempt.c.at <= now - WITHIN))
        allowed = _so_far(connection, origin) < most
        if way in GUESSED:
            allowed = allowed and _so_far(connection, origin, way) < max(1, most // SHARE_OF_GUESSES)
        if allowed:
            add(connection, attempt, way=way, origin_digest=origin, at=now)
    if not allowed:
        raise Problem(
            429,
            "too-many-attempts",
            _("Too many attempts from where you are."),
            remedy=_("Wait a quarter of an hour."),
            headers={"Retry-After": str(int(WITHIN.total_seconds()))},
        )


def _so_far(connection: Connection, origin: str, way: str | None = None) -> int:
    wanted = select(func.count()).where(attempt.c.origin_digest == origin)
    if way is not None:
        wanted = wanted.where(attempt.c.way == way)
    return int(connection.execute(wanted).scalar_one())
