"""Challenges: random, for one ceremony of one kind, and gone after five minutes or the first answer."""

import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete

from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import digest
from isonomia.service.passkeys.tables import passkey_challenge

LASTS = timedelta(minutes=5)


def new_challenge(connection: Connection, instance: Instance, person_id: str | None = None) -> bytes:
    """A challenge for a person who registers a passkey; to sign in, for nobody in particular."""
    connection.execute(delete(passkey_challenge).where(passkey_challenge.c.expires_at <= instance.now))
    challenge = secrets.token_bytes(32)
    add(
        connection,
        passkey_challenge,
        challenge_digest=digest(challenge.hex()),
        person_id=person_id,
        expires_at=instance.now + LASTS,
    )
    return challenge


def use_challenge(connection: Connection, instance: Instance, challenge: bytes, person_id: str | None = None) -> bool:
    """Whether a challenge is ours, for this person, and not answered yet; from now on it is."""
    whose = passkey_challenge.c.person_id
    used = delete(passkey_challenge).where(
        passkey_challenge.c.challenge_digest == digest(challenge.hex()),
        passkey_challenge.c.expires_at > instance.now,
        whose.is_(None) if person_id is None else whose == person_id,
    )
    return connection.execute(used).rowcount == 1
