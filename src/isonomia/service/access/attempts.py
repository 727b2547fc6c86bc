"""How often someone may try to come in: counted by the network that a request comes from, and forgotten soon.

A network, not an address: whoever has one IPv6 address has all of its /56. What is kept is a keyed digest of it.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from fastapi import Request
from sqlalchemy import Connection, delete, func, select

from isonomia.locale import _
from isonomia.service.access.tables import attempt
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import keyed, secret
from isonomia.service.problems import Problem

WITHIN = timedelta(minutes=15)


def network_of(request: Request) -> str:
    """The network that a request comes from: /24 of IPv4, /56 of IPv6."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 24 if address.version == 4 else 56), strict=False))


def count_attempt(instance: Instance, network: str, way: str, most: int) -> None:
    """Count an attempt, whatever becomes of it. Problem 429 after `most` of them within a quarter of an hour.

    A transaction of its own: an attempt that fails is counted too.
    """
    now = instance.now
    with instance.database.writing() as connection:
        origin = keyed(secret(connection, "networks"), network)
        connection.execute(delete(attempt).where(attempt.c.at <= now - WITHIN))
        allowed = _so_far(connection, origin, way) < most
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


def _so_far(connection: Connection, origin: str, way: str) -> int:
    wanted = select(func.count()).where(attempt.c.origin_digest == origin, attempt.c.way == way)
    return int(connection.execute(wanted).scalar_one())
