"""Who takes part now: as the ledger says."""

from typing import Any

from sqlalchemy import Connection, Select, select

from isonomia.service.members.tables import person
from isonomia.service.records.tables import MEMBERSHIPS, record


def latest_move(member: Any) -> Select[Any]:
    """The kind of the latest join or leave of a member, who may be a column of the query around this one."""
    return (
        select(record.c.kind)
        .where(record.c.member == member, MEMBERSHIPS)
        .order_by(record.c.occurred_at.desc(), record.c.record_id.desc())
        .limit(1)
    )


def is_enrolled(connection: Connection, member: str) -> bool:
    """Whether the latest join or leave of a member is a join."""
    kind: str | None = connection.execute(latest_move(member)).scalar()
    return kind == "join"


def enrolled(connection: Connection) -> list[str]:
    """Everybody who takes part now, in the order of their names."""
    moves = select(record.c.member, record.c.kind).where(MEMBERSHIPS)
    latest = dict(connection.execute(moves.order_by(record.c.occurred_at, record.c.record_id)).all())
    return sorted(member for member, kind in latest.items() if kind == "join")


def number_of(connection: Connection, person_id: str) -> str | None:
    """A person's name in the ledger; None for staff who are no members, and for whom nobody knows."""
    found: str | None = connection.execute(select(person.c.member).where(person.c.person_id == person_id)).scalar()
    return found
