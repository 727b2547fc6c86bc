"""Another key for credentials: the old one signs no more, and, where it leaked, counts for nothing any more."""

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, update

from isonomia.service.audit.entries import OPERATOR, note
from isonomia.service.credentials.keys import new_key, take_turn
from isonomia.service.credentials.tables import credential, signing_key
from isonomia.service.instance.instance import Instance
from isonomia.service.notices.notices import tell_all


@dataclass(frozen=True)
class Rotated:
    """What became of it: the new key, and the members whose credentials are void by it."""

    key_id: str
    members: tuple[str, ...] = ()


def rotate_credential_key(connection: Connection, instance: Instance, *, is_leaked: bool) -> Rotated:
    """Make a new key, and retire the present one; its private part is deleted, as it signs nothing any more.

    Where a key leaked, the present one and all before it are published no more: nobody knows since when the thief
    could read what the service and its backups hold. Members with a valid credential are told.
    """
    take_turn(connection)
    void = _with_valid_credentials(connection, instance) if is_leaked else ()
    is_present, now = signing_key.c.retired_at.is_(None), instance.now
    connection.execute(update(signing_key).where(is_present).values(retired_at=now, sealed_private_key=""))
    if is_leaked:
        connection.execute(update(signing_key).where(signing_key.c.leaked_at.is_(None)).values(leaked_at=now))
    _key, key_id = new_key(connection, instance)
    tell_all(connection, "credentials-void", {member: {} for member in void}, now, "/me/credentials")
    act = "credential-key-leaked" if is_leaked else "credential-key-changed"
    note(connection, instance, OPERATOR, act, ("credential key", key_id))
    return Rotated(key_id, void)


def _with_valid_credentials(connection: Connection, instance: Instance) -> tuple[str, ...]:
    sound = select(signing_key.c.key_id).where(signing_key.c.leaked_at.is_(None))
    wanted = select(credential.c.member).where(
        credential.c.withdrawn_at.is_(None),
        credential.c.valid_until >= instance.today,
        or_(credential.c.key_id.is_(None), credential.c.key_id.in_(sound)),
    )
    return tuple(connection.execute(wanted.distinct().order_by(credential.c.member)).scalars())
