"""The same request again gets the same answer (draft-ietf-httpapi-idempotency-key-header)."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from isonomia.locale import _
from isonomia.service.database.statements import add
from isonomia.service.problems import Problem
from isonomia.service.records.tables import idempotency


def request_digest(body: bytes) -> str:
    """What tells two requests apart."""
    return hashlib.sha256(body).hexdigest()


def remembered(connection: Connection, actor: str, key: str, digest: str) -> tuple[int, dict[str, Any]] | None:
    """The answer that was given; a Problem where the key was used for another request."""
    wanted = select(idempotency).where(idempotency.c.actor == actor, idempotency.c.key == key)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    if row.request_digest != digest:
        raise Problem(422, "idempotency-key", _("This Idempotency-Key was used for another request."))
    return row.status, json.loads(row.answer)


def remember(
    connection: Connection, actor: str, key: str, digest: str, answer: tuple[int, dict[str, Any]], now: datetime
) -> None:
    """Keep an answer, in the transaction that made it true."""
    status, body = answer
    add(
        connection,
        idempotency,
        actor=actor,
        key=key,
        request_digest=digest,
        status=status,
        answer=json.dumps(body),
        created_at=now,
    )
