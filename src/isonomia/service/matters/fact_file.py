"""One fact with its history: what was recorded, by whom, what was changed since, and what it counts."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus

from sqlalchemy import Connection, select

from isonomia.ledger.record import Correction, Event, FieldValue, Withdrawal
from isonomia.score.account import account
from isonomia.score.history import History
from isonomia.score.statement.lines import lines_of
from isonomia.score.statement.model import Line
from isonomia.score.statement.reason import plain_name, shown
from isonomia.service.claims.tables import claim
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.people import machine_name
from isonomia.service.records.load import history_of, records_of
from isonomia.service.records.tables import record
from isonomia.service.scheme_versions.in_force import Version


@dataclass(frozen=True)
class Field:
    """A value of an event: its name in the scheme, what it holds, the value and how it reads."""

    name: str
    description: str
    value: FieldValue
    text: str
    first_text: str


@dataclass(frozen=True)
class FactFile:
    """A fact of a member. `event` is as corrected, `first` as it came in; `lines` are those of the statement."""

    version: Version
    event: Event
    first: Event
    recorded_by: str
    machine: str | None
    reported_by: str | None
    counts: bool
    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...]
    withdrawal: Withdrawal | None

    @property
    def recorded_at(self) -> datetime:
        return self.first.recorded_at

    @property
    def stands_for_it(self) -> str:
        """Who stands for facts of this source, in the scheme's words."""
        return self.version.scheme.file.sources[self.event.source].verified_by or ""

    @property
    def fields(self) -> list[Field]:
        """What was recorded, value by value."""
        declared = self.version.scheme.file.sources[self.event.source].fields
        return [
            Field(
                name,
                written.description or plain_name(name),
                self.event.data.get(name),
                shown(self.event.data.get(name)),
                shown(self.first.data.get(name)),
            )
            for name, written in declared.items()
        ]


def fact_file(
    connection: Connection, instance: Instance, member: str, source: str, event_id: str, language: str
) -> FactFile | None:
    """The fact, if it is in the ledger and this member's; else None."""
    row = connection.execute(
        select(record.c.record_id, record.c.recorded_by).where(
            record.c.kind == "event",
            record.c.source == source,
            record.c.event_id == event_id,
            record.c.member == member,
        )
    ).first()
    if row is None:
        return None
    version = instance.version(connection)
    records = records_of(connection, version.scheme, member)
    history = history_of(member, records, instance.now)
    assert history is not None, "whoever has an event is in the ledger"
    event, counts, corrections = _as_known(history, source, event_id)
    named = [
        item for item in records if (getattr(item, "source", ""), getattr(item, "event_id", "")) == (source, event_id)
    ]
    made = account(version.scheme, history, instance.now)
    lines = lines_of(version.scheme, made, language)
    return FactFile(
        version,
        event,
        next(item for item in named if isinstance(item, Event)),
        row.recorded_by,
        machine_name(connection, row.recorded_by),
        connection.execute(select(claim.c.reporter).where(claim.c.claim_id == event_id)).scalar(),
        counts,
        tuple(line for line in lines if (line.source, line.event_id) == (source, event_id)),
        corrections,
        next((item for item in named if isinstance(item, Withdrawal)), None),
    )


def _as_known(history: History, source: str, event_id: str) -> tuple[Event, bool, tuple[Correction, ...]]:
    for fact in history.facts:
        if (fact.event.source, fact.event.event_id) == (source, event_id):
            return fact.event, True, fact.corrections
    gone = next(item for item in history.gone if (item.event.source, item.event.event_id) == (source, event_id))
    return gone.event, False, ()


def reasons_of(
    connection: Connection, instance: Instance, member: str, language: str
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The reasons of a member's entries by source and event, as the statement writes them."""
    version = instance.version(connection)
    history = history_of(member, records_of(connection, version.scheme, member), instance.now)
    if history is None:
        return {}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines_of(version.scheme, account(version.scheme, history, instance.now), language):
        key = line.source, line.event_id
        found[key] = (*found.get(key, ()), line.reason)
    return found


def fact_address(source: str, event_id: str) -> str:
    """The page of a member's own fact. What names an event can hold any character, so that it is no part of a path."""
    return f"/me/fact?source={quote_plus(source)}&event={quote_plus(event_id)}"
