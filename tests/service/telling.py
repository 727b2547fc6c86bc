"""What tests of webhooks share: a recipient on this machine, and what it was told."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from isonomia.service.webhooks.endpoints import register
from isonomia.service.webhooks.outbound import Outbound
from isonomia.service.webhooks.sharing import switch_on
from isonomia.service.webhooks.tables import webhook_delivery, webhook_endpoint
from service.conftest import Town, hours
from service.receiving import Receiver

WAY = Outbound(is_demonstration=True)


def shown(town: Town) -> Town:
    """The same town as a demonstration, so that a server on this machine can be told."""
    town.instance = replace(town.instance, is_demonstration=True)
    return town


def told_by(town: Town, library: Receiver, *events: str) -> tuple[str, str]:
    """An endpoint: its id and its secret."""
    with town.instance.database.writing() as connection:
        url = f"http://localhost:{library.port}/hooks"
        return register(connection, town.instance, "City library", "Longer loans", url, events or ("standing.changed",))


def agree(town: Town, member: str, endpoint_id: str) -> None:
    with town.instance.database.writing() as connection:
        switch_on(connection, town.instance, member, endpoint_id)


def bodies(library: Receiver) -> list[dict[str, Any]]:
    return [json.loads(item.body) for item in library.received]


def much(town: Town, member: str, name: str = "h") -> None:
    """Enough help for another band, from the next assessment on."""
    town.take(*(hours(f"{name}{n}", member, "2026-03-02") for n in range(2)))


def delivery(town: Town) -> Any:
    with town.instance.database.reading() as connection:
        return connection.execute(select(webhook_delivery).order_by(webhook_delivery.c.delivery_id.desc())).first()


def endpoint(town: Town) -> Any:
    with town.instance.database.reading() as connection:
        return connection.execute(select(webhook_endpoint)).one()
