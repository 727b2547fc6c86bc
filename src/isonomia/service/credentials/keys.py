"""The keys that sign credentials: made when first needed, private parts sealed, public ones published."""

import json
from typing import Any

from joserfc.jwk import ECKey
from sqlalchemy import Connection, select

from isonomia.service.credentials.signed_token import ALGORITHM
from isonomia.service.credentials.tables import signing_key
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.sealing import SEALING, seal, unseal
from isonomia.service.instance.secrets import secret
from isonomia.service.instance.tables import setting


def signing(connection: Connection, instance: Instance) -> tuple[ECKey, str]:
    """The key that signs now, and its id; made if there is none. The connection must be one that writes."""
    found = signing_if_any(connection)
    if found is None:
        take_turn(connection)
        found = signing_if_any(connection) or new_key(connection, instance)
    return found


def signing_if_any(connection: Connection) -> tuple[ECKey, str] | None:
    """The same on a connection that only reads."""
    row = connection.execute(
        select(signing_key).where(signing_key.c.retired_at.is_(None)).order_by(signing_key.c.created_at.desc()).limit(1)
    ).first()
    if row is None:
        return None
    return ECKey.import_key(unseal(connection, row.sealed_private_key, row.key_id)), row.key_id


def take_turn(connection: Connection) -> None:
    """Wait until nobody else makes a key, so that no two are present at a time."""
    secret(connection, SEALING)
    is_sealing = setting.c.name == f"secret.{SEALING}"
    connection.execute(select(setting.c.name).where(is_sealing).with_for_update())


def new_key(connection: Connection, instance: Instance) -> tuple[ECKey, str]:
    """A new key, and its id. Whoever makes one has taken the turn."""
    made = ECKey.generate_key("P-256")
    key_id = made.thumbprint()
    public = {"kid": key_id, "use": "sig", "alg": ALGORITHM, **made.as_dict(private=False)}
    values = {
        "key_id": key_id,
        "public_key": json.dumps(public | {"kid": key_id}, sort_keys=True),
        "sealed_private_key": seal(connection, made.as_pem(private=True), key_id),
        "created_at": instance.now,
    }
    add(connection, signing_key, **values)
    return made, key_id


def public_keys(connection: Connection) -> dict[str, Any]:
    """All public keys as a JWK Set, those that sign no more as well, but none that leaked."""
    is_published = signing_key.c.leaked_at.is_(None)
    rows = connection.execute(select(signing_key.c.public_key).where(is_published).order_by(signing_key.c.created_at))
    return {"keys": [json.loads(text) for text in rows.scalars()]}


def leaked_keys(connection: Connection) -> frozenset[str]:
    """The ids of the keys that are not published any more."""
    wanted = select(signing_key.c.key_id).where(signing_key.c.leaked_at.is_not(None))
    return frozenset(connection.execute(wanted).scalars())
