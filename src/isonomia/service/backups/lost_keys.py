"""Keys that a restore takes away: a backup from before a change of keys brings the old ones back."""

from sqlalchemy import inspect, select

from isonomia.errors import IsonomiaError
from isonomia.service.credentials.tables import signing_key
from isonomia.service.database.database import Database
from isonomia.service.instance.tables import setting
from isonomia.service.log.keys import KEY, every_key
from isonomia.service.log.tables import log_succession
from isonomia.transparency.key import SigningKey


def public_keys_in(database: Database) -> frozenset[str]:
    """The public keys of the log and the ids of those of credentials in a database, at whichever step it is.

    The log's keys of the past are among them, so that a backup from after a change of keys loses none.
    """
    with database.reading() as connection:
        tables = set(inspect(connection).get_table_names())
        found: set[str] = set()
        if signing_key.name in tables:
            found |= set(connection.execute(select(signing_key.c.key_id)).scalars())
        present = select(setting.c.value).where(setting.c.name == KEY)
        secret = connection.execute(present).scalar() if setting.name in tables else None
        try:
            if secret is not None:
                found.add(str(SigningKey.parse(secret).verifier))
                if log_succession.name in tables:
                    found |= set(map(str, every_key(connection).trusted))
        except IsonomiaError:
            pass  # what does not hold is said by `isonomia admin verify`
    return frozenset(found)
