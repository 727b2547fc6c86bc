"""Inviting people, again if need be, and taking an invitation back. Each is noted in the audit."""

from sqlalchemy import Connection, delete, select

from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.account.ways_in import ways_in
from isonomia.service.audit.entries import note
from isonomia.service.instance.instance import Instance
from isonomia.service.members.joining import invite, make_person
from isonomia.service.members.membership import is_enrolled
from isonomia.service.members.tables import invitation, person
from isonomia.service.notices.notices import tell
from isonomia.service.problems import conflict, not_found


def invite_person(connection: Connection, instance: Instance, actor: Actor, name: str, member: str) -> tuple[str, str]:
    """A new person, and the secret of the invitation: shown once. `member` is empty for who will not take part.

    Problem 409 if another person has this member's number.
    """
    taken = connection.execute(select(person.c.person_id).where(person.c.member == member)).scalar()
    if member and taken is not None:
        raise conflict(
            "number-taken",
            _("Another person has the number '{number}'.").format(number=member),
            _("Look the person up in the list, and invite from there."),
        )
    person_id = make_person(connection, name, member or None, instance.now)
    token = invite(connection, instance, person_id)
    note(connection, instance, actor, "person-invited", ("person", person_id))
    return person_id, token


def invite_again(connection: Connection, instance: Instance, actor: Actor, person_id: str) -> str:
    """A new invitation for someone who lost theirs, or every way in; the ones before it end.

    It lets its bearer in as this person: a member who has a way in is told of it, and auditors see it.
    """
    found = connection.execute(select(person.c.member).where(person.c.person_id == person_id)).first()
    if found is None:
        raise not_found()
    _end(connection, person_id)
    token = invite(connection, instance, person_id)
    note(connection, instance, actor, "person-invited", ("person", person_id))
    has_account = ways_in(connection, person_id).any
    if found.member is not None and (has_account or is_enrolled(connection, found.member)):
        tell(connection, found.member, "invited-again", {}, instance.now, about="/account")
    return token


def revoke_invitations(connection: Connection, instance: Instance, actor: Actor, person_id: str) -> None:
    """End the open invitations of a person. Problem 409 if there is none."""
    if not _end(connection, person_id):
        raise conflict("no-invitation", _("This person has no open invitation."))
    note(connection, instance, actor, "invitation-revoked", ("person", person_id))


def _end(connection: Connection, person_id: str) -> int:
    ended = delete(invitation).where(invitation.c.person_id == person_id, invitation.c.used_at.is_(None))
    return int(connection.execute(ended).rowcount)
