"""Secrets of the instance: made at the first start, kept in the database, never shown or logged."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from sqlalchemy import Connection, select

from isonomia.service.database.statements import insert_new
from isonomia.service.instance.tables import setting


def secret(connection: Connection, name: str) -> bytes:
    """The secret of this name (32 bytes); made now if there is none. The connection must be one that writes."""
    return bytes.fromhex(stored_or_made(connection, f"secret.{name}", lambda: secrets.token_hex(32)))


def stored_or_made(connection: Connection, name: str, make: Callable[[], str]) -> str:
    """A value of the instance that is made once; of two processes that make one, one wins."""
    if connection.execute(select(setting.c.name).where(setting.c.name == name)).first() is None:
        insert_new(connection, setting, [{"name": name, "value": make()}], "name")
    return stored(connection, name)


def stored(connection: Connection, name: str) -> str:
    """A value of the instance that was made before."""
    return str(connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar_one())


def new_token() -> str:
    """A secret for one person to carry: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. It is random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(key: bytes, *parts: str) -> str:
    """A keyed digest of some texts, each kept apart from the next."""
    return hmac.digest(key, "\x1f".join(parts).encode(), "sha256").hex()
