"""A member disputes a fact: her own, in time, once at a time; a person decides, with reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.procedure.actions import Action
from isonomia.procedure.consequence_case import ConsequenceCase, Stage
from isonomia.procedure.contest import Contest, Message, expect_grounds, expect_not_decided
from isonomia.procedure.deadlines import Terms, decide_until, dispute_until
from isonomia.procedure.decision import Decision, Ruling, decide
from isonomia.procedure.follows import Escalation, LedgerRecord, LookAgain, Notice, Step, Told
from isonomia.procedure.who_may import Actor, Matter, Role, require

Outcome = Literal["upheld", "rejected", "corrected"]
TOLD: dict[Outcome, Told] = {
    "upheld": Told.DISPUTE_UPHELD,
    "rejected": Told.DISPUTE_REJECTED,
    "corrected": Told.DISPUTE_CORRECTED,
}
WITHDRAWN = "withdrawn by the member"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputableFact:
    """An event as a member can dispute it; `told_on` is the day on which she could first read it."""

    source: str
    event_id: str
    member: str
    told_on: date
    recorded_by: str
    reported_by: str | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDispute:
    """A dispute of one event; open until a decision or until the member takes it back.

    decided_before: who decided earlier disputes of the same event.
    """

    dispute_id: str
    fact: DisputableFact
    opened_on: date
    grounds: str
    decide_until: date
    escalated: int = 0
    messages: tuple[Message, ...] = ()
    decision: Decision | None = None
    outcome: Outcome | None = None
    withdrawn_on: date | None = None
    decided_before: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        return self.decision is None and self.withdrawn_on is None

    @property
    def matter(self) -> Matter:
        """Who must not decide it: the member, who recorded or reported the fact, who decided on it before."""
        fact = self.fact
        return Matter(
            member=fact.member,
            source=fact.source,
            recorded_by=frozenset({fact.recorded_by}),
            reported_by=frozenset({fact.reported_by} if fact.reported_by else ()),
            decided_by=self.decided_before,
        )


DisputeStep = Step[FactDispute]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCorrection:
    """What a decision changes of the event: the fields that it names, as in the ledger's `correction`."""

    correction_id: str
    data: Mapping[str, Any] | None = None
    occurred_at: str | None = None
    member: str | None = None


def open_dispute(
    fact: DisputableFact, contest: Contest, *, dispute_id: str, earlier: Sequence[FactDispute], terms: Terms
) -> DisputeStep:
    """Contest an event; `earlier` are the disputes of the same event. After a decision once more, on new grounds.

    The record `dispute` suspends the event's adverse points where the scheme's appeal suspends.
    """
    on = contest.on
    require(contest.by, Action.DISPUTE, Matter(member=fact.member, source=fact.source))
    _expect_disputable(fact, contest, earlier, terms)
    dispute = FactDispute(
        dispute_id=dispute_id,
        fact=fact,
        opened_on=on,
        grounds=expect_grounds(contest),
        decide_until=decide_until(on, terms),
        decided_before=frozenset(item.decision.by for item in earlier if item.decision is not None),
    )
    fields = {"source": fact.source, "event_id": fact.event_id, "dispute_id": dispute_id, "by": Role.MEMBER.value}
    told = _notice(dispute, Told.DISPUTE_RECEIVED, on, until=dispute.decide_until, contest_to=terms.appeal_to)
    return Step(dispute, (LedgerRecord(kind="dispute", fields=fields), told))


def _expect_disputable(fact: DisputableFact, contest: Contest, earlier: Sequence[FactDispute], terms: Terms) -> None:
    """NotAllowed unless the fact counts, is in time, and was not decided on already."""
    if not fact.counts:
        raise NotAllowed(_("this fact no longer counts"), _("there is nothing left to dispute"))
    open_one = next((item for item in earlier if item.is_open), None)
    if open_one is not None:
        raise NotAllowed(
            _("dispute {dispute} of this fact is open already").format(dispute=open_one.dispute_id),
            _("add to it: write to the reviewer"),
        )
    until = dispute_until(fact.told_on, terms)
    if until is not None and contest.on > until:
        raise NotAllowed(
            _("the time to dispute this fact ended on {day}").format(day=said_day(until)),
            _("ask the controller to rectify it (GDPR 16)"),
        )
    expect_not_decided(sum(item.decision is not None for item in earlier), contest)


def write_to_reviewer(dispute: FactDispute, by: Actor, text: str, on: date) -> DisputeStep:
    """A line of the dialogue: the member or a reviewer, for as long as the dispute is open."""
    require(by, Action.WRITE_MESSAGE, dispute.matter)
    _expect_open(dispute)
    return Step(replace(dispute, messages=(*dispute.messages, Message(by.name, on, text))))


