"""An appeal against a case: lodged in time, talked over, decided by a person who had no hand in it.

Silence never decides against a member: when the term for deciding runs out, the appeal is passed on and counted, and
what it suspends stays suspended.
"""

from dataclasses import replace
from datetime import date

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.periods import ONE_DAY
from isonomia.procedure.actions import Action
from isonomia.procedure.adverse import refused, undone
from isonomia.procedure.benefit import CaseStep, effect, kept_on_appeal
from isonomia.procedure.consequence_case import Appeal, ConsequenceCase, Route, Stage, notice_of, stage_words
from isonomia.procedure.contest import Contest, Message, expect_grounds, expect_not_decided
from isonomia.procedure.deadlines import Terms, decide_until
from isonomia.procedure.decision import Ruling, decide
from isonomia.procedure.follows import Change, Escalation, Follows, Notice, Step, Told
from isonomia.procedure.who_may import Actor, Matter, Role, require

OPEN_TO_APPEAL = (Stage.NOTICED, Stage.CONFIRMED, Stage.ENDING, Stage.ENDED)


def lodge_appeal(case: ConsequenceCase, contest: Contest, *, appeal_id: str, terms: Terms) -> CaseStep:
    """The member contests what was announced or decided; after a decision once more, on new grounds."""
    on = contest.on
    require(contest.by, Action.APPEAL, Matter(member=case.member))
    _expect_appealable(case, contest)
    appeal = Appeal(
        appeal_id=appeal_id,
        opened_on=on,
        grounds=expect_grounds(contest),
        contests=case.stage,
        suspends=terms.suspends and case.stage is not Stage.ENDED,  # nothing is left to suspend
        decide_until=decide_until(on, terms),
    )
    contested = replace(case, stage=Stage.CONTESTED, appeals=(*case.appeals, appeal))
    told = notice_of(
        case,
        Told.APPEAL_RECEIVED,
        on,
        contest_to=terms.appeal_to,
        until=appeal.decide_until,
    )
    rests = (effect(contested, Change.RESTS, on),) if appeal.suspends and case.stage is Stage.CONFIRMED else ()
    return Step(contested, (*rests, told))


def _expect_appealable(case: ConsequenceCase, contest: Contest) -> None:
    """NotAllowed unless there is something to appeal against, in time, and not decided on appeal already."""
    appeal = case.open_appeal
    if appeal is not None:
        raise NotAllowed(
            _("appeal {appeal} is open already").format(appeal=appeal.appeal_id),
            _("add to it: write to the reviewer"),
        )
    if case.stage not in OPEN_TO_APPEAL:
        raise NotAllowed(
            _("case {case} is {stage}: there is nothing to appeal against").format(
                case=case.case_id, stage=stage_words(case.stage)
            ),
            _("an appeal is possible once notice is given"),
        )
    if case.contest_until is None or contest.on > case.contest_until:
        raise NotAllowed(
            _("the time to appeal ended on {day}").format(day=said_day(case.contest_until)),
            _("facts that are wrong can still be disputed"),
        )
    expect_not_decided(sum(appeal.decision is not None for appeal in case.appeals), contest)


def write_message(case: ConsequenceCase, by: Actor, text: str, on: date) -> CaseStep:
    """A line of the dialogue: the member or a reviewer, for as long as the appeal is open."""
    require(by, Action.WRITE_MESSAGE, Matter(member=case.member))
    appeal = _open_appeal(case)
    return Step(_with_appeal(case, replace(appeal, messages=(*appeal.messages, Message(by.name, on, text)))))


def withdraw_appeal(case: ConsequenceCase, by: Actor, *, terms: Terms, on: date) -> CaseStep:
    """The member takes it back; the case goes on where it stood, and she may appeal again in time."""
    require(by, Action.WITHDRAW_APPEAL, Matter(member=case.member))
    appeal = replace(_open_appeal(case), withdrawn_on=on)
    told = notice_of(case, Told.APPEAL_WITHDRAWN, on)
    step = _go_on(_with_appeal(case, appeal), appeal, on, terms)
    return Step(step.after, (*step.follows, told))


