"""A benefit: granted at once, and taken away only after notice, on a day that was said before."""

from dataclasses import replace
from datetime import date

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.periods import ONE_DAY
from isonomia.procedure.actions import Action
from isonomia.procedure.consequence_case import (
    Because,
    ConsequenceCase,
    Given,
    Grounds,
    Route,
    Stage,
    expect,
    expect_not_suspended,
    expect_notice_over,
    moved,
    notice_of,
)
from isonomia.procedure.deadlines import Terms, appeal_until, decide_until, earliest_effect, notice_until
from isonomia.procedure.decision import Ruling, decide
from isonomia.procedure.follows import Change, Effect, Escalation, Step, Told
from isonomia.procedure.who_may import Role

CaseStep = Step[ConsequenceCase]


def grant(given: Given, *, case_id: str, on: date) -> CaseStep:
    """The band gives it: from the same day, without anybody's decision."""
    case = ConsequenceCase(
        case_id=case_id,
        member=given.member,
        consequence=given.name,
        route=Route.BENEFIT,
        stage=Stage.GRANTED,
        band=given.band,
        scheme_version=given.scheme_version,
        opened_on=on,
        starts_on=on,
        ending_needs_decision=given.written.takes_from_others,
    )
    told = notice_of(case, Told.GRANTED, on, from_day=on)
    return Step(case, (effect(case, Change.STARTS, on), told))


def announce_end(case: ConsequenceCase, terms: Terms, on: date, grounds: Grounds | None = None) -> CaseStep:
    """The band no longer gives it: it goes on until notice has run, and the member can contest meanwhile."""
    expect(case, _("announcing its end"), Stage.GRANTED)
    ends_on = earliest_effect(on, terms)
    notice_end = notice_until(on, terms)
    ending = replace(
        case,
        stage=Stage.ENDING,
        noticed_on=on,
        notice_until=notice_end,
        decide_until=decide_until(notice_end, terms) if case.ending_needs_decision else None,
        contest_until=appeal_until(on, terms),
        ends_on=None if case.ending_needs_decision else ends_on,
        decision=None,
        ending_for=grounds or Grounds(),
        kept_despite=None,
    )
    told = notice_of(
        case,
        Told.ENDING,
        on,
        ends_on=ends_on,
        until=ending.contest_until,
        contest_to=terms.appeal_to,
    )
    return Step(ending, (told,))


def keep(case: ConsequenceCase, on: date) -> CaseStep:
    """The band gives it again before it ended: nothing was lost."""
    expect(case, _("keeping it"), Stage.ENDING)
    told = notice_of(case, Told.KEPT, on)
    return Step(kept(case, on), (told,))


def kept(case: ConsequenceCase, on: date) -> ConsequenceCase:
    """The case as it was before its end was announced."""
    nothing = dict.fromkeys(
        ("noticed_on", "notice_until", "contest_until", "decide_until", "ends_on", "decision", "ending_for")
    )
    return moved(case, Stage.GRANTED, on, **nothing, closed_on=None, closed_because=None, escalated=0)


def kept_on_appeal(case: ConsequenceCase, on: date) -> ConsequenceCase:
    """The same by a decision: on what was decided then, its end is not announced again."""
    return replace(kept(case, on), kept_despite=case.ending_for or Grounds())


def is_kept_despite(case: ConsequenceCase, grounds: Grounds) -> bool:
    """Whether an appeal was upheld against the end of a benefit, and nothing has happened since."""
    return case.kept_despite is not None and grounds.holds_nothing_new_since(case.kept_despite)


def given_anew(case: ConsequenceCase) -> CaseStep:
    """The band gives again what an appeal had kept: when it is lost once more, that is new."""
    return Step(replace(case, kept_despite=None))


def end_benefit(case: ConsequenceCase, on: date) -> CaseStep:
    """Its last day is over; where others' access is reduced, only after `confirm_end`."""
    expect(case, _("ending it"), Stage.ENDING)
    expect_not_suspended(case, _("ending it"))
    if case.ends_on is None:
        raise NotAllowed(
            _("without {consequence} the member has less than everyone had: its end is decided by a person").format(
                consequence=case.consequence
            ),
            _("let a reviewer confirm the end, with reasons"),
        )
    if on < case.ends_on:
        raise NotAllowed(
            _("{consequence} was promised up to the day before {day}").format(
                consequence=case.consequence, day=said_day(case.ends_on)
            ),
            _("wait for {day}").format(day=said_day(case.ends_on)),
        )
    ended = moved(case, Stage.ENDED, on, closed_on=on, closed_because=Because.BAND)
    told = notice_of(case, Told.ENDED, on, ends_on=case.ends_on)
    return Step(ended, (effect(case, Change.STOPS, case.ends_on), told))


def confirm_end(case: ConsequenceCase, ruling: Ruling, terms: Terms) -> CaseStep:
    """A person confirms the end of a benefit that others lack to their cost; it ends the day after."""
    on = ruling.on
    expect(case, _("confirming its end"), Stage.ENDING)
    expect_not_suspended(case, _("confirming its end"))
    if not case.ending_needs_decision or case.decision is not None:
        raise NotAllowed(
            _("the end of {consequence} waits for no decision").format(consequence=case.consequence),
            _("it ends on {day}").format(day=said_day(case.ends_on)),
        )
    expect_notice_over(case, on)
    decision = decide(ruling, Action.CONFIRM_CONSEQUENCE, case.matter)
    ends_on = on + ONE_DAY
    decided = replace(case, decision=decision, ends_on=ends_on, contest_until=appeal_until(on, terms))
    told = notice_of(
        case,
        Told.CONFIRMED,
        on,
        ends_on=ends_on,
        decided_by=decision.role,
        reasons=decision.reasons,
        contest_to=terms.appeal_to,
        until=decided.contest_until,
    )
    return Step(decided, (told,))


def is_end_overdue(case: ConsequenceCase, terms: Terms, on: date) -> bool:
    """Whether nobody has decided in time about the end of a benefit that needs a decision."""
    if not case.waits_for_its_end or case.notice_until is None:
        return False
    return on > (case.decide_until or decide_until(case.notice_until, terms))


def escalate_end(case: ConsequenceCase, terms: Terms, on: date) -> CaseStep:
    """The term ran out: the steward is told, it is counted, a new term runs; the member keeps the benefit."""
    expect_not_suspended(case, _("passing it on"))
    later = replace(case, decide_until=decide_until(on, terms), escalated=case.escalated + 1)
    passed_on = Escalation(about=case.case_id, to=Role.STEWARD, times=later.escalated, on=on)
    return Step(later, (passed_on, notice_of(case, Told.OVERDUE, on, until=later.decide_until)))


def effect(case: ConsequenceCase, change: Change, on: date) -> Effect:
    """A change of the case's effect."""
    return Effect(
        change=change,
        member=case.member,
        consequence=case.consequence,
        case_id=case.case_id,
        on=on,
        ends_on=case.ends_on,
    )
