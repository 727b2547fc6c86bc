"""How a person can come in, and what must not be lost: the last way, or a stolen hour at an open browser."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Table, func, select

from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person
from isonomia.service.oidc.tables import provider_identity
from isonomia.service.passkeys.tables import passkey
from isonomia.service.problems import Problem, conflict
from isonomia.service.recovery.tables import recovery_code

RECENT = timedelta(minutes=30)


@dataclass(frozen=True)
class WaysIn:
    """How many of each a person has."""

    passkeys: int
    codes: int  # recovery codes that were not used yet
    identities: int  # at the organisation's provider

    @property
    def any(self) -> bool:
        return bool(self.passkeys or self.codes or self.identities)


def ways_in(connection: Connection, person_id: str) -> WaysIn:
    """What a person can sign in with."""

    def count(table: Table, *more: object) -> int:
        wanted = select(func.count()).select_from(table).where(table.c.person_id == person_id, *more)  # type: ignore[arg-type]
        return int(connection.execute(wanted).scalar_one())

    codes = count(recovery_code, recovery_code.c.used_at.is_(None))
    return WaysIn(count(passkey), codes, count(provider_identity))


def keep_a_way_in(connection: Connection, person_id: str) -> None:
    """Undo whatever has just taken the last way in (Problem 409). Called after the act, in its transaction.

    The person's row is locked first, so that two acts which each leave the other's way in take turns.
    """
    connection.execute(select(person.c.person_id).where(person.c.person_id == person_id).with_for_update())
    if not ways_in(connection, person_id).any:
        raise conflict(
            "last-way-in",
            _("This is your last way in."),
            _("Add a passkey or make recovery codes first."),
        )


def require_recent(connection: Connection, instance: Instance, actor: Actor) -> None:
    """Ways in, roles and keys change only in the hands of someone who signed in lately (OWASP ASVS 5.0, 7.5.1).

    Whoever has no way in yet has nothing to sign in with again, and is let through.
    """
    at = actor.signed_in_at
    if at is not None and instance.now - at <= RECENT:
        return
    if ways_in(connection, actor.actor_id).any:
        raise Problem(
            403,
            "sign-in-again",
            _("You signed in a while ago."),
            remedy=_("Sign in again, then repeat this."),
        )
