"""A report by another member is a claim: no points until the person was heard and somebody else confirmed it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.periods import ONE_DAY, add
from isonomia.procedure.actions import Action
from isonomia.procedure.deadlines import REFUSED_CLAIM_KEPT, Terms, decide_until, heard_until
from isonomia.procedure.decision import Decision, Ruling, decide
from isonomia.procedure.follows import Deletion, LedgerRecord, Notice, Step, Told
from isonomia.procedure.who_may import Actor, Matter, require


class ClaimStage(StrEnum):
    """Where a claim stands. The values are stored and never change."""

    TOLD = "told"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An event as a member reports it of another; fields as of the ledger's `event`."""

    member: str
    source: str
    occurred_at: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a member says of another. `answer_until` and `decide_until` are last days; `delete_on` the first without.

    said: None once deleted.
    """

    claim_id: str
    reporter: str
    said: Reported | None
    reported_on: date
    stage: ClaimStage
    answer_until: date
    decide_until: date
    answer: str = ""
    decision: Decision | None = None
    delete_on: date | None = None

    @property
    def matter(self) -> Matter:
        """Who must not decide it: whoever reported it, and the person it is about."""
        said = self.said
        return Matter(
            member=said.member if said is not None else None,
            source=said.source if said is not None else None,
            reported_by=frozenset({self.reporter}),
        )

    @property
    def is_open(self) -> bool:
        return self.stage in (ClaimStage.TOLD, ClaimStage.ANSWERED)


ClaimStep = Step[Claim]


def report(by: Actor, said: Reported, *, claim_id: str, terms: Terms, on: date) -> ClaimStep:
    """Take the report, and tell the person the same day what is said, not by whom."""
    require(by, Action.REPORT, Matter(member=said.member, source=said.source))
    if by.name == said.member:
        raise NotAllowed(_("a report is about another member"), _("ask a recorder to record what you did yourself"))
    answer_by = heard_until(on, terms)
    claim = Claim(
        claim_id=claim_id,
        reporter=by.name,
        said=said,
        reported_on=on,
        stage=ClaimStage.TOLD,
        answer_until=answer_by,
        decide_until=decide_until(answer_by, terms),
    )
    return Step(claim, (_notice(claim, Told.CLAIM_TOLD, on, until=answer_by),))


def answer_claim(claim: Claim, by: Actor, text: str) -> ClaimStep:
    """The person's own account; possible for as long as nobody has decided."""
    require(by, Action.ANSWER_CLAIM, claim.matter)
    _expect_open(claim)
    return Step(replace(claim, stage=ClaimStage.ANSWERED, answer=text))


def confirm_claim(claim: Claim, ruling: Ruling) -> ClaimStep:
    """Somebody who is neither reporter nor subject confirms it: from now on it is an event, with the claim's id."""
    _expect_open(claim)
    if claim.stage is ClaimStage.TOLD and ruling.on <= claim.answer_until:
        raise NotAllowed(
            _("the person has not been heard: she can answer up to and including {day}").format(
                day=said_day(claim.answer_until)
            ),
            _("wait for the answer, or decide after {day}").format(day=said_day(claim.answer_until)),
        )
    decision = decide(ruling, Action.CONFIRM_CLAIM, claim.matter)
    said = _said(claim)
    fields = {
        "source": said.source,
        "event_id": claim.claim_id,
        "member": said.member,
        "occurred_at": said.occurred_at,
        "data": said.data,
    }
    confirmed = replace(claim, stage=ClaimStage.CONFIRMED, decision=decision)
    told = _notice(confirmed, Told.CLAIM_CONFIRMED, ruling.on, decided_by=decision.role, reasons=decision.reasons)
    return Step(confirmed, (LedgerRecord(kind="event", fields=fields), told, _outcome(confirmed, ruling.on)))


def refuse_claim(claim: Claim, ruling: Ruling) -> ClaimStep:
    """It gives no points; kept for a while so that the decision can be explained, then deleted."""
    _expect_open(claim)
    decision = decide(ruling, Action.REFUSE_CLAIM, claim.matter)
    refused = replace(claim, stage=ClaimStage.REFUSED, decision=decision, delete_on=add(ruling.on, REFUSED_CLAIM_KEPT))
    told = _notice(refused, Told.CLAIM_REFUSED, ruling.on, decided_by=decision.role, reasons=decision.reasons)
    return Step(refused, (told, _outcome(refused, ruling.on)))


def pass_claim_day(claim: Claim, on: date) -> ClaimStep:
    """What a day brings: an undecided claim is refused by time; a refused one, kept long enough, is deleted."""
    if claim.is_open and on > claim.decide_until:
        refused = replace(claim, stage=ClaimStage.REFUSED, delete_on=add(on, REFUSED_CLAIM_KEPT))
        return Step(refused, (_notice(refused, Told.CLAIM_REFUSED, on), _outcome(refused, on)))
    if claim.stage is ClaimStage.REFUSED and claim.delete_on is not None and on >= claim.delete_on:
        gone = replace(claim, stage=ClaimStage.DELETED, reporter="", said=None, answer="", decision=None)
        return Step(gone, (Deletion(about=claim.claim_id, on=on),))
    return Step(claim)


def first_day_to_confirm(claim: Claim) -> date:
    """The first day on which it can be confirmed without the person's answer."""
    return claim.answer_until + ONE_DAY


def _expect_open(claim: Claim) -> None:
    if not claim.is_open:
        raise NotAllowed(
            _("claim {claim} is {stage}").format(claim=claim.claim_id, stage=_stage_words(claim.stage)),
            _("a confirmed claim is an event: it can be disputed; a refused one is over"),
        )


def _stage_words(stage: ClaimStage) -> str:
    return {
        ClaimStage.TOLD: _("reported"),
        ClaimStage.ANSWERED: _("answered"),
        ClaimStage.CONFIRMED: _("confirmed"),
        ClaimStage.REFUSED: _("refused"),
        ClaimStage.DELETED: _("deleted"),
    }[stage]


def _said(claim: Claim) -> Reported:
    if claim.said is None:
        raise NotAllowed(_("claim {claim} is deleted").format(claim=claim.claim_id), _("nothing is left of it"))
    return claim.said


def _outcome(claim: Claim, on: date) -> Notice:
    """What whoever reported it learns: what became of it. The reasons are about somebody else, and not told."""
    told = Told.REPORT_CONFIRMED if claim.stage is ClaimStage.CONFIRMED else Told.REPORT_REFUSED
    return Notice(told=told, to=claim.reporter, about=claim.claim_id, on=on, subject=_said(claim).source)


def _notice(claim: Claim, told: Told, on: date, **more: Any) -> Notice:
    said = _said(claim)
    return Notice(told=told, to=said.member, about=claim.claim_id, on=on, subject=said.source, **more)
