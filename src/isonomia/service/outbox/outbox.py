"""Leaving work, and doing what is due."""

import json
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from isonomia.service.database.statements import add
from isonomia.service.outbox.tables import outbox

Handler = Callable[[Connection, Mapping[str, Any]], None]
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=6)


def leave(connection: Connection, topic: str, payload: Mapping[str, Any], now: datetime) -> None:
    """Leave work to be done once this transaction has committed."""
    text = json.dumps(payload, sort_keys=True)
    add(connection, outbox, topic=topic, payload=text, created_at=now, due_at=now)


def do_next(connection: Connection, handlers: Mapping[str, Handler], now: datetime) -> bool:
    """Do one piece of work that is due; False if there is none.

    It is done in the same transaction in which it is marked as done. Work that reaches out of the database can be done
    twice if the machine stops in between; its receiver knows it by its number.
    """
    due = (
        select(outbox)
        .where(outbox.c.done_at.is_(None), outbox.c.due_at <= now, outbox.c.topic.in_(handlers))
        .order_by(outbox.c.due_at, outbox.c.outbox_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(due).first()
    if row is None:
        return False
    marked: dict[str, Any] = {"done_at": now, "attempts": row.attempts + 1, "last_error": None}
    try:
        with connection.begin_nested():
            handlers[row.topic](connection, {**json.loads(row.payload), "outbox_id": row.outbox_id})
    except Exception as error:  # whatever it is, the work stays and is tried again
        marked = {
            "attempts": row.attempts + 1,
            "due_at": now + wait_after(row.attempts + 1),
            "last_error": type(error).__name__,
        }
    connection.execute(update(outbox).where(outbox.c.outbox_id == row.outbox_id).values(**marked))
    return True


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, up to six hours, spread by a fifth."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311  # spreads load; nothing secret
