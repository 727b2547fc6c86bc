"""Step 1 of the score: what a ledger says of each member at `known_at` (docs/semantics.md, sections 3 and 6).

Corrections, withdrawals, disputes and decisions are applied here and nowhere later.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from isonomia.ledger.corrections import corrected
from isonomia.ledger.enrolment import Enrolment, enrolments, in_order
from isonomia.ledger.ledger import EventKey, Ledger
from isonomia.ledger.record import Correction, Decision, Dispute, Event, Membership, Withdrawal


class Fact(msgspec.Struct, frozen=True):
    """An event that stands at known_at, as corrected; `disputes` are the open ones, `decided` ended the others."""

    event: Event
    disputes: tuple[Dispute, ...]
    decided: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An event that no longer counts, since when, and whether because the member's contest was upheld."""

    event: Event
    since: datetime
    is_upheld: bool
    reason: str | None


@dataclass
class History:
    """All that is known of one member at known_at, whatever as_of will be."""

    member: str
    facts: list[Fact] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    measures: list[tuple[str, datetime, date]] = field(default_factory=list)
    has_joins: bool = False
    gone: list[Gone] = field(default_factory=list)

    def in_order(self) -> "History":
        """Facts, and events that are gone, in the total order of step 4: instant, source, event id."""
        for items in (self.facts, self.gone):
            items.sort(key=lambda item: (item.event.occurred_at, item.event.source, item.event.event_id))
        return self

    def enrolments(self, as_of: datetime, today: date) -> list[Enrolment]:
        """When the member is enrolled, as known on `today`; without joins in the ledger from the first event on."""
        known = [record for record in self.memberships if record.occurred_on <= today]
        if self.has_joins:
            return enrolments(known)
        dates = [fact.event.occurred_on for fact in self.facts if fact.event.occurred_at <= as_of]
        last = max((record.occurred_on for record in known), default=None)
        return [Enrolment(min(dates), last)] if dates else []

    def has_left(self, today: date) -> bool:
        """Whether the member left on or before `today` and has not come back."""
        past = in_order(record for record in self.memberships if record.occurred_on <= today)
        return bool(past) and past[-1].kind == "leave"


def histories(ledger: Ledger, known_at: datetime, members: Iterable[str] | None = None) -> dict[str, History]:
    """The history of every member whom a join or an event, as corrected, names at `known_at`, by name.

    `members` restricts the work to some; a name that the ledger does not know is simply absent.
    """
    wanted = set(members) if members is not None else None
    found: dict[str, History] = {}
    has_joins = ledger.has_joins

    def history(member: str) -> History | None:
        if wanted is not None and member not in wanted:
            return None
        return found.setdefault(member, History(member, has_joins=has_joins))

    decided, open_disputes = _disputes(ledger, known_at)
    touched = {*ledger.corrections, *ledger.withdrawals, *decided, *open_disputes}
    for key, event in ledger.events.items():
        if event.recorded_at > known_at:
            continue
        if key not in touched:  # as are most events: nothing was said of them since
            own = history(event.member)
            if own is not None:
                own.facts.append(Fact(event, ()))
            continue
        known = [item for item in ledger.corrections.get(key, ()) if item.recorded_at <= known_at]
        now = corrected(event, known)
        own = history(now.member)
        if own is None:
            continue
        decisions = tuple(decided.get(key, ()))
        gone = _gone(now, ledger.withdrawals.get(key), decisions, known_at)
        if gone is not None:
            own.gone.append(gone)
        else:
            own.facts.append(Fact(now, tuple(open_disputes.get(key, ())), decisions, tuple(known)))
    for record in ledger.memberships:
        if record.recorded_at <= known_at:
            own = history(record.member) if record.kind == "join" else found.get(record.member)
            if own is not None:
                own.memberships.append(record)
    _add_measures(ledger, known_at, found)
    return {member: own.in_order() for member, own in sorted(found.items())}


def _gone(
    event: Event, withdrawal: Withdrawal | None, decisions: tuple[Decision, ...], known_at: datetime
) -> Gone | None:
    """Why the event no longer counts at known_at: an upheld dispute or a withdrawal, both final; None: it stands."""
    for decision in decisions:
        if decision.outcome == "upheld":
            return Gone(event, decision.recorded_at, is_upheld=True, reason=decision.reason)
    if withdrawal is not None and withdrawal.recorded_at <= known_at:
        return Gone(event, withdrawal.recorded_at, is_upheld=False, reason=withdrawal.reason)
    return None


def _disputes(
    ledger: Ledger, known_at: datetime
) -> tuple[dict[EventKey, list[Decision]], dict[EventKey, list[Dispute]]]:
    """The decisions on each event, and its disputes that are still open, as they were recorded."""
    decided: dict[EventKey, list[Decision]] = {}
    still_open: dict[EventKey, list[Dispute]] = {}
    for dispute in sorted(ledger.disputes.values(), key=lambda item: (item.recorded_at, item.dispute_id)):
        if dispute.recorded_at > known_at:
            continue
        key = (dispute.source, dispute.event_id)
        decision = ledger.decisions.get(dispute.dispute_id)
        if decision is None or decision.recorded_at > known_at:
            still_open.setdefault(key, []).append(dispute)
        else:
            decided.setdefault(key, []).append(decision)
    return decided, still_open


def _add_measures(ledger: Ledger, known_at: datetime, found: dict[str, History]) -> None:
    for measure in ledger.measures.values():
        withdrawal = ledger.withdrawn_measures.get(measure.measure_id)
        is_withdrawn = withdrawal is not None and withdrawal.recorded_at <= known_at
        if measure.recorded_at <= known_at and not is_withdrawn and measure.member in found:
            found[measure.member].measures.append((measure.measure, measure.occurred_at, measure.occurred_on))
