"""Ten codes, shown once, each good once. A new set ends the old one.

A code has 125 random bits, so that a keyed digest keeps it: nothing can be tried against the digests without the
instance's secret, and guessing is hopeless with it (OWASP ASVS 5.0, 6.5.2). The code alone is asked for, no name:
an answer can say nothing of who is here.
"""

import secrets

from sqlalchemy import Connection, delete, func, select, update

from isonomia.service.access.actor import Actor
from isonomia.service.audit.entries import note
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import keyed, secret
from isonomia.service.members.membership import number_of
from isonomia.service.notices.notices import tell
from isonomia.service.recovery.tables import recovery_code

COUNT = 10
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
GROUPS, LENGTH = 5, 5
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_codes(connection: Connection, instance: Instance, actor: Actor) -> list[str]:
    """A new set for a person, as it is shown; what they had before is worth nothing from now on."""
    connection.execute(delete(recovery_code).where(recovery_code.c.person_id == actor.actor_id))
    codes = ["-".join(_group() for _number in range(GROUPS)) for _code in range(COUNT)]
    rows = [
        {
            "code_digest": _digest(connection, code),
            "person_id": actor.actor_id,
            "created_at": instance.now,
        }
        for code in codes
    ]
    connection.execute(recovery_code.insert(), rows)
    note(connection, instance, actor, "codes-made", ("person", actor.actor_id))
    return codes


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def use_code(connection: Connection, instance: Instance, text: str) -> str | None:
    """The person whom a code lets in, once; None for any other text. The member is told.

    A code that was never made, was used or was replaced is looked for by the same statement, and not found.
    """
    used = (
        update(recovery_code)
        .where(recovery_code.c.code_digest == _digest(connection, text), recovery_code.c.used_at.is_(None))
        .values(used_at=instance.now)
        .returning(recovery_code.c.person_id)
    )
    person_id: str | None = connection.execute(used).scalar()
    if person_id is None:
        return None
    note(connection, instance, Actor(person_id), "code-used", ("person", person_id))
    member = number_of(connection, person_id)
    if member is not None:
        left = codes_left(connection, person_id)
        tell(connection, member, "code-used", {"left": left}, instance.now, about="/account")
    return person_id


def codes_left(connection: Connection, person_id: str) -> int:
    """How many codes of a person are still good."""
    wanted = select(func.count()).where(recovery_code.c.person_id == person_id, recovery_code.c.used_at.is_(None))
    return int(connection.execute(wanted).scalar_one())


def _digest(connection: Connection, text: str) -> str:
    """What is kept of a code, however it was typed."""
    return keyed(secret(connection, "recovery-codes"), text.upper().translate(READ_AS))
