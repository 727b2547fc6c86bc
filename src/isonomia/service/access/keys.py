"""Keys for machines: shown once, kept as a digest, limited to what they are for."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, update

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


def revoke_key(connection: Connection, key_id: str, now: datetime) -> None:
    """End a key at once."""
    connection.execute(update(machine_key).where(machine_key.c.key_id == key_id).values(revoked_at=now))
