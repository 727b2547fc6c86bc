"""Endpoints: registered by a steward, with a secret that is shown once."""

import ipaddress
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, func, select, update

from isonomia.locale import _
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.sealing import seal
from isonomia.service.problems import Problem, conflict, invalid, not_found
from isonomia.service.webhooks.events import CHOSEN, leave_message
from isonomia.service.webhooks.outbound import LOCAL, is_public
from isonomia.service.webhooks.sharing import introduce
from isonomia.service.webhooks.signature import new_secret
from isonomia.service.webhooks.tables import webhook_delivery, webhook_endpoint, webhook_sharing

SHOWN = 100
BOTH_SIGN = timedelta(days=1)


def register(
    connection: Connection, instance: Instance, name: str, purpose: str, url: str, event_types: Collection[str]
) -> tuple[str, str]:
    """A new endpoint: its id, and the secret that is shown this once."""
    check_url(url, instance)
    unknown = set(event_types) - set(CHOSEN)
    if unknown or not event_types:
        raise invalid(_("No kind of event is chosen."), _("Choose at least one."))
    endpoint_id, secret = f"we_{secrets.token_urlsafe(12)}", new_secret()
    add(
        connection,
        webhook_endpoint,
        endpoint_id=endpoint_id,
        name=name,
        purpose=purpose,
        url=url,
        event_types=" ".join(item for item in CHOSEN if item in event_types),
        sealed_secret=seal(connection, secret.encode(), endpoint_id),
        created_at=instance.now,
    )
    return endpoint_id, secret


def check_url(url: str, instance: Instance) -> None:
    """Problem where an address cannot be one; whether its host is inside is asked at each sending."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong(url) from None
    is_local = instance.is_demonstration and parts.scheme == "http" and host in LOCAL
    is_odd = parts.username is not None or parts.fragment or not url.isascii() or any(sign <= " " for sign in url)
    if is_odd or not host or (parts.scheme != "https" and not is_local):
        raise _wrong(url)
    try:
        is_inside = not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        is_inside = host in LOCAL
    if is_inside and not is_local:
        raise _wrong(url)


def _wrong(url: str) -> Problem:
    return invalid(
        _("'{url}' is no address that can be told.").format(url=url[:200]),
        _("Write an https address on the public internet, such as https://library.example.org/hooks."),
    )


def endpoints(connection: Connection) -> list[Row[Any]]:
    """All of them, by name."""
    return list(connection.execute(select(webhook_endpoint).order_by(webhook_endpoint.c.name)))


def endpoint(connection: Connection, endpoint_id: str) -> Row[Any]:
    """One of them; a Problem if there is none."""
    found = connection.execute(select(webhook_endpoint).where(webhook_endpoint.c.endpoint_id == endpoint_id)).first()
    if found is None:
        raise not_found()
    return found


def deliveries(connection: Connection, endpoint_id: str) -> list[Row[Any]]:
    """The latest messages to an endpoint."""
    wanted = select(webhook_delivery).where(webhook_delivery.c.endpoint_id == endpoint_id)
    return list(connection.execute(wanted.order_by(webhook_delivery.c.delivery_id.desc()).limit(SHOWN)))


def renew_secret(connection: Connection, instance: Instance, endpoint_id: str) -> str:
    """Another secret. For a day messages bear a signature by each, so that the receiver can change over in its time."""
    present = endpoint(connection, endpoint_id)
    secret = new_secret()
    values = {
        "sealed_secret": seal(connection, secret.encode(), endpoint_id),
        "sealed_secret_before": present.sealed_secret,
        "secret_before_until": instance.now + BOTH_SIGN,
    }
    _set(connection, endpoint_id, **values)
    return secret


def given_up(connection: Connection) -> dict[str, int]:
    """How many messages of the last thirty days were given up, by endpoint."""
    wanted = select(webhook_delivery.c.endpoint_id, func.count()).where(webhook_delivery.c.given_up_at.is_not(None))
    return dict(connection.execute(wanted.group_by(webhook_delivery.c.endpoint_id)).all())


def disable(connection: Connection, instance: Instance, endpoint_id: str, why: str) -> None:
    """Nothing more is sent, until it is enabled."""
    _set(connection, endpoint_id, disabled_at=instance.now, disabled_why=why)


def enable(connection: Connection, instance: Instance, endpoint_id: str) -> None:
    """It is told again, and learns how things stand, as it may have missed something."""
    if endpoint(connection, endpoint_id).disabled_at is None:
        return
    _set(connection, endpoint_id, disabled_at=None, disabled_why="", failing_since=None)
    introduce(connection, instance, endpoint_id)


def send_test(connection: Connection, instance: Instance, endpoint_id: str) -> None:
    """A message about nobody."""
    endpoint(connection, endpoint_id)
    leave_message(connection, instance, endpoint_id, "endpoint.test", {})


def replay(connection: Connection, instance: Instance, delivery_id: int) -> str:
    """Send a message again, under its own number; returns the endpoint's id.

    Problem where the member has withdrawn since: then it must not be told again.
    """
    row = connection.execute(select(webhook_delivery).where(webhook_delivery.c.delivery_id == delivery_id)).first()
    if row is None:
        raise not_found()
    if row.member is not None:
        agreed = select(webhook_sharing.c.sharing_id).where(
            webhook_sharing.c.sharing_id == row.sharing_id, webhook_sharing.c.withdrawn_at.is_(None)
        )
        if connection.execute(agreed).first() is None:
            raise conflict("withdrawn", _("The member no longer agrees to this recipient, and nothing was sent."))
    again = {"due_at": instance.now, "begun_at": instance.now, "attempts": 0, "given_up_at": None}
    connection.execute(update(webhook_delivery).where(webhook_delivery.c.delivery_id == delivery_id).values(**again))
    return str(row.endpoint_id)


def _set(connection: Connection, endpoint_id: str, **values: Any) -> None:
    connection.execute(update(webhook_endpoint).where(webhook_endpoint.c.endpoint_id == endpoint_id).values(**values))
