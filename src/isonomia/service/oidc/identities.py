"""Who is who at the provider. Linked by the person while signed in; never guessed from an e-mail address or a name."""

from sqlalchemy import Connection, delete, select, update

from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.account.ways_in import keep_a_way_in
from isonomia.service.audit.entries import note
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person
from isonomia.service.oidc.tables import provider_identity
from isonomia.service.problems import conflict, not_found


def link(connection: Connection, instance: Instance, actor: Actor, issuer: str, subject: str) -> None:
    """Link a person. Problem 409 if the person is linked already, or someone else to this identity."""
    person_row = select(person.c.person_id).where(person.c.person_id == actor.actor_id)
    connection.execute(person_row.with_for_update())  # one link of a person at a time
    if is_linked(connection, actor.actor_id, issuer):
        raise conflict("linked", _("You are linked already."), _("Unlink first."))
    if person_of(connection, issuer, subject) is not None:
        raise conflict("identity-known", _("Someone else here is linked to this account of the organisation's."))
    values = {"issuer": issuer, "subject": subject, "person_id": actor.actor_id, "linked_at": instance.now}
    add(connection, provider_identity, **values)
    note(connection, instance, actor, "provider-linked", ("person", actor.actor_id))


def unlink(connection: Connection, instance: Instance, actor: Actor, issuer: str) -> None:
    """Unlink, unless it is the last way in."""
    ended = delete(provider_identity).where(
        provider_identity.c.person_id == actor.actor_id, provider_identity.c.issuer == issuer
    )
    if not connection.execute(ended).rowcount:
        raise not_found()
    keep_a_way_in(connection, actor.actor_id)
    note(connection, instance, actor, "provider-unlinked", ("person", actor.actor_id))


def is_linked(connection: Connection, person_id: str, issuer: str) -> bool:
    """Whether a person is linked."""
    wanted = select(provider_identity.c.subject).where(
        provider_identity.c.person_id == person_id, provider_identity.c.issuer == issuer
    )
    return connection.execute(wanted).first() is not None


def person_of(connection: Connection, issuer: str, subject: str) -> str | None:
    """Who is linked to an identity."""
    wanted = select(provider_identity.c.person_id).where(
        provider_identity.c.issuer == issuer, provider_identity.c.subject == subject
    )
    found: str | None = connection.execute(wanted).scalar()
    return found


def note_used(connection: Connection, instance: Instance, issuer: str, subject: str) -> None:
    """An identity signed its person in."""
    connection.execute(
        update(provider_identity)
        .where(provider_identity.c.issuer == issuer, provider_identity.c.subject == subject)
        .values(used_at=instance.now)
    )
