"""An adverse consequence: proposed, noticed, contestable, confirmed or refused by a person, ended.

Nothing here takes effect by itself: `confirm` wants a person, reasons, and notice that has run out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.periods import ONE_DAY, add
from isonomia.procedure.actions import Action
from isonomia.procedure.benefit import CaseStep, effect
from isonomia.procedure.consequence_case import (
    Because,
    ConsequenceCase,
    Fact,
    Given,
    Route,
    Stage,
    expect,
    expect_not_suspended,
    expect_notice_over,
    moved,
    notice_of,
    stage_words,
)
from isonomia.procedure.deadlines import DEFAULT_END, Terms, appeal_until, decide_until, notice_until
from isonomia.procedure.decision import Decision, Ruling, decide
from isonomia.procedure.follows import Change, LedgerRecord, Notice, Step, Told
from isonomia.scheme.model.consequence import Consequence


def propose(
    given: Given, facts: tuple[Fact, ...], *, case_id: str, earlier: Sequence[ConsequenceCase], on: date
) -> CaseStep:
    """The band gives it: a proposal, with the facts behind it; nothing follows before notice is given.

    `earlier` are the member's other cases of this consequence. NotAllowed where one is open, or where the same facts
    were decided on or have had their time already: they do not carry the same consequence twice.
    """
    for case in earlier:
        if not case.is_closed:
            raise NotAllowed(
                _("case {case} about {consequence} is still open").format(case=case.case_id, consequence=given.name),
                _("wait until it is closed"),
            )
        old = {fact.key for fact in case.facts}
        if case.closed_because is not Because.BAND and all(fact.key in old for fact in facts):
            raise NotAllowed(
                _("case {case} was about the same facts, and is {stage}").format(
                    case=case.case_id, stage=stage_words(case.stage)
                ),
                _("{consequence} can be proposed again only for new facts").format(consequence=given.name),
            )
    case = ConsequenceCase(
        case_id=case_id,
        member=given.member,
        consequence=given.name,
        route=Route.ADVERSE,
        stage=Stage.PROPOSED,
        band=given.band,
        scheme_version=given.scheme_version,
        opened_on=on,
        facts=facts,
        measure=given.written.measure,
    )
    return Step(case)


def give_notice(case: ConsequenceCase, terms: Terms, on: date) -> CaseStep:
    """The member is told what is proposed, from which facts, and where and until when to contest it."""
    expect(case, _("giving notice"), Stage.PROPOSED)
    notice_end = notice_until(on, terms)
    noticed = replace(
        case,
        stage=Stage.NOTICED,
        noticed_on=on,
        notice_until=notice_end,
        contest_until=appeal_until(on, terms),
        decide_until=decide_until(notice_end, terms),
    )
    told = notice_of(
        case,
        Told.PROPOSED,
        on,
        from_day=notice_end + ONE_DAY,
        until=noticed.contest_until,
        contest_to=terms.appeal_to,
    )
    return Step(noticed, (told,))


def confirm(case: ConsequenceCase, written: Consequence, ruling: Ruling, terms: Terms) -> CaseStep:
    """A person confirms it after notice: in effect from the day after, up to its end date.

    The ruling's role is the scheme's `decider`. Where a court decides, the reasons name its decision.
    """
    on = ruling.on
    act = _("confirming it")
    expect(case, act, Stage.NOTICED)
    expect_not_suspended(case, act)
    expect_notice_over(case, on)
    if case.decide_until is not None and on > case.decide_until:
        raise NotAllowed(
            _("nobody decided by {day}: the proposal has lapsed").format(day=said_day(case.decide_until)),
            _("it can be proposed again only for new facts"),
        )
    decision = decide(ruling, Action.CONFIRM_CONSEQUENCE, case.matter)
    starts_on = on + ONE_DAY
    confirmed = moved(
        case,
        Stage.CONFIRMED,
        on,
        decision=decision,
        starts_on=starts_on,
        ends_on=add(starts_on, written.ends or DEFAULT_END),
        contest_until=appeal_until(on, terms),
    )
    told = notice_of(
        case,
        Told.CONFIRMED,
        on,
        from_day=starts_on,
        ends_on=confirmed.ends_on,
        until=confirmed.contest_until,
        contest_to=terms.appeal_to,
        decided_by=decision.role,
        reasons=decision.reasons,
    )
    return Step(confirmed, (effect(confirmed, Change.STARTS, starts_on), *_measure_taken(confirmed), told))


def refuse(case: ConsequenceCase, ruling: Ruling) -> CaseStep:
    """A person refuses it, at any time before it is confirmed; also while an appeal is open."""
    expect(case, _("refusing it"), Stage.PROPOSED, Stage.NOTICED)
    decision = decide(ruling, Action.REFUSE_CONSEQUENCE, case.matter)
    return Step(refused(case, decision), (_told(case, Told.REFUSED, ruling.on, decision),))


def refused(case: ConsequenceCase, decision: Decision) -> ConsequenceCase:
    """The case closed by a decision for the member, before anything took effect."""
    return moved(
        case,
        Stage.REFUSED,
        decision.on,
        decision=decision,
        closed_on=decision.on,
        closed_because=Because.DECISION,
    )


def lapse(case: ConsequenceCase, because: Because, on: date) -> CaseStep:
    """The band no longer gives it, or nobody decided in time: the proposal is over, and never took effect."""
    expect(case, _("letting it lapse"), Stage.PROPOSED, Stage.NOTICED)
    was_told = case.noticed_on is not None
    lapsed = moved(case, Stage.LAPSED, on, closed_on=on, closed_because=because)
    return Step(lapsed, (_told(case, Told.LAPSED, on),) if was_told else ())


def end(case: ConsequenceCase, because: Because, on: date) -> CaseStep:
    """It is over: on its end date, or at once when the band no longer gives it."""
    expect(case, _("ending it"), Stage.CONFIRMED)
    assert case.ends_on is not None, "a confirmed case has an end"
    if because is Because.TIME and on < case.ends_on:
        raise NotAllowed(
            _("it ends on {day}").format(day=said_day(case.ends_on)), _("wait for that day, or undo it with reasons")
        )
    ends_on = min(on, case.ends_on)
    ended = moved(case, Stage.ENDED, on, ends_on=ends_on, closed_on=on, closed_because=because)
    told = notice_of(case, Told.ENDED, on, ends_on=ends_on)
    return Step(ended, (effect(ended, Change.STOPS, ends_on), told))


def undo(case: ConsequenceCase, ruling: Ruling) -> CaseStep:
    """A person overturns it later: as though it had never been. Who confirmed it may do that too."""
    expect(case, _("undoing it"), Stage.CONFIRMED, Stage.ENDED)
    matter = replace(case.matter, decided_by=frozenset())
    decision = decide(ruling, Action.UNDO_CONSEQUENCE, matter)
    return undone(case, ruling.on, decision)


def undo_for_facts(case: ConsequenceCase, on: date) -> CaseStep:
    """Without the facts that fell, the band would not have given it on the day it was proposed: undone at once.

    The service finds that by scoring that day again with what is known now. For the member, so nobody need decide.
    """
    expect(case, _("undoing it"), Stage.CONFIRMED, Stage.ENDED)
    return undone(case, on, None)


def undone(case: ConsequenceCase, on: date, decision: Decision | None) -> CaseStep:
    """The case overturned in one step, with effect from its start; what was taken is given back."""
    if case.route is not Route.ADVERSE or case.starts_on is None:
        raise NotAllowed(_("nothing of it has taken effect"), _("refuse it instead"))
    after = moved(
        case,
        Stage.UNDONE,
        on,
        decision=decision or case.decision,
        closed_on=on,
        closed_because=Because.DECISION if decision is not None else Because.BAND,
    )
    withdrawn = LedgerRecord(kind="withdrawal", fields={"measure_id": case.case_id, "reason": "undone"})
    back = effect(after, Change.UNDONE, case.starts_on)
    return Step(after, (back, *((withdrawn,) if case.measure else ()), _told(case, Told.UNDONE, on, decision)))


def _measure_taken(case: ConsequenceCase) -> tuple[LedgerRecord, ...]:
    """The record of a step's measure; the case names it."""
    if case.measure is None or case.starts_on is None:
        return ()
    fields = {
        "member": case.member,
        "measure_id": case.case_id,
        "measure": case.measure,
        "occurred_at": case.starts_on.isoformat(),
    }
    return (LedgerRecord(kind="measure", fields=fields),)


def _told(case: ConsequenceCase, told: Told, on: date, decision: Decision | None = None) -> Notice:
    """A notice that a case is over."""
    return notice_of(
        case,
        told,
        on,
        from_day=case.starts_on,
        decided_by=decision.role if decision is not None else "",
        reasons=decision.reasons if decision is not None else "",
    )
