"""Keys for machines: shown once, kept as a digest, limited to what they are for."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from isonomia.service.access.tables import machine_key
from isonomia.service.database.statements import add
from isonomia.service.instance.secrets import digest

PREFIX = "isk_"


def make_key(
    connection: Connection, name: str, scopes: str, now: datetime, expires_at: datetime | None = None
) -> tuple[str, str]:
    """A new key: its id, and the secret that is shown this once."""
    key_id, secret = f"key-{secrets.token_hex(6)}", PREFIX + secrets.token_urlsafe(32)
    add(
        connection,
        machine_key,
        key_id=key_id,
        secret_digest=digest(secret),
        name=name,
        scopes=scopes,
        created_at=now,
        expires_at=expires_at,
    )
    return key_id, secret


def revoke_key(connection: Connection, key_id: str, now: datetime) -> bool:
    """End a key at once; False if there is none of this id that has not ended."""
    ended = update(machine_key).where(machine_key.c.key_id == key_id, machine_key.c.revoked_at.is_(None))
    return bool(connection.execute(ended.values(revoked_at=now)).rowcount)


@dataclass(frozen=True)
class Key:
    """A key as a steward sees it: everything but its secret, which nobody has."""

    key_id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether it opens nothing any more."""
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= now)


def all_keys(connection: Connection) -> list[Key]:
    """Every key that was ever made, latest first."""
    rows = connection.execute(select(machine_key).order_by(machine_key.c.created_at.desc(), machine_key.c.key_id))
    return [
        Key(row.key_id, row.name, tuple(row.scopes.split()), row.created_at, row.expires_at, row.revoked_at)
        for row in rows
    ]