def withdraw_dispute(dispute: FactDispute, by: Actor, on: date) -> DisputeStep:
    """The member takes it back; in the ledger that is a rejected dispute, but she may dispute the fact again."""
    require(by, Action.WITHDRAW_DISPUTE, dispute.matter)
    _expect_open(dispute)
    closed = replace(dispute, withdrawn_on=on)
    record = _decision_record(dispute, "rejected", Role.MEMBER.value, WITHDRAWN)
    return Step(closed, (record, _notice(closed, Told.DISPUTE_WITHDRAWN, on)))


def decide_dispute(
    dispute: FactDispute,
    ruling: Ruling,
    outcome: Outcome,
    *,
    cases: Iterable[ConsequenceCase],
    correction: FactCorrection | None = None,
) -> DisputeStep:
    """A reviewer who had no hand in the fact decides. Those of the member's `cases` that have it are looked at again.

    upheld: the fact no longer counts. corrected: it counts as the correction says. rejected: it stands.
    """
    _expect_open(dispute)
    if (outcome == "corrected") != (correction is not None):
        raise NotAllowed(
            _("'{outcome}' and a correction do not go together").format(outcome=outcome)
            if correction is not None
            else _("'corrected' without a correction"),
            _("give what is corrected with 'corrected', and only there"),
        )
    decision = decide(ruling, Action.DECIDE_DISPUTE, dispute.matter)
    decided = replace(dispute, decision=decision, outcome=outcome)
    records = [_decision_record(dispute, outcome, decision.role, decision.reasons)]
    if correction is not None:
        records.append(_correction_record(dispute, correction, decision.reasons))
    key = (dispute.fact.source, dispute.fact.event_id)
    touched = [
        LookAgain(case_id=case.case_id, why=dispute.dispute_id)
        for case in cases
        if outcome != "rejected" and _may_change(case) and key in {fact.key for fact in case.facts}
    ]
    told = _notice(decided, TOLD[outcome], ruling.on, decided_by=decision.role, reasons=decision.reasons)
    return Step(decided, (*records, *touched, told))


def escalate_dispute(dispute: FactDispute, terms: Terms, on: date) -> DisputeStep:
    """The term ran out: the steward is told, it is counted, a new term runs; what is suspended stays so."""
    _expect_open(dispute)
    if on <= dispute.decide_until:
        raise NotAllowed(
            _("it can still be decided in time, up to and including {day}").format(day=said_day(dispute.decide_until)),
            _("wait for the decision"),
        )
    later = replace(dispute, decide_until=decide_until(on, terms), escalated=dispute.escalated + 1)
    passed_on = Escalation(about=dispute.dispute_id, to=Role.STEWARD, times=later.escalated, on=on)
    return Step(later, (passed_on, _notice(later, Told.OVERDUE, on, until=later.decide_until)))


def _may_change(case: ConsequenceCase) -> bool:
    """Whether a fact less can still change the case: it is open, or it took effect and is not undone."""
    return not case.is_closed or case.stage is Stage.ENDED


def _expect_open(dispute: FactDispute) -> None:
    if not dispute.is_open:
        raise NotAllowed(
            _("dispute {dispute} is closed").format(dispute=dispute.dispute_id),
            _("dispute the fact again, on new grounds"),
        )


def _decision_record(dispute: FactDispute, outcome: Outcome, role: str, reasons: str) -> LedgerRecord:
    fields = {"dispute_id": dispute.dispute_id, "outcome": outcome, "by": role, "reason": reasons}
    return LedgerRecord(kind="decision", fields=fields)


def _correction_record(dispute: FactDispute, correction: FactCorrection, reasons: str) -> LedgerRecord:
    """The record of what is corrected; what it does not name stays."""
    fields: dict[str, Any] = {
        "source": dispute.fact.source,
        "event_id": dispute.fact.event_id,
        "correction_id": correction.correction_id,
        "reason": reasons,
    }
    named = {"data": correction.data, "occurred_at": correction.occurred_at, "member": correction.member}
    fields |= {name: value for name, value in named.items() if value is not None}
    return LedgerRecord(kind="correction", fields=fields)


def _notice(dispute: FactDispute, told: Told, on: date, **more: Any) -> Notice:
    fact = dispute.fact
    subject = f"{fact.source}/{fact.event_id}"
    return Notice(told=told, to=fact.member, about=dispute.dispute_id, on=on, subject=subject, **more)
