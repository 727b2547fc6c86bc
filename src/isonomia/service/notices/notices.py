"""Telling members, in the transaction of what they are told about."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from isonomia.service.database.statements import among
from isonomia.service.notices.tables import notice


@dataclass(frozen=True)
class Notice:
    """What a member was told, when, and whether the member has seen it."""

    notice_id: int
    kind: str
    about: str
    parameters: Mapping[str, Any]
    created_at: datetime
    read_at: datetime | None


def tell(
    connection: Connection, member: str, kind: str, parameters: Mapping[str, Any], now: datetime, about: str = ""
) -> int:
    """Tell a member; returns the notice's number."""
    row = _row(member, kind, parameters, now, about)
    found: int = connection.execute(notice.insert().values(**row).returning(notice.c.notice_id)).scalar_one()
    return found


def tell_all(
    connection: Connection, kind: str, told: Mapping[str, Mapping[str, Any]], now: datetime, about: str
) -> None:
    """Tell many members at once: what is filled into the words, by member."""
    rows = [_row(member, kind, parameters, now, about) for member, parameters in told.items()]
    if rows:
        connection.execute(notice.insert(), rows)


def _row(member: str, kind: str, parameters: Mapping[str, Any], now: datetime, about: str) -> dict[str, Any]:
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    return {"member": member, "kind": kind, "about": about, "parameters": text, "created_at": now}


def told_about(connection: Connection, member: str, kind: str, places: Collection[str]) -> frozenset[str]:
    """About which of some places a member was told in notices of a kind."""
    if not places:
        return frozenset()
    wanted = select(notice.c.about).where(notice.c.member == member, notice.c.kind == kind)
    return frozenset(connection.execute(wanted.where(among(connection, notice.c.about, places))).scalars())


def notices_of(connection: Connection, member: str, most: int = 200) -> list[Notice]:
    """A member's notices, latest first."""
    rows = connection.execute(
        select(notice).where(notice.c.member == member).order_by(notice.c.notice_id.desc()).limit(most)
    )
    return [
        Notice(row.notice_id, row.kind, row.about, json.loads(row.parameters), row.created_at, row.read_at)
        for row in rows
    ]


def unread(connection: Connection, member: str) -> int:
    """How many notices a member has not seen."""
    wanted = select(func.count()).where(notice.c.member == member, notice.c.read_at.is_(None))
    return int(connection.execute(wanted).scalar_one())


def note_read(connection: Connection, member: str, now: datetime) -> None:
    """The member has seen the list."""
    connection.execute(update(notice).where(notice.c.member == member, notice.c.read_at.is_(None)).values(read_at=now))
