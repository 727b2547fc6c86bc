"""A member's statement, computed from the ledger when it is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from isonomia.scheme.succession.version import RuleOrigin, Succession
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Instants, Statement
from isonomia.service.instance.instance import Instance
from isonomia.service.retention.known import known_from
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.scheme_versions.succession import succession_of
from isonomia.service.standings.refresh import history_now
from isonomia.service.statements.by_version import by_version


@dataclass(frozen=True)
class Made:
    """A statement with what it was made from."""

    version: Version
    accounts: AccountsOverTime
    statement: Statement
    succession: Succession | None = None
    known_from: date | None = None

    @property
    def in_words(self) -> Statement:
        """The statement as a person reads it, each rule with the version that gave its points."""
        return by_version(self.statement, self.version, self.succession)

    def origins(self) -> dict[str, list[dict[str, Any]]]:
        """Where each rule of the statement comes from: version, its name there, and the days for which it counts."""
        if self.succession is None:
            return {}
        rules = sorted({line.rule for line in self.statement.lines})
        return {rule: [_as_data(origin) for origin in self.succession.origin[rule]] for rule in rules}


def statement_of(connection: Connection, instance: Instance, member: str, language: str) -> Made | None:
    """The statement now; None for whoever does not take part."""
    now = instance.now
    version = instance.version(connection)
    history = history_now(connection, instance, version, member)
    if history is None:
        return None
    accounts = AccountsOverTime(version.scheme, history)
    change = next_change(accounts, now)
    made = statement(version.scheme, accounts.at(now), language, Instants(now, now), change)
    known = known_from(connection, member)
    return Made(version, accounts, made, succession_of(connection, version), known)


def _as_data(origin: RuleOrigin) -> dict[str, Any]:
    return {
        "version": int(origin.version),
        "rule": origin.rule,
        "from": origin.begins.isoformat() if origin.begins is not None else None,
        "until": origin.last_day.isoformat() if origin.last_day is not None else None,
    }
