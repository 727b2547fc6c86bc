"""A member switches each recipient on, and off again. Nobody is told of a member who did not."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from isonomia.locale import _
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import not_found
from isonomia.service.standings.tables import standing
from isonomia.service.webhooks.events import event_in_words, leave_about, leave_message
from isonomia.service.webhooks.tables import webhook_delivery, webhook_endpoint, webhook_sharing


@dataclass(frozen=True)
class Recipient:
    """A recipient as a member reads it; `since` is None where it is off."""

    endpoint_id: str
    name: str
    purpose: str
    learns: tuple[str, ...]
    since: datetime | None


@dataclass(frozen=True)
class Told:
    """A message about the member."""

    to: str
    event_type: str
    created_at: datetime
    delivered_at: datetime | None


def recipients_for(connection: Connection, member: str) -> list[Recipient]:
    """Every recipient that there is, on or off. One that is out of order is still to be switched off."""
    active = dict(
        connection.execute(
            select(webhook_sharing.c.endpoint_id, webhook_sharing.c.given_at).where(
                webhook_sharing.c.member == member, webhook_sharing.c.withdrawn_at.is_(None)
            )
        ).all()
    )
    rows = connection.execute(select(webhook_endpoint).order_by(webhook_endpoint.c.name)).all()
    return [
        Recipient(row.endpoint_id, row.name, row.purpose, _learns(row), active.get(row.endpoint_id))
        for row in rows
        if row.endpoint_id in active or row.disabled_at is None
    ]


def _learns(endpoint: Any) -> tuple[str, ...]:
    return (
        _("your member's number"),
        _("your band now"),
        *(event_in_words(name) for name in endpoint.event_types.split()),
    )


def told_of(connection: Connection, member: str, most: int = 50) -> list[Told]:
    """What was told of the member, latest first."""
    rows = connection.execute(
        select(webhook_delivery, webhook_endpoint.c.name)
        .join(webhook_endpoint, webhook_endpoint.c.endpoint_id == webhook_delivery.c.endpoint_id)
        .where(webhook_delivery.c.member == member)
        .order_by(webhook_delivery.c.delivery_id.desc())
        .limit(most)
    )
    return [Told(row.name, row.event_type, row.created_at, row.delivered_at) for row in rows]


def switch_on(connection: Connection, instance: Instance, member: str, endpoint_id: str) -> None:
    """The member agrees; the recipient learns the band now. A second time changes nothing."""
    endpoint = connection.execute(
        select(webhook_endpoint).where(
            webhook_endpoint.c.endpoint_id == endpoint_id, webhook_endpoint.c.disabled_at.is_(None)
        )
    ).first()
    if endpoint is None:
        raise not_found()
    if _active(connection, member, endpoint_id):
        return
    values = {
        "sharing_id": f"sh_{secrets.token_urlsafe(18)}",
        "member": member,
        "endpoint_id": endpoint_id,
        "shown": f"{endpoint.name}: {endpoint.purpose} ({'; '.join(_learns(endpoint))})",
        "given_at": instance.now,
    }
    add(connection, webhook_sharing, **values)
    introduce(connection, instance, endpoint_id, member)


def introduce(connection: Connection, instance: Instance, endpoint_id: str, member: str | None = None) -> None:
    """Tell a recipient of the band now: of one member, or, after it was out of order, of everyone who agreed."""
    wanted = (
        select(webhook_sharing, standing.c.band)
        .outerjoin(standing, standing.c.member == webhook_sharing.c.member)
        .where(webhook_sharing.c.endpoint_id == endpoint_id, webhook_sharing.c.withdrawn_at.is_(None))
    )
    if member is not None:
        wanted = wanted.where(webhook_sharing.c.member == member)
    for sharing in connection.execute(wanted).all():
        leave_about(connection, instance, sharing, "sharing.started", {"band": sharing.band})


def switch_off(connection: Connection, instance: Instance, member: str, endpoint_id: str | None = None) -> None:
    """The member withdraws, from one recipient or from all. What was not sent yet is not sent any more.

    The recipient is told that the sharing has ended, by its random number alone, so that it deletes what it holds
    (GDPR 17(2), 19); that message names nobody, and so may outlive an erasure.
    """
    for sharing in _active(connection, member, endpoint_id):
        connection.execute(
            update(webhook_sharing)
            .where(webhook_sharing.c.sharing_id == sharing.sharing_id)
            .values(withdrawn_at=instance.now)
        )
        connection.execute(
            delete(webhook_delivery).where(
                webhook_delivery.c.sharing_id == sharing.sharing_id, webhook_delivery.c.delivered_at.is_(None)
            )
        )
        leave_message(connection, instance, sharing.endpoint_id, "sharing.ended", {"sharing": sharing.sharing_id})


def _active(connection: Connection, member: str, endpoint_id: str | None) -> list[Any]:
    wanted = select(webhook_sharing).where(webhook_sharing.c.member == member, webhook_sharing.c.withdrawn_at.is_(None))
    if endpoint_id is not None:
        wanted = wanted.where(webhook_sharing.c.endpoint_id == endpoint_id)
    return list(connection.execute(wanted))
