"""The log's keys: the present one, and those before it, which for a changeover sign beside it.

They stand in the table of settings: the present one as `log.key`, one that was followed by the n-th succession as
`log.key.N`, until it signs no more. Which followed which is public (log_succession).
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import stored, stored_or_made
from isonomia.service.instance.tables import setting
from isonomia.service.log.tables import log_succession
from isonomia.transparency.key import SigningKey, VerifierKey
from isonomia.transparency.log_keys import LogKeys
from isonomia.transparency.succession import Succession, parse_successions
from isonomia.transparency.succession import joined as joined_notes

KEY = "log.key"


def make_key(connection: Connection, instance: Instance) -> VerifierKey:
    """The log's public key; the key is made at the first start."""
    return SigningKey.parse(stored_or_made(connection, KEY, lambda: _new_key(instance))).verifier


def _new_key(instance: Instance) -> str:
    name = instance.settings.log_name or instance.settings.origin.partition("//")[2]
    return SigningKey.generate(name.replace("+", "-")).secret_text()


def name_before(number: int) -> str:
    """The setting of the key that the succession of this number followed."""
    return f"{KEY}.{number}"


def signing_key(connection: Connection) -> SigningKey:
    """The present key."""
    return SigningKey.parse(stored(connection, KEY))


def held_key(connection: Connection, *, to_change: bool = False) -> SigningKey:
    """The present key, which nobody changes until this transaction ends; the connection must be one that writes.

    Without it a checkpoint could be signed by a key that was followed, or that leaked, a moment before.
    """
    wanted = select(setting.c.value).where(setting.c.name == KEY).with_for_update(read=not to_change)
    return SigningKey.parse(connection.execute(wanted).scalar_one())


def keys_beside(connection: Connection, now: datetime) -> list[SigningKey]:
    """The keys before the present one that still sign beside it, the latest first."""
    wanted = (
        select(log_succession.c.number)
        .where(log_succession.c.both_until > now)
        .order_by(log_succession.c.number.desc())
    )
    names = [name_before(number) for number in connection.execute(wanted).scalars()]
    found = dict(connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.in_(names))).all())
    return [SigningKey.parse(found[name]) for name in names if name in found]


def forget_keys_before(connection: Connection, now: datetime | None = None) -> int:
    """Delete the keys whose time to sign is over, or, where no time is given, all but the present one."""
    numbers = select(log_succession.c.number)
    if now is not None:
        numbers = numbers.where(log_succession.c.both_until <= now)
    names = [name_before(number) for number in connection.execute(numbers).scalars()]
    return connection.execute(delete(setting).where(setting.c.name.in_(names))).rowcount if names else 0


def published_successions(connection: Connection) -> bytes:
    """The file that leads from any of the log's keys to the present one; empty while the first is in force."""
    notes = connection.execute(select(log_succession.c.note).order_by(log_succession.c.number)).scalars()
    return joined_notes([bytes(note) for note in notes])


def successions(connection: Connection) -> list[Succession]:
    """All of them, the oldest first.

    Raises:
        NotVerified: One was changed past the service.
    """
    return parse_successions(published_successions(connection))


def every_key(connection: Connection) -> LogKeys:
    """All keys that the log ever had, those that leaked as well: for checkpoints that the service itself has kept.

    Raises:
        NotVerified: A succession was changed past the service.
    """
    present = signing_key(connection).verifier
    return LogKeys((present, *(item.key for item in reversed(successions(connection)))))
