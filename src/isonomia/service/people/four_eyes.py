"""What one steward alone must not do where there are two: make or unmake a steward or an auditor, or enter as one.

Whoever could, could also change the scheme alone, which four eyes see: by a second account, or as the other steward.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from isonomia.locale import _
from isonomia.service.access.actor import Actor, Role
from isonomia.service.audit.entries import note
from isonomia.service.database.statements import insert_new
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person, role
from isonomia.service.people.invitations import invite_again
from isonomia.service.people.roles import give_role, roles_of, take_role
from isonomia.service.people.tables import waiting_act
from isonomia.service.problems import conflict, forbidden, not_found

POWERFUL = frozenset({Role.STEWARD, Role.AUDITOR})
WAITS = timedelta(days=30)


class Act(StrEnum):
    """What waits. The values are stored and never change."""

    GIVE = "give"
    TAKE = "take"
    INVITE = "invite"


@dataclass(frozen=True)
class Waiting:
    """An act that waits for another steward than the one who asked for it."""

    act_id: str
    person_id: str
    name: str
    act: Act
    role: Role | None
    asked_by: str


def needs_another(connection: Connection, actor: Actor, person_id: str, act: Act, held: Role | None) -> bool:
    """Whether a second steward has to confirm. One's own roles everybody lays down alone."""
    if act is Act.INVITE:
        is_powerful = any(name in POWERFUL for name, _source in roles_of(connection, person_id))
    else:
        is_powerful = held in POWERFUL
    if not is_powerful or (act is Act.TAKE and person_id == actor.actor_id):
        return False
    return len(_stewards(connection)) > 1


def _stewards(connection: Connection) -> set[str]:
    """Who is a steward now; nobody is made or unmade one until the transaction ends."""
    wanted = select(role.c.person_id).where(role.c.role == Role.STEWARD.value).order_by(role.c.person_id)
    return set(connection.execute(wanted.with_for_update()).scalars())


def ask(
    connection: Connection, instance: Instance, actor: Actor, person_id: str, act: Act, held: Role | None = None
) -> None:
    """Let an act wait for another steward. Problem 409 if it waits already, or would change nothing."""
    has_role = held is not None and (held, "") in roles_of(connection, person_id)
    if act is Act.GIVE and has_role:
        raise conflict("has-role", _("This person has this role already."))
    if act is Act.TAKE and not has_role:
        raise conflict("no-role", _("This person does not have this role."))
    _forget_old(connection, instance)
    row = {
        "act_id": f"w-{secrets.token_hex(8)}",
        "person_id": person_id,
        "act": act.value,
        "role": held.value if held is not None else "",
        "asked_by": actor.actor_id,
        "asked_at": instance.now,
    }
    same = [waiting_act.c[name] == row[name] for name in ("person_id", "act", "role")]
    if connection.execute(select(waiting_act.c.act_id).where(*same)).first() is not None:
        raise conflict("waits-already", _("This waits for another steward already."))
    insert_new(connection, waiting_act, [row], "act_id")
    note(connection, instance, actor, "second-asked", (_kind(act, held), person_id))


def waiting(connection: Connection, instance: Instance, person_id: str | None = None) -> list[Waiting]:
    """What waits, about one person or anybody, the oldest first; what a steward of yesterday asked for does not."""
    chosen = (
        select(waiting_act, person.c.display_name)
        .join(person, person.c.person_id == waiting_act.c.person_id)
        .where(
            waiting_act.c.asked_at > instance.now - WAITS,
            waiting_act.c.asked_by.in_(select(role.c.person_id).where(role.c.role == Role.STEWARD.value)),
        )
        .order_by(waiting_act.c.asked_at, waiting_act.c.act_id)
    )
    if person_id is not None:
        chosen = chosen.where(waiting_act.c.person_id == person_id)
    return [
        Waiting(
            row.act_id,
            row.person_id,
            row.display_name,
            Act(row.act),
            Role(row.role) if row.role else None,
            row.asked_by,
        )
        for row in connection.execute(chosen)
    ]


def confirm(connection: Connection, instance: Instance, actor: Actor, act_id: str) -> tuple[Waiting, str]:
    """Another steward confirms, and it is done, in that steward's name; returns it, and the link where it is one."""
    found = _found(connection, instance, act_id)
    if found.asked_by == actor.actor_id:
        raise forbidden(_("Another steward than the one who asked for it confirms."))
    _end(connection, act_id)
    match found.act:
        case Act.INVITE:
            return found, invite_again(connection, instance, actor, found.person_id)
        case Act.GIVE:
            assert found.role is not None
            give_role(connection, instance, actor, found.person_id, found.role, "")
        case Act.TAKE:
            assert found.role is not None
            take_role(connection, instance, actor, found.person_id, found.role, "")
    return found, ""


def drop(connection: Connection, instance: Instance, actor: Actor, act_id: str) -> Waiting:
    """Any steward drops what waits: nothing is done."""
    found = _found(connection, instance, act_id)
    _end(connection, act_id)
    note(connection, instance, actor, "second-dropped", (_kind(found.act, found.role), found.person_id))
    return found


def _found(connection: Connection, instance: Instance, act_id: str) -> Waiting:
    found = next((item for item in waiting(connection, instance) if item.act_id == act_id), None)
    if found is None:
        raise not_found()
    return found


def _end(connection: Connection, act_id: str) -> None:
    """Take it out of what waits; Problem 404 if another steward was quicker."""
    if not connection.execute(delete(waiting_act).where(waiting_act.c.act_id == act_id)).rowcount:
        raise not_found()


def _forget_old(connection: Connection, instance: Instance) -> None:
    kept = [item.act_id for item in waiting(connection, instance)]
    connection.execute(delete(waiting_act).where(waiting_act.c.act_id.not_in(kept)))


def _kind(act: Act, held: Role | None) -> str:
    return f"role:{held.value}" if held is not None else act.value
