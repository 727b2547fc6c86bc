"""What stands at (as_of, known_at), read from the raw list of records by definition (6.6 to 6.8, 6.13, 6.21)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from isonomia.ledger.record import (
    AnyRecord,
    Correction,
    Decision,
    Dispute,
    Event,
    Measure,
    Membership,
    Withdrawal,
)
from isonomia.scheme.scheme import Scheme


@dataclass(frozen=True)
class Fact:
    """An event as corrected, known and not withdrawn."""

    source: str
    event_id: str
    member: str
    instant: datetime
    date: date
    data: dict[str, Any]
    disputed: bool


def known(records: Iterable[AnyRecord], kind: type, known_at: datetime) -> list[Any]:
    """The records of a kind recorded up to known_at, the earliest first, so that the first of a key stands (6.8)."""
    found = [record for record in records if isinstance(record, kind) and record.recorded_at <= known_at]
    return sorted(found, key=lambda record: record.recorded_at)


def first_by_key(records: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    """One record for each key: the first."""
    found: dict[Any, Any] = {}
    for record in records:
        found.setdefault(key(record), record)
    return list(found.values())


class Knowledge:
    """All that is known at known_at."""

    def __init__(self, scheme: Scheme, records: tuple[AnyRecord, ...], known_at: datetime) -> None:
        self.scheme = scheme
        self.has_joins = any(isinstance(record, Membership) and record.kind == "join" for record in records)
        self.events = first_by_key(known(records, Event, known_at), lambda e: (e.source, e.event_id))
        self.corrections = known(records, Correction, known_at)
        withdrawals = known(records, Withdrawal, known_at)
        self.withdrawn = {(w.source, w.event_id) for w in withdrawals if w.event_id is not None}
        withdrawn_measures = {w.measure_id for w in withdrawals if w.measure_id is not None}
        self.disputes = first_by_key(known(records, Dispute, known_at), lambda d: d.dispute_id)
        decisions = first_by_key(known(records, Decision, known_at), lambda d: d.dispute_id)
        self.outcomes = {decision.dispute_id: decision.outcome for decision in decisions}
        measures = first_by_key(known(records, Measure, known_at), lambda m: m.measure_id)
        self.measures = [m for m in measures if m.measure_id not in withdrawn_measures]
        memberships = known(records, Membership, known_at)
        self.memberships = first_by_key(memberships, lambda m: (m.kind, m.member, m.occurred_at))
        self.named_facts = [(self._corrected(event), self._is_gone(event)) for event in self.events]

    def _local(self, instant: datetime) -> date:
        return instant.astimezone(self.scheme.zone).date()

    def _disputes_of(self, event: Event) -> list[Dispute]:
        return [d for d in self.disputes if (d.source, d.event_id) == (event.source, event.event_id)]

    def _is_gone(self, event: Event) -> bool:
        """Withdrawn, or a dispute of it upheld: final in any order (6.7)."""
        upheld = any(self.outcomes.get(d.dispute_id) == "upheld" for d in self._disputes_of(event))
        return upheld or (event.source, event.event_id) in self.withdrawn

    def _corrected(self, event: Event) -> Fact:
        """Field by field the latest correction, any of which goes before the event's own value (6.7)."""
        member, instant = event.member, event.occurred_at
        data = {name: event.data.get(name) for name in self.scheme.fields[event.source]}
        for correction in self.corrections:  # in the order of recorded_at: the later one overwrites
            if (correction.source, correction.event_id) != (event.source, event.event_id):
                continue
            member = correction.member if correction.member is not None else member
            instant = correction.occurred_at if correction.occurred_at is not None else instant
            data |= correction.data
        is_open = any(d.dispute_id not in self.outcomes for d in self._disputes_of(event))
        return Fact(event.source, event.event_id, member, instant, self._local(instant), data, is_open)

    def standing(self, member: str, as_of: datetime) -> list[Fact]:
        """The member's events that stand at (as_of, known_at)."""
        return [f for f, gone in self.named_facts if f.member == member and not gone and f.instant <= as_of]

    def _turns(self, member: str) -> list[Membership]:
        """The member's joins and leaves in order; of equal instants the one that changes something first."""
        waiting = sorted((m for m in self.memberships if m.member == member), key=lambda m: m.occurred_at)
        ordered: list[Membership] = []
        inside = False
        while waiting:
            tied = [m for m in waiting if m.occurred_at == waiting[0].occurred_at]
            chosen = next((m for m in tied if (m.kind == "leave") is inside), tied[0])
            waiting.remove(chosen)
            ordered.append(chosen)
            inside = chosen.kind == "join"
        return ordered

    def enrolled_on(self, member: str, as_of: datetime) -> Callable[[date], bool]:
        """Whether the member is enrolled on a local date (6.6)."""
        spans: list[tuple[date, date]] = []
        begun: date | None = None
        if not self.has_joins:
            begun = min((fact.date for fact in self.standing(member, as_of)), default=None)
        for turn in self._turns(member):
            day = self._local(turn.occurred_at)
            if turn.kind == "join":
                begun = day
            elif begun is not None and day >= begun:
                spans.append((begun, day))
                begun = None
        if begun is not None:
            spans.append((begun, date.max))
        return lambda day: any(first <= day <= last for first, last in spans)

    def first_enrolled(self, member: str, as_of: datetime) -> date | None:
        """A day before which the member is surely not enrolled."""
        days = [self._local(m.occurred_at) for m in self.memberships if m.member == member]
        days += [fact.date for fact in self.standing(member, as_of)]
        return min(days) - timedelta(days=1) if days else None

    def listed(self, as_of: datetime) -> set[str]:
        """Whom a join or an event, as corrected, names; not those who left on or before as_of's date (6.21)."""
        named = {m.member for m in self.memberships if m.kind == "join"} | {f.member for f, _ in self.named_facts}
        return {member for member in named if not self._has_left(member, self._local(as_of))}

    def _has_left(self, member: str, today: date) -> bool:
        past = [turn for turn in self._turns(member) if self._local(turn.occurred_at) <= today]
        return bool(past) and past[-1].kind == "leave"
