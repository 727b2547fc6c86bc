"""Secrets that the instance must be able to read again, kept encrypted (AES-256-GCM, NIST SP 800-38D).

The key stands in the same database: this keeps secrets out of exports, query results, logs and copies of single tables.
Whoever has the whole database has the key as well (docs/service/webhooks.md).
"""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, select

from isonomia.service.instance.secrets import secret
from isonomia.service.instance.tables import setting

NONCE = 12  # bytes
SEALING = "sealing"
"""The secret that seals."""


def seal(connection: Connection, plain: bytes, place: str) -> str:
    """Encrypt for one place in the database, as hex. What is moved to another place cannot be read there."""
    nonce = secrets.token_bytes(NONCE)
    return (nonce + AESGCM(_key(connection)).encrypt(nonce, plain, place.encode())).hex()


def unseal(connection: Connection, sealed: str, place: str) -> bytes:
    """What was sealed for this place; cryptography.exceptions.InvalidTag if it was not."""
    data = bytes.fromhex(sealed)
    return AESGCM(_key(connection)).decrypt(data[:NONCE], data[NONCE:], place.encode())


def _key(connection: Connection) -> bytes:
    """Asked for first, so that a connection that only reads will do once the key is made."""
    known = connection.execute(select(setting.c.value).where(setting.c.name == f"secret.{SEALING}")).scalar()
    return bytes.fromhex(known) if known is not None else secret(connection, SEALING)
