"""Keeping disputes and reading them back."""

from typing import Any

from sqlalchemy import Connection, select

from isonomia.procedure.after_leaving import is_dispute_readable
from isonomia.procedure.dispute import FactDispute
from isonomia.service.access.actor import Actor
from isonomia.service.database.statements import put
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.after_leaving import readable
from isonomia.service.matters.fact_file import titles_of
from isonomia.service.matters.follow_up import LANGUAGES, About
from isonomia.service.matters.kept_state import as_shown, as_text, from_text
from isonomia.service.matters.people import hold
from isonomia.service.problems import not_found


def keep_dispute(connection: Connection, member: str, made: FactDispute) -> None:
    """Keep a dispute as it is now. Whoever calls holds the member."""
    row = {
        "dispute_id": made.dispute_id,
        "member": member,
        "source": made.fact.source,
        "event_id": made.fact.event_id,
        "is_open": made.is_open,
        "decide_by": made.decide_until,
        "state": as_text(made),
        "shown": as_shown(made, made.fact.member),
    }
    put(connection, dispute, [row], ["dispute_id"])


def disputes_of(connection: Connection, member: str) -> list[FactDispute]:
    """A member's disputes, latest first."""
    rows = connection.execute(select(dispute.c.state).where(dispute.c.member == member)).scalars()
    found = [from_text(FactDispute, state) for state in rows]
    return sorted(found, key=lambda item: (item.opened_on, item.dispute_id), reverse=True)


def disputes_of_event(connection: Connection, source: str, event_id: str) -> list[FactDispute]:
    """All disputes of one event, oldest first."""
    wanted = select(dispute.c.state).where(dispute.c.source == source, dispute.c.event_id == event_id)
    found = [from_text(FactDispute, state) for state in connection.execute(wanted).scalars()]
    return sorted(found, key=lambda item: (item.opened_on, item.dispute_id))


def readable_disputes(connection: Connection, instance: Instance, actor: Actor) -> list[FactDispute]:
    """The disputes that somebody can read as their own, latest first: of who has left, those not yet over."""
    assert actor.number is not None
    return readable(connection, instance, actor, disputes_of(connection, actor.number), is_dispute_readable)


def readable_dispute(
    connection: Connection, instance: Instance, actor: Actor, dispute_id: str
) -> tuple[str, FactDispute]:
    """One of these, with the member's number; a Problem where there is none of this name."""
    assert actor.number is not None
    for item in readable_disputes(connection, instance, actor):
        if item.dispute_id == dispute_id:
            return actor.number, item
    raise not_found()


def find_dispute(connection: Connection, dispute_id: str, member: str | None = None) -> tuple[str, FactDispute]:
    """The member and the dispute of this name; a Problem where there is none, or it is not this member's."""
    row = _row(connection, dispute_id)
    if row is None or (member is not None and row.member != member):
        raise not_found()
    return row.member, from_text(FactDispute, row.state)


def hold_dispute(connection: Connection, dispute_id: str, member: str | None = None) -> tuple[str, FactDispute]:
    """The same, to be changed: nobody else changes anything of the member until the transaction ends."""
    owner, _seen = find_dispute(connection, dispute_id, member)
    hold(connection, owner)
    return find_dispute(connection, dispute_id, member)


def _row(connection: Connection, dispute_id: str) -> Any:
    return connection.execute(
        select(dispute.c.member, dispute.c.state).where(dispute.c.dispute_id == dispute_id)
    ).first()


def about_dispute(
    connection: Connection, instance: Instance, member: str, source: str, event_id: str, dispute_id: str
) -> About:
    """A dispute, for those who are told of it: the reason of the entry that it is about, in each language."""
    key = source, event_id
    subjects = {language: titles_of(connection, instance, member, [key], language)[key] for language in LANGUAGES}
    return About(f"/me/disputes/{dispute_id}", subjects)
