"""What is deleted by itself, and when. None of it is part of the ledger."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from isonomia.service.access.tables import session
from isonomia.service.instance.instance import Instance
from isonomia.service.log.keys import forget_keys_before
from isonomia.service.members.tables import invitation
from isonomia.service.records.tables import idempotency

KEPT = timedelta(days=1)  # answers: long enough for any client that tries again
INVITATIONS_KEPT = timedelta(days=30)  # after use or end, for whoever asks what became of one
EVERY = timedelta(hours=1)


def forget(instance: Instance) -> int:
    """Delete what is over; returns how many rows that was."""
    now, last_day = instance.now, instance.today - INVITATIONS_KEPT
    over = (
        delete(idempotency).where(idempotency.c.created_at < now - KEPT),
        delete(session).where(
            or_(
                session.c.expires_at <= now, session.c.seen_at <= now - timedelta(hours=instance.settings.session_hours)
            )
        ),
        delete(invitation).where(
            or_(invitation.c.used_at < now - INVITATIONS_KEPT, invitation.c.expires_on < last_day)
        ),
    )
    with instance.database.writing() as connection:
        return sum(connection.execute(statement).rowcount for statement in over) + forget_keys_before(connection, now)


class Housekeeping:
    """Forgets once an hour."""

    def __init__(self) -> None:
        self.due: datetime | None = None

    def __call__(self, instance: Instance) -> bool:
        if self.due is not None and instance.now < self.due:
            return False
        self.due = instance.now + EVERY
        return forget(instance) > 0
