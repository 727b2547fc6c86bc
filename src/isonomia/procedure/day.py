"""What a day brings to a case without anybody's act: notice, lapses, ends, escalations; never a disadvantage.

The service calls `pass_day` for each open case when a day begins and when a band changes.
"""

from datetime import date

from isonomia.procedure.adverse import end, give_notice, lapse
from isonomia.procedure.appeal import escalate_appeal
from isonomia.procedure.benefit import (
    CaseStep,
    announce_end,
    end_benefit,
    escalate_end,
    given_anew,
    is_end_overdue,
    is_kept_despite,
    keep,
)
from isonomia.procedure.consequence_case import Because, ConsequenceCase, Grounds, Route, Stage
from isonomia.procedure.deadlines import Terms
from isonomia.procedure.follows import Step

NOTHING_SAID = Grounds()


def pass_day(
    case: ConsequenceCase, *, gives: bool, terms: Terms, on: date, grounds: Grounds = NOTHING_SAID
) -> CaseStep:
    """The case on the morning of `on`; `gives`: whether the band in force gives the consequence.

    `grounds`: why it does not; read where the end of a benefit is to be announced.
    """
    step = Step(case)
    for __ in range(3):  # a day can end a case and pass its appeal on
        next_step = _next(step.after, gives, terms, on, grounds)
        if next_step is None:
            break
        step = Step(next_step.after, (*step.follows, *next_step.follows))
    return step


def _next(case: ConsequenceCase, gives: bool, terms: Terms, on: date, grounds: Grounds) -> CaseStep | None:
    """The one thing that is due, if any."""
    is_benefit = case.route is Route.BENEFIT
    due = _benefit(case, gives, terms, on, grounds) if is_benefit else _adverse(case, gives, terms, on)
    appeal = case.open_appeal
    if due is None and appeal is not None and on > appeal.decide_until:
        return escalate_appeal(case, terms, on)
    return due


def _benefit(case: ConsequenceCase, gives: bool, terms: Terms, on: date, grounds: Grounds) -> CaseStep | None:
    """A benefit whose band came or went, or whose last day is over."""
    match case.standing_stage:
        case Stage.GRANTED if gives:
            return given_anew(case) if case.kept_despite is not None else None
        case Stage.GRANTED if not is_kept_despite(case, grounds):
            return announce_end(case, terms, on, grounds)
        case Stage.ENDING if gives:
            return keep(case, on)
        case Stage.ENDING if case.ends_on is not None and on >= case.ends_on and not _is_suspended(case):
            return end_benefit(case, on)
        case Stage.ENDING if is_end_overdue(case, terms, on) and not _is_suspended(case):
            return escalate_end(case, terms, on)
        case _:
            return None


def _adverse(case: ConsequenceCase, gives: bool, terms: Terms, on: date) -> CaseStep | None:
    """A proposal to be told, a proposal whose ground or time is gone, an effect that is over."""
    match case.standing_stage:
        case Stage.PROPOSED | Stage.NOTICED if not gives:
            return lapse(case, Because.BAND, on)
        case Stage.PROPOSED:
            return give_notice(case, terms, on)
        case Stage.NOTICED if case.decide_until is not None and on > case.decide_until and not _is_suspended(case):
            return lapse(case, Because.TIME, on)
        case Stage.CONFIRMED if not gives:
            return end(case, Because.BAND, on)
        case Stage.CONFIRMED if case.ends_on is not None and on >= case.ends_on:
            return end(case, Because.TIME, on)
        case _:
            return None


def _is_suspended(case: ConsequenceCase) -> bool:
    """Whether an open appeal suspends the case."""
    appeal = case.open_appeal
    return appeal is not None and appeal.suspends
