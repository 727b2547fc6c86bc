"""Who takes part now: as the ledger says."""

from sqlalchemy import Connection, select

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
