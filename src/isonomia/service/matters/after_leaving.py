"""Which of their matters people can read: members all of them, whoever has left those that are not yet over."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from isonomia.procedure.deadlines import Terms, terms_of
from isonomia.service.access.actor import Actor
from isonomia.service.instance.instance import Instance

Matter = TypeVar("Matter")


def readable(
    connection: Connection,
    instance: Instance,
    actor: Actor,
    matters: list[Matter],
    is_readable: Callable[[Matter, Terms, date], bool],
) -> list[Matter]:
    """Those of the actor's own matters that the actor can read; `is_readable` holds for who has left."""
    if not actor.has_left:
        return matters
    terms = terms_of(instance.version(connection).scheme.file.rights)
    return [matter for matter in matters if is_readable(matter, terms, instance.today)]
