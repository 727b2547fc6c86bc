"""Who lives in the demonstration, and the links that sign them in."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from isonomia.service.database.statements import add
from isonomia.service.demonstration.tables import demonstration_link
from isonomia.service.instance.secrets import digest, new_token


@dataclass(frozen=True)
class Link:
    """Whom a link signs in, and to which page it leads."""

    person_id: str
    leads_to: str


def make_link(connection: Connection, person_id: str, leads_to: str) -> str:
    """A secret that signs a made-up person in."""
    token = new_token()
    add(connection, demonstration_link, token_digest=digest(token), person_id=person_id, leads_to=leads_to)
    return token


def person_of_link(connection: Connection, token: str) -> Link | None:
    """Whose link it is."""
    row = connection.execute(
        select(demonstration_link).where(demonstration_link.c.token_digest == digest(token))
    ).first()
    return Link(row.person_id, row.leads_to) if row is not None else None
