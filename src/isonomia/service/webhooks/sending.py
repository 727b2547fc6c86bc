"""Sending what is due: taken in one transaction, sent outside of any, and noted in another.

Whoever stops between sending and noting sends again: the receiver knows a message by its `webhook-id`.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import BoundedSemaphore
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from isonomia.service.instance.instance import Instance
from isonomia.service.instance.sealing import unseal
from isonomia.service.members.tables import person, role
from isonomia.service.notices.notices import tell
from isonomia.service.webhooks.outbound import SECONDS, Outbound, Unsent
from isonomia.service.webhooks.signature import signature
from isonomia.service.webhooks.tables import webhook_delivery, webhook_endpoint
from isonomia.service.webhooks.waiting import wait_after

AT_ONCE = 4
LEASE = timedelta(seconds=6 * SECONDS)  # whoever has not answered by then has stopped
TRIED_FOR = timedelta(days=3)
DISABLED_AFTER = timedelta(days=5)
KEPT_FOR = timedelta(days=30)
GONE = 410
logger = logging.getLogger("isonomia.webhooks")


@dataclass(frozen=True)
class Parcel:
    """A message with what sending it needs."""

    delivery_id: int
    endpoint_id: str
    message_id: str
    url: str
    secrets: tuple[str, ...]  # two on the day after another was made
    body: bytes


def take_due(instance: Instance, most: int = AT_ONCE) -> list[Parcel]:
    """Some messages that are due, taken for a minute. Those of the last month are kept, older ones forgotten."""
    now = instance.now
    endpoint = webhook_endpoint.c
    due = (
        select(
            webhook_delivery,
            endpoint.url,
            endpoint.sealed_secret,
            endpoint.sealed_secret_before,
            endpoint.secret_before_until,
        )
        .join(webhook_endpoint, webhook_endpoint.c.endpoint_id == webhook_delivery.c.endpoint_id)
        .where(webhook_delivery.c.due_at <= now, webhook_endpoint.c.disabled_at.is_(None))
        .order_by(webhook_delivery.c.due_at, webhook_delivery.c.delivery_id)
        .limit(most)
    )
    with instance.database.reading() as connection:
        if connection.execute(due).first() is None:  # most of the time; the one writer is left alone
            return []
    with instance.database.writing() as connection:
        connection.execute(delete(webhook_delivery).where(webhook_delivery.c.created_at < now - KEPT_FOR))
        rows = connection.execute(due.with_for_update(skip_locked=True, of=webhook_delivery)).all()
        connection.execute(
            update(webhook_delivery)
            .where(webhook_delivery.c.delivery_id.in_([row.delivery_id for row in rows]))
            .values(due_at=now + LEASE, attempts=webhook_delivery.c.attempts + 1)
        )
        return [_parcel(connection, row, now) for row in rows]


def _parcel(connection: Connection, row: Row[Any], now: datetime) -> Parcel:
    sealed = [row.sealed_secret]
    if row.secret_before_until is not None and now < row.secret_before_until:
        sealed.append(row.sealed_secret_before)
    keys = tuple(unseal(connection, item, row.endpoint_id).decode() for item in sealed)
    return Parcel(row.delivery_id, row.endpoint_id, row.message_id, row.url, keys, row.payload.encode())


def send(instance: Instance, parcel: Parcel, outbound: Outbound) -> None:
    """Send one message, and note what became of it."""
    timestamp = int(instance.now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "isonomia",
        "webhook-id": parcel.message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(
            signature(secret, parcel.message_id, timestamp, parcel.body) for secret in parcel.secrets
        ),
    }
    try:
        status = outbound.post(parcel.url, headers, parcel.body)
        answer, is_done = str(status), 200 <= status < 300
    except Unsent as why:
        answer, is_done = why.code, False
    with instance.database.writing() as connection:
        if is_done:
            _note_delivered(connection, instance.now, parcel, answer)
        else:
            _note_failed(connection, instance.now, parcel, answer)


def _note_delivered(connection: Connection, now: datetime, parcel: Parcel, answer: str) -> None:
    done = {"delivered_at": now, "due_at": None, "given_up_at": None, "last_answer": answer}
    connection.execute(
        update(webhook_delivery).where(webhook_delivery.c.delivery_id == parcel.delivery_id).values(**done)
    )
    connection.execute(
        update(webhook_endpoint)
        .where(webhook_endpoint.c.endpoint_id == parcel.endpoint_id, webhook_endpoint.c.failing_since.is_not(None))
        .values(failing_since=None)
    )


def _note_failed(connection: Connection, now: datetime, parcel: Parcel, answer: str) -> None:
    row = connection.execute(
        select(webhook_delivery.c.attempts, webhook_delivery.c.begun_at, webhook_endpoint)
        .join(webhook_endpoint, webhook_endpoint.c.endpoint_id == webhook_delivery.c.endpoint_id)
        .where(webhook_delivery.c.delivery_id == parcel.delivery_id)
    ).first()
    if row is None:
        return  # erased, or withdrawn, while it was on its way
    due = now + wait_after(row.attempts)
    is_over = due >= row.begun_at + TRIED_FOR
    noted = {"due_at": None if is_over else due, "given_up_at": now if is_over else None, "last_answer": answer}
    connection.execute(
        update(webhook_delivery).where(webhook_delivery.c.delivery_id == parcel.delivery_id).values(**noted)
    )
    if is_over:
        _tell_stewards(connection, now, "webhook-given-up", row.name, row.endpoint_id)
    since = row.failing_since or now
    why = "gone" if answer == str(GONE) else "failing" if now - since >= DISABLED_AFTER else ""
    values = {"failing_since": since} | ({"disabled_at": now, "disabled_why": why} if why else {})
    connection.execute(
        update(webhook_endpoint).where(webhook_endpoint.c.endpoint_id == row.endpoint_id).values(**values)
    )
    if why:
        _tell_stewards(connection, now, "webhook-disabled", row.name, row.endpoint_id)


def _tell_stewards(connection: Connection, now: datetime, kind: str, name: str, endpoint_id: str) -> None:
    """A notice to stewards who take part themselves; the page of webhooks shows the same to all of them."""
    wanted = (
        select(person.c.member)
        .join(role, role.c.person_id == person.c.person_id)
        .where(role.c.role == "steward", person.c.member.is_not(None))
    )
    for member in connection.execute(wanted).scalars().all():
        tell(connection, member, kind, {"name": name}, now, about=f"/webhooks/{endpoint_id}")


def send_all_due(instance: Instance, outbound: Outbound) -> int:
    """Send everything that is due, one after the other; how many there were."""
    count = 0
    while parcels := take_due(instance):
        for parcel in parcels:
            send(instance, parcel, outbound)
            count += 1
    return count


def send_webhooks(outbound: Outbound) -> Callable[[Instance], bool]:
    """The worker's task: takes what is due and has a few threads send it, so that a slow receiver delays nobody."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="isonomia-webhooks")
    free = BoundedSemaphore(AT_ONCE)

    def one(instance: Instance, parcel: Parcel) -> None:
        try:
            send(instance, parcel, outbound)
        except Exception as error:  # it is sent again when its lease has run out
            logger.error("a webhook's outcome was not noted: %s", type(error).__name__)  # noqa: TRY400  # no trace
        finally:
            free.release()

    def work(instance: Instance) -> bool:
        if not free.acquire(blocking=False):
            return False
        parcels: list[Parcel] = []
        try:
            parcels = take_due(instance, 1)
        finally:
            if not parcels:
                free.release()
        for parcel in parcels:
            pool.submit(one, instance, parcel)
        return bool(parcels)

    return work
