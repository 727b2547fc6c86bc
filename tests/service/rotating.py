"""What stories of changed keys share: changing them, and what is so afterwards."""

from datetime import timedelta

from sqlalchemy import Connection, select

from isonomia.service.audit.entries import entries
from isonomia.service.credentials.rotate import rotate_credential_key
from isonomia.service.credentials.tables import signing_key
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.tables import setting
from isonomia.service.log.rotate import rotate_log_key
from isonomia.service.log.tables import log_checkpoint, log_succession
from isonomia.transparency.key import VerifierKey
from isonomia.transparency.note import SignedNote
from service.conftest import Town


def rotate_credentials(town: Town, *, leaked: bool = False) -> str:
    with town.instance.database.writing() as connection:
        return rotate_credential_key(connection, town.instance, is_leaked=leaked).key_id


def rotate_log(town: Town, days: int | None = 90) -> VerifierKey:
    until = town.instance.today + timedelta(days=days) if days is not None else None
    with town.instance.database.writing() as connection:
        return rotate_log_key(connection, town.instance, until).successor


def key_ids(town: Town) -> list[str]:
    return [key["kid"] for key in town.browser().get("/.well-known/jwks.json").json()["keys"]]


def signers(note: bytes) -> list[str]:
    return [item.key_id.hex() for item in SignedNote.parse(note).signatures]


def state(town: Town) -> dict[str, list[tuple[object, ...]]]:
    tables = (setting, log_succession, log_checkpoint, signing_key)
    with town.instance.database.reading() as connection:
        found = {table.name: [tuple(row) for row in connection.execute(select(table))] for table in tables}
        found["acts"] = [(entry.act,) for entry in entries(connection)]
    return found


def rotate_in(connection: Connection, instance: Instance) -> None:
    """Both keys at once, so that one commit decides."""
    rotate_log_key(connection, instance, instance.today)
    rotate_credential_key(connection, instance, is_leaked=True)


def rotated_all(instance: Instance) -> None:
    with instance.database.writing() as connection:
        rotate_in(connection, instance)
