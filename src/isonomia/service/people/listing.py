"""Finding people."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from isonomia.service.access.actor import Role
from isonomia.service.account.ways_in import ways_in
from isonomia.service.instance.instance import Instance
from isonomia.service.members.membership import is_enrolled
from isonomia.service.members.tables import invitation, person, role
from isonomia.service.people.roles import roles_of

MOST = 100


@dataclass(frozen=True)
class Listed:
    """A person in the list."""

    person_id: str
    name: str
    member: str
    roles: tuple[tuple[Role, str], ...]


@dataclass(frozen=True)
class Shown:
    """A person by themselves."""

    person: Listed
    takes_part: bool
    can_sign_in: bool
    invited_until: date | None  # the last day of an open invitation


def find_people(connection: Connection, wanted: str, only_roles: bool) -> list[Listed]:
    """People whose name or member's number holds some text, by name; at most a hundred. With roles only, if asked."""
    chosen = select(person.c.person_id, person.c.display_name, person.c.member)
    if wanted:
        text = wanted.lower()
        chosen = chosen.where(
            or_(
                func.lower(person.c.display_name).contains(text, autoescape=True),
                func.lower(person.c.member).contains(text, autoescape=True),
            )
        )
    if only_roles:
        chosen = chosen.where(person.c.person_id.in_(select(role.c.person_id)))
    rows = connection.execute(chosen.order_by(person.c.display_name, person.c.person_id).limit(MOST)).all()
    held: dict[str, list[tuple[Role, str]]] = {row.person_id: [] for row in rows}
    given = select(role).where(role.c.person_id.in_(held)).order_by(role.c.role, role.c.source)
    for row in connection.execute(given):
        held[row.person_id].append((Role(row.role), row.source))
    return [Listed(row.person_id, row.display_name, row.member or "", tuple(held[row.person_id])) for row in rows]


def find_person(connection: Connection, instance: Instance, person_id: str) -> Shown | None:
    """One person; None if there is none of this id."""
    row = connection.execute(select(person).where(person.c.person_id == person_id)).first()
    if row is None:
        return None
    until = connection.execute(
        select(func.max(invitation.c.expires_on)).where(
            invitation.c.person_id == person_id,
            invitation.c.used_at.is_(None),
            invitation.c.expires_on >= instance.today,
        )
    ).scalar()
    listed = Listed(person_id, row.display_name, row.member or "", tuple(roles_of(connection, person_id)))
    enrolled = row.member is not None and is_enrolled(connection, row.member)
    return Shown(listed, enrolled, ways_in(connection, person_id).any, until)
