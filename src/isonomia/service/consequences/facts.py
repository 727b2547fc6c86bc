"""The facts behind a case, and whether the band would still have given it without those that have fallen."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from isonomia.ledger.record import AnyRecord, Decision, Dispute
from isonomia.periods import MICROSECOND, ONE_DAY, first_instant
from isonomia.procedure.consequence_case import ConsequenceCase, Fact, given_by
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.entry import Entry
from isonomia.service.instance.instance import Instance
from isonomia.service.records.load import history_of, records_of
from isonomia.service.records.tables import record


def facts_against(connection: Connection, scheme: Scheme, made: Account) -> tuple[Fact, ...]:
    """The events that count against the member today, by points or by a ceiling, with who recorded each."""
    ceilings = {id(item.entry) for item in made.ceilings if item.covers(made.today)}
    found = [
        entry
        for entry in made.entries
        if entry.fact is not None and not entry.disputes and (id(entry) in ceilings or _weighs(scheme, entry, made))
    ]
    recorders = _recorders(connection, found)
    return tuple(
        Fact(entry.source, entry.event_id, entry.rule.name, recorders[entry.source, entry.event_id]) for entry in found
    )


def _weighs(scheme: Scheme, entry: Entry, made: Account) -> bool:
    return entry.points_on(made.today) * scheme.adverse_sign > 0


def _recorders(connection: Connection, entries: list[Entry]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for source in {entry.source for entry in entries}:
        events = {entry.event_id for entry in entries if entry.source == source}
        rows = connection.execute(
            select(record.c.event_id, record.c.recorded_by).where(
                record.c.kind == "event", record.c.source == source, record.c.event_id.in_(events)
            )
        )
        found |= {(source, event_id): recorded_by for event_id, recorded_by in rows}
    return found


def would_give(connection: Connection, instance: Instance, scheme: Scheme, member: str, case: ConsequenceCase) -> bool:
    """Whether the band of the day on which a case was opened gives it, by what is known of its facts now.

    Asked only where one of them has fallen or was corrected. Disputes that are still open take nothing away here: what
    rests for a while is not undone for good.
    """
    history = history_of(member, _without_open_disputes(records_of(connection, scheme, member)), instance.now)
    if history is None:
        return False
    as_was = {(fact.event.source, fact.event.event_id) for fact in history.facts if not fact.corrections}
    if all(fact.key in as_was for fact in case.facts):
        return True
    day_over = first_instant(case.opened_on + ONE_DAY, scheme.zone) - MICROSECOND
    made = account(scheme, history, min(day_over, instance.now))
    return made.band_name is not None and case.consequence in given_by(scheme, made.band_name)


def _without_open_disputes(records: list[AnyRecord]) -> list[AnyRecord]:
    decided = {item.dispute_id for item in records if isinstance(item, Decision)}
    return [item for item in records if not isinstance(item, Dispute) or item.dispute_id in decided]
