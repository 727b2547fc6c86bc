"""People as the procedure knows them: by the person's id alone, whatever roles they have.

The ledger names members by their number. Whoever is a member and a reviewer must be one and the same here, since nobody
decides her own case; so that a member's number is put in only where a record is written or a notice sent.
"""

from sqlalchemy import Connection, select

from isonomia.procedure import who_may
from isonomia.scheme.scheme import Scheme
from isonomia.service.access.actor import Actor
from isonomia.service.access.tables import machine_key
from isonomia.service.members.membership import number_of
from isonomia.service.members.tables import person
from isonomia.service.standings.tables import standing

NOBODY_IN_PARTICULAR = who_may.Actor("", frozenset({who_may.Role.MACHINE}))


def acting(actor: Actor) -> who_may.Actor:
    """Who acts, for the procedure. Whoever left is still the member that an open matter is about."""
    roles = frozenset(who_may.Role(role.value) for role in actor.roles)
    if actor.has_left:
        roles |= {who_may.Role.MEMBER}
    if actor.is_machine:
        roles |= {who_may.Role.MACHINE}
    return who_may.Actor(actor.actor_id, roles, actor.sources)


def person_of(connection: Connection, member: str) -> str:
    """The person's id of a member's number."""
    found: str = connection.execute(select(person.c.person_id).where(person.c.member == member)).scalar_one()
    return found


def number_of_member(connection: Connection, person_id: str) -> str:
    """The number of a person who has one, as whoever a case or a record is about does."""
    found = number_of(connection, person_id)
    assert found is not None, "a matter of somebody who is no member"
    return found


def machine_name(connection: Connection, actor_id: str) -> str | None:
    """The name of a machine by the id of its key; None for a person."""
    return connection.execute(select(machine_key.c.name).where(machine_key.c.key_id == actor_id)).scalar()


def deciding_role(scheme: Scheme) -> str:
    """Who decides disputes and appeals, in the scheme's words."""
    rights, oversight = scheme.file.rights, scheme.file.oversight
    if rights is not None and rights.appeal is not None:
        return rights.appeal.to
    return oversight.role if oversight is not None else who_may.Role.REVIEWER.value


def hold(connection: Connection, member: str) -> None:
    """Let nobody else change what is under way with this member until the transaction ends.

    One lock for each member, taken before anything of the member is read, so that no two acts can wait for each other.
    """
    connection.execute(select(standing.c.member).where(standing.c.member == member).with_for_update()).all()
