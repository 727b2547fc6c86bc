"""One fact with its history: what was recorded, by whom, what was changed since, and what it counts."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from urllib.parse import quote_plus

from sqlalchemy import Connection, select

from isonomia.ledger.ledger import EventKey
from isonomia.ledger.record import AnyRecord, Correction, Decision, Dispute, Event, FieldValue, Withdrawal
from isonomia.score.account import account
from isonomia.score.history import Fact, Gone, History
from isonomia.score.statement.lines import lines_of
from isonomia.score.statement.model import Line
from isonomia.score.statement.reason import plain_name, shown
from isonomia.service.claims.tables import claim
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.people import machine_name
from isonomia.service.records.load import history_of, records_of
from isonomia.service.records.tables import record
from isonomia.service.scheme_versions.in_force import Version

NEEDS_NO_QUOTING = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch


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
    """A fact of a member. `event` is as corrected, `first` as it came in; `lines` are those of the statement.

    `title` is the reason of its first line, now or before it stopped counting; else its source and name.
    """

    version: Version
    title: str
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
    known = _as_known(history, source, event_id)
    named = [
        item for item in records if (getattr(item, "source", ""), getattr(item, "event_id", "")) == (source, event_id)
    ]
    lines = lines_of(version.scheme, account(version.scheme, history, instance.now), language)
    own = tuple(line for line in lines if (line.source, line.event_id) == (source, event_id))
    reasons = [line.reason for line in own]
    if isinstance(known, Gone):
        reasons = _reasons_before(version, member, records, known, language)
    return FactFile(
        version,
        title_of(reasons, source, event_id),
        known.event,
        next(item for item in named if isinstance(item, Event)),
        row.recorded_by,
        machine_name(connection, row.recorded_by),
        connection.execute(select(claim.c.reporter).where(claim.c.claim_id == event_id)).scalar(),
        isinstance(known, Fact),
        own,
        known.corrections if isinstance(known, Fact) else (),
        next((item for item in named if isinstance(item, Withdrawal)), None),
    )


def title_of(reasons: Sequence[str], source: str, event_id: str) -> str:
    """What a fact is called: what it counts for, or its source and name where no rule takes it."""
    return next(iter(reasons), f"{plain_name(source)} {event_id}")


def _as_known(history: History, source: str, event_id: str) -> Fact | Gone:
    """The event as it is known now; Gone, if it no longer counts."""
    known: list[Fact | Gone] = [*history.facts, *history.gone]
    return next(item for item in known if _key(item.event) == (source, event_id))


def titles_of(
    connection: Connection, instance: Instance, member: str, facts: Collection[EventKey], language: str
) -> dict[EventKey, str]:
    """What each of some facts of a member is called: as the statement writes it or, where it is gone, wrote it."""
    version = instance.version(connection)
    records = records_of(connection, version.scheme, member)
    history = history_of(member, records, instance.now)
    reasons: dict[EventKey, list[str]] = {key: [] for key in facts}
    if history is not None:
        for line in lines_of(version.scheme, account(version.scheme, history, instance.now), language):
            if (key := _key(line)) in reasons:
                reasons[key].append(line.reason)
        for gone in history.gone:
            if (key := _key(gone.event)) in reasons:
                reasons[key] = _reasons_before(version, member, records, gone, language)
    return {key: title_of(found, *key) for key, found in reasons.items()}


def _reasons_before(
    version: Version, member: str, records: Sequence[AnyRecord], gone: Gone, language: str
) -> list[str]:
    """The reasons of an event's entries in the last statement in which it counted."""
    key = _key(gone.event)
    disputes = {item.dispute_id for item in records if isinstance(item, Dispute) and _key(item) == key}

    def is_before(item: AnyRecord) -> bool:
        if isinstance(item, Withdrawal):
            return _key(item) != key
        return not (isinstance(item, Decision) and item.outcome == "upheld" and item.dispute_id in disputes)

    before = list(takewhile(is_before, records))
    history = history_of(member, before, gone.since)
    if history is None:
        return []
    lines = lines_of(version.scheme, account(version.scheme, history, gone.since), language)
    return [line.reason for line in lines if _key(line) == key]


def _key(item: Event | Dispute | Withdrawal | Line) -> EventKey:
    return item.source or "", item.event_id or ""


def fact_address(source: str, event_id: str) -> str:
    """The page of a member's own fact. What names an event can hold any character, so that it is no part of a path."""
    return f"/me/fact?source={_quoted(source)}&event={_quoted(event_id)}"


def _quoted(text: str) -> str:
    """As `quote_plus` has it; most names need no quoting, and to see that is quicker: a page names each fact."""
    return text if NEEDS_NO_QUOTING(text) else quote_plus(text)