def decide_appeal(case: ConsequenceCase, ruling: Ruling, *, upheld: bool, terms: Terms) -> CaseStep:
    """A reviewer who had no hand in it decides: upheld undoes in one step, rejected lets the case go on.

    Late is possible: better late than never, and meanwhile the term was escalated.
    """
    appeal = _open_appeal(case)
    on = ruling.on
    decision = decide(ruling, Action.DECIDE_APPEAL, case.matter)
    decided = replace(appeal, decision=decision, upheld=upheld)
    closed = replace(_with_appeal(case, decided), stage=appeal.contests)
    step = _overturn(closed, decided, on) if upheld else _go_on(closed, decided, on, terms)
    told = notice_of(
        case,
        Told.APPEAL_UPHELD if upheld else Told.APPEAL_REJECTED,
        on,
        decided_by=decision.role,
        reasons=decision.reasons,
        from_day=step.after.starts_on,
        ends_on=step.after.ends_on,
    )
    return Step(step.after, (*(item for item in step.follows if not isinstance(item, Notice)), told))


def escalate_appeal(case: ConsequenceCase, terms: Terms, on: date) -> CaseStep:
    """The term ran out: the steward is told, it is counted, a new term runs; what is suspended stays so."""
    appeal = _open_appeal(case)
    if on <= appeal.decide_until:
        raise NotAllowed(
            _("it can still be decided in time, up to and including {day}").format(day=said_day(appeal.decide_until)),
            _("wait for the decision"),
        )
    later = replace(appeal, decide_until=decide_until(on, terms), escalated=appeal.escalated + 1)
    told = notice_of(
        case,
        Told.OVERDUE,
        on,
        until=later.decide_until,
    )
    passed_on = Escalation(about=appeal.appeal_id, to=Role.STEWARD, times=later.escalated, on=on)
    return Step(_with_appeal(case, later), (passed_on, told))


def _open_appeal(case: ConsequenceCase) -> Appeal:
    """The open appeal, or NotAllowed."""
    appeal = case.open_appeal
    if appeal is None:
        raise NotAllowed(_("no appeal is open in case {case}").format(case=case.case_id), _("lodge one, in time"))
    return appeal


def _with_appeal(case: ConsequenceCase, appeal: Appeal) -> ConsequenceCase:
    """The case with its last appeal replaced."""
    return replace(case, appeals=(*case.appeals[:-1], appeal))


def _overturn(case: ConsequenceCase, appeal: Appeal, on: date) -> CaseStep:
    """The member is right: never in effect, undone from its start, or the benefit goes on."""
    assert appeal.decision is not None, "an appeal is upheld by a decision"
    if case.route is Route.BENEFIT:
        had_stopped = appeal.contests is Stage.ENDED
        again = kept_on_appeal(case, on)
        return Step(again, (effect(again, Change.STARTS, case.ends_on or on),) if had_stopped else ())
    if appeal.contests is Stage.NOTICED:
        return Step(refused(case, appeal.decision))
    return undone(case, on, appeal.decision)


def _go_on(case: ConsequenceCase, appeal: Appeal, on: date, terms: Terms) -> CaseStep:
    """The appeal is over without success: the case goes on where it stood, from the day after at the earliest."""
    case = replace(case, stage=appeal.contests)
    later: list[Follows] = []
    if appeal.contests in (Stage.NOTICED, Stage.ENDING) and case.decide_until is not None:
        case = replace(case, decide_until=max(case.decide_until, decide_until(on, terms)))
    if appeal.contests is Stage.ENDING and case.ends_on is not None and appeal.suspends:
        case = replace(case, ends_on=max(case.ends_on, on + ONE_DAY))
    if appeal.contests is Stage.CONFIRMED and appeal.suspends:
        later.append(effect(case, Change.RESUMES, on + ONE_DAY))
    return Step(case, tuple(later))
