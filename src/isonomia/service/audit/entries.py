"""Writing entries, in the transaction of what they are about, and reading them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from isonomia.service.access.actor import Actor
from isonomia.service.audit.tables import audit_entry
from isonomia.service.audit.words import acts
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance

OPERATOR = Actor(actor_id="operator")
"""Whoever has a shell on the machine that the service runs on."""

ERASED = "erased"


@dataclass(frozen=True)
class Entry:
    """One act."""

    entry_id: int
    at: datetime
    actor_id: str
    role: str
    act: str
    about_kind: str
    about_id: str


def note(connection: Connection, instance: Instance, actor: Actor, act: str, about: tuple[str, str]) -> None:
    """Note an act. `about` is the kind of a thing and its id; neither may be words about a person.

    ValueError if the act has no words in audit/words.py, so that auditors never read a bare code.
    """
    if act not in acts():
        raise ValueError(f"the act {act!r} has no words in isonomia.service.audit.words")
    kind, identifier = about
    add(
        connection,
        audit_entry,
        at=instance.now,
        actor_id=actor.actor_id,
        role=_roles(actor),
        act=act,
        about_kind=kind,
        about_id=identifier,
    )


def _roles(actor: Actor) -> str:
    if actor.is_machine or actor is OPERATOR:
        return "machine" if actor.is_machine else "operator"
    return " ".join(sorted(actor.roles)) or "none"


def forget_person(connection: Connection, person_id: str) -> None:
    """Take an erased person's id out of every entry: that something was done stays, not by whom or to whom."""
    for column in (audit_entry.c.actor_id, audit_entry.c.about_id):
        connection.execute(update(audit_entry).where(column == person_id).values({column.name: ERASED}))


def entries(connection: Connection, before: int | None = None, act: str = "", most: int = 100) -> list[Entry]:
    """Entries, latest first: those older than `before`, and of one act if it is named."""
    wanted = select(audit_entry).order_by(audit_entry.c.entry_id.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(audit_entry.c.entry_id < before)
    if act:
        wanted = wanted.where(audit_entry.c.act == act)
    return [Entry(**row._mapping) for row in connection.execute(wanted)]
