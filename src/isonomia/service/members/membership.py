"""Who takes part now: as the ledger says."""

from sqlalchemy import Connection, select

from isonomia.service.members.tables import person
from isonomia.service.records.tables import record


def is_enrolled(connection: Connection, member: str) -> bool:
    """Whether the latest join or leave of a member is a join."""
    latest = (
        select(record.c.kind)
        .where(record.c.member == member, record.c.kind.in_(("join", "leave")))
        .order_by(record.c.occurred_at.desc(), record.c.record_id.desc())
        .limit(1)
    )
    return connection.execute(latest).scalar() == "join"


def enrolled(connection: Connection) -> list[str]:
    """Everybody who takes part now, in the order of their names."""
    moves = select(record.c.member, record.c.kind).where(record.c.kind.in_(("join", "leave")))
    latest = dict(connection.execute(moves.order_by(record.c.occurred_at, record.c.record_id)).all())
    return sorted(member for member, kind in latest.items() if kind == "join")


def number_of(connection: Connection, person_id: str) -> str | None:
    """A person's name in the ledger; None for staff who are no members, and for whom nobody knows."""
    found: str | None = connection.execute(select(person.c.member).where(person.c.person_id == person_id)).scalar()
    return found
