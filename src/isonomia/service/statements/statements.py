"""A member's statement, computed from the ledger when it is asked for."""

from dataclasses import dataclass

from sqlalchemy import Connection

from isonomia.score.account import account
from isonomia.score.history import History
from isonomia.score.next_change import next_change
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Instants, Statement
from isonomia.service.instance.instance import Instance
from isonomia.service.records.load import history_of, records_of
from isonomia.service.scheme_versions.in_force import Version


@dataclass(frozen=True)
class Made:
    """A statement with what it was made from."""

    version: Version
    history: History
    statement: Statement


def statement_of(connection: Connection, instance: Instance, member: str, language: str) -> Made | None:
    """The statement now; None for whoever does not take part."""
    now = instance.now
    version = instance.version(connection)
    history = history_of(member, records_of(connection, version.scheme, member), now)
    if history is None or history.has_left(instance.today):
        return None
    own = account(version.scheme, history, now)
    change = next_change(version.scheme, history, now)
    return Made(version, history, statement(version.scheme, own, language, Instants(now, now), change))
