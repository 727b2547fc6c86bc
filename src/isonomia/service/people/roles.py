"""Giving roles and taking them. The last steward stays, so that someone can always give roles."""

from sqlalchemy import Connection, delete, select

from isonomia.locale import _
from isonomia.service.access.actor import Actor, Role
from isonomia.service.audit.entries import note
from isonomia.service.database.statements import put
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person, role
from isonomia.service.problems import conflict, invalid, not_found

GIVEN = (Role.RECORDER, Role.REVIEWER, Role.STEWARD, Role.AUDITOR)
"""The roles that are given; a member is who has joined."""


def give_role(
    connection: Connection, instance: Instance, actor: Actor, person_id: str, held: Role, source: str
) -> None:
    """Give a role; a recorder's is for one source. Problem 409 if the person has it already."""
    _check(connection, instance, held, source)
    if connection.execute(select(person.c.person_id).where(person.c.person_id == person_id)).first() is None:
        raise not_found()
    if (held, source) in roles_of(connection, person_id):
        raise conflict("has-role", _("This person has this role already."))
    row = {"person_id": person_id, "role": held.value, "source": source, "granted_at": instance.now}
    put(connection, role, [row], ("person_id", "role", "source"))
    note(connection, instance, actor, "role-given", (_kind(held, source), person_id))


def take_role(
    connection: Connection, instance: Instance, actor: Actor, person_id: str, held: Role, source: str
) -> None:
    """Take a role away, at once. Problem 409 if the person does not have it, or is the last steward."""
    stewards = select(role.c.person_id).where(role.c.role == Role.STEWARD.value).order_by(role.c.person_id)
    if held is Role.STEWARD:  # the rows are locked: two stewards who remove each other take turns
        others = set(connection.execute(stewards.with_for_update()).scalars()) - {person_id}
        if not others:
            raise conflict("last-steward", _("This is the last steward."), _("Make someone else a steward first."))
    taken = delete(role).where(role.c.person_id == person_id, role.c.role == held.value, role.c.source == source)
    if not connection.execute(taken).rowcount:
        raise conflict("no-role", _("This person does not have this role."))
    note(connection, instance, actor, "role-taken", (_kind(held, source), person_id))


def roles_of(connection: Connection, person_id: str) -> list[tuple[Role, str]]:
    """A person's roles, each with its source (empty but for recorders)."""
    rows = connection.execute(
        select(role.c.role, role.c.source).where(role.c.person_id == person_id).order_by(role.c.role, role.c.source)
    )
    return [(Role(name), source) for name, source in rows]


def _check(connection: Connection, instance: Instance, held: Role, source: str) -> None:
    if held not in GIVEN:
        raise invalid(_("The role '{role}' is not given by anyone.").format(role=held.value))
    sources = instance.version(connection).scheme.file.sources
    if held is Role.RECORDER and source not in sources:
        raise invalid(_("A recorder records one source, one of: {names}.").format(names=", ".join(sources)))
    if held is not Role.RECORDER and source:
        raise invalid(_("Only a recorder has a source."))


def _kind(held: Role, source: str) -> str:
    return f"role:{held.value}:{source}" if source else f"role:{held.value}"
