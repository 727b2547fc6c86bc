"""The language that a person chose, in which a member is told things."""

from sqlalchemy import Connection, select, update

from isonomia.locale import SOURCE_LANGUAGE
from isonomia.service.members.tables import person


def language_of(connection: Connection, member: str) -> str:
    """The member's language; English where none is known."""
    found = connection.execute(select(person.c.language).where(person.c.member == member)).scalar()
    return str(found) if found else SOURCE_LANGUAGE


def choose_language(connection: Connection, person_id: str, language: str) -> None:
    """Keep what a person chose."""
    connection.execute(update(person).where(person.c.person_id == person_id).values(language=language))
