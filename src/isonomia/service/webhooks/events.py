"""Which events there are, and leaving a message for each recipient in the transaction of what it tells of.

A delivery commits with the change, and a thread of its own sends it later: sent within a transaction, an answer that
takes ten seconds would hold SQLite's one writer for as long.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from isonomia.locale import _
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.webhooks.tables import webhook_delivery, webhook_endpoint, webhook_sharing

CHOSEN = ("standing.changed", "consequence.started", "consequence.ended")
"""What a steward chooses from for an endpoint."""
ALWAYS = ("sharing.started", "sharing.ended", "endpoint.test")
"""What every endpoint gets: a recipient must know whom it may keep, and from when on not."""


def event_in_words(event_type: str) -> str:
    """What a recipient learns by an event, as members read it."""
    words = {
        "standing.changed": _("your band, each time it changes (never your score)"),
        "consequence.started": _("which consequence of the scheme began for you, and when"),
        "consequence.ended": _("which consequence of the scheme ended for you, and when"),
    }
    return words[event_type]


def announce(connection: Connection, instance: Instance, member: str, event_type: str, data: Mapping[str, Any]) -> None:
    """Leave a message for each recipient that the member switched on and that asked for this kind of event.

    `data` holds bands, names of consequences and days: no score, no name, no words about the person.
    """
    assert event_type in CHOSEN, event_type
    wanted = (
        select(webhook_sharing, webhook_endpoint.c.event_types)
        .join(webhook_endpoint, webhook_endpoint.c.endpoint_id == webhook_sharing.c.endpoint_id)
        .where(
            webhook_sharing.c.member == member,
            webhook_sharing.c.withdrawn_at.is_(None),
            webhook_endpoint.c.disabled_at.is_(None),
        )
    )
    for sharing in connection.execute(wanted).all():
        if event_type in sharing.event_types.split():
            leave_about(connection, instance, sharing, event_type, data)


def leave_about(
    connection: Connection, instance: Instance, sharing: Row[Any], event_type: str, data: Mapping[str, Any]
) -> None:
    """Leave a message about a member to one recipient."""
    whole = {"member": sharing.member, "sharing": sharing.sharing_id, **data}
    leave_message(connection, instance, sharing.endpoint_id, event_type, whole)


def leave_message(
    connection: Connection, instance: Instance, endpoint_id: str, event_type: str, data: Mapping[str, Any]
) -> None:
    """Leave a message to an endpoint; its member, if it names one, is `data["member"]`."""
    now = instance.now
    payload = {"type": event_type, "timestamp": now.isoformat(), "data": dict(data)}
    add(
        connection,
        webhook_delivery,
        message_id=f"msg_{secrets.token_urlsafe(18)}",
        endpoint_id=endpoint_id,
        member=data.get("member"),
        sharing_id=data.get("sharing"),
        event_type=event_type,
        payload=json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        created_at=now,
        begun_at=now,
        due_at=now,
    )
