"""One consequence for one member: what is stored of it. Its transitions are in `benefit`, `adverse` and `appeal`."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from isonomia.errors import NotAllowed
from isonomia.locale import _, said_day
from isonomia.procedure.contest import Message
from isonomia.procedure.decision import Decision
from isonomia.procedure.follows import Notice, Told
from isonomia.procedure.who_may import Matter
from isonomia.scheme.model.consequence import Consequence
from isonomia.scheme.model.vocabulary import BandDirection, ConsequenceKind
from isonomia.scheme.scheme import Scheme


class Route(StrEnum):
    """Which procedure a consequence takes. The values are stored and never change."""

    BENEFIT = "benefit"
    ADVERSE = "adverse"


class Stage(StrEnum):
    """Where a case stands. The values are stored and never change."""

    GRANTED = "granted"
    ENDING = "ending"
    PROPOSED = "proposed"
    NOTICED = "noticed"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    LAPSED = "lapsed"
    ENDED = "ended"
    UNDONE = "undone"


CLOSED = frozenset({Stage.REFUSED, Stage.LAPSED, Stage.ENDED, Stage.UNDONE})


class Because(StrEnum):
    """Why a case was closed. The values are stored and never change."""

    BAND = "band"  # the band no longer gives it
    TIME = "time"  # its end came, or nobody decided in time
    DECISION = "decision"


def stage_words(stage: Stage) -> str:
    """A stage in a word or two."""
    return {
        Stage.GRANTED: _("granted"),
        Stage.ENDING: _("ending"),
        Stage.PROPOSED: _("proposed"),
        Stage.NOTICED: _("proposed"),
        Stage.CONTESTED: _("contested"),
        Stage.CONFIRMED: _("decided"),
        Stage.REFUSED: _("refused"),
        Stage.LAPSED: _("no longer proposed"),
        Stage.ENDED: _("ended"),
        Stage.UNDONE: _("undone"),
    }[stage]


@dataclass(frozen=True, slots=True)
class Given:
    """What the band in force gives a member: a consequence by its name in the scheme, and under which version."""

    name: str
    written: Consequence
    member: str
    band: str
    scheme_version: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a case: which event, which rule made points of it, and who recorded it."""

    source: str
    event_id: str
    rule: str
    recorded_by: str

    @property
    def key(self) -> tuple[str, str]:
        """What names the event in the ledger."""
        return self.source, self.event_id


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why the band no longer gives a benefit: the band in force, and the facts that count against the member."""

    band: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def holds_nothing_new_since(self, earlier: "Grounds") -> bool:
        """Whether the band is the one of `earlier`, and every fact was among its facts."""
        return self.band == earlier.band and set(self.facts) <= set(earlier.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal against a case. `contests` is the stage that it was lodged in; open until `decision` or withdrawn."""

    appeal_id: str
    opened_on: date
    grounds: str
    contests: Stage
    suspends: bool
    decide_until: date
    escalated: int = 0
    messages: tuple[Message, ...] = ()
    decision: Decision | None = None
    upheld: bool = False
    withdrawn_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def closed_on(self) -> date | None:
        """The day of its decision or withdrawal."""
        return self.decision.on if self.decision is not None else self.withdrawn_on

    def rests_on(self, day: date) -> bool:
        """Whether it suspends on `day`: from the day it was lodged up to and including the day of the decision."""
        return self.suspends and self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceCase:
    """A case. Days named `*_until` are last days; `starts_on` is the first day in effect, `ends_on` the first without.

    ending_needs_decision: a benefit without which a member has less than everyone had (`ordinary_access`).
    decision: who confirmed, refused or undid it, and why. measure: its name in the ledger, where it is a step.
    escalated: how often nobody decided in time about the end of a benefit that needs a decision.
    ending_for: why the end of a benefit is announced. kept_despite: the same, where an appeal against that was upheld.
    """

    case_id: str
    member: str
    consequence: str
    route: Route
    stage: Stage
    band: str
    scheme_version: str
    opened_on: date
    facts: tuple[Fact, ...] = ()
    ending_needs_decision: bool = False
    noticed_on: date | None = None
    notice_until: date | None = None
    contest_until: date | None = None
    decide_until: date | None = None
    decision: Decision | None = None
    measure: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    appeals: tuple[Appeal, ...] = ()
    closed_on: date | None = None
    closed_because: Because | None = None
    escalated: int = 0
    ending_for: Grounds | None = None
    kept_despite: Grounds | None = None

    @property
    def is_closed(self) -> bool:
        return self.stage in CLOSED

    @property
    def open_appeal(self) -> Appeal | None:
        """The appeal that waits for a decision."""
        return next((appeal for appeal in self.appeals if appeal.is_open), None)

    @property
    def waits_for_its_end(self) -> bool:
        """Whether it is a benefit that ends once a person has confirmed that."""
        return self.standing_stage is Stage.ENDING and self.ending_needs_decision and self.decision is None

    @property
    def standing_stage(self) -> Stage:
        """The stage without regard to an open appeal: of a contested case, what the appeal is against."""
        appeal = self.open_appeal
        return appeal.contests if appeal is not None else self.stage

    def is_in_effect(self, day: date) -> bool:
        """Whether the member has the benefit, or bears the disadvantage, on `day`, as far as the case now says.

        While an appeal suspends, a disadvantage rests, and a benefit goes on.
        """
        if self.starts_on is None or day < self.starts_on or self.stage in (Stage.UNDONE, Stage.REFUSED):
            return False
        if any(appeal.rests_on(day) for appeal in self.appeals):
            return self.route is Route.BENEFIT
        return self.ends_on is None or day < self.ends_on

    @property
    def matter(self) -> Matter:
        """Who must not decide about it: the member, who recorded its facts, who decided in it before."""
        deciders = [self.decision, *(appeal.decision for appeal in self.appeals)]
        return Matter(
            member=self.member,
            recorded_by=frozenset(fact.recorded_by for fact in self.facts),
            decided_by=frozenset(decision.by for decision in deciders if decision is not None),
        )


def route_of(written: Consequence) -> Route | None:
    """The procedure of a consequence; None where nothing follows but that it is shown.

    A benefit that restricts the member's own rights, and any measure, take the adverse route, whatever they are called.
    """
    if written.kind is ConsequenceKind.BENEFIT:
        return Route.ADVERSE if written.restricts else Route.BENEFIT
    if written.kind is ConsequenceKind.INFORMATION and not written.is_unfavourable:
        return None
    return Route.ADVERSE


def given_by(scheme: Scheme, band: str) -> tuple[str, ...]:
    """The consequences that follow from `band`, in the order of the file."""
    goodness = {item.name: item.goodness for item in scheme.bands}
    here = goodness[band]

    def reaches(written: Consequence) -> bool:
        own = goodness[written.band]
        match written.reach:
            case BandDirection.BETTER:
                return here >= own
            case BandDirection.WORSE:
                return here <= own
            case _:
                return here == own

    return tuple(name for name, written in scheme.file.consequences.items() if reaches(written))


def expect(case: ConsequenceCase, act: str, *stages: Stage) -> None:
    """NotAllowed unless the case, open appeals aside, stands in one of `stages`."""
    if case.standing_stage not in stages:
        raise NotAllowed(
            _("case {case} is {stage}: {act} is not possible").format(
                case=case.case_id, stage=stage_words(case.stage), act=act
            ),
            _("possible only while it is {stages}").format(stages=" / ".join(dict.fromkeys(map(stage_words, stages)))),
        )


def expect_not_suspended(case: ConsequenceCase, act: str) -> None:
    """NotAllowed while an appeal is open that suspends."""
    appeal = case.open_appeal
    if appeal is not None and appeal.suspends:
        raise NotAllowed(
            _("an appeal is open and suspends the case: {act} is not possible").format(act=act),
            _("decide the appeal first, by {day}").format(day=said_day(appeal.decide_until)),
        )


def expect_notice_over(case: ConsequenceCase, on: date) -> None:
    """NotAllowed while notice still runs."""
    if case.notice_until is None or on <= case.notice_until:
        raise NotAllowed(
            _("notice runs up to and including {day}").format(day=said_day(case.notice_until)),
            _("decide after {day}").format(day=said_day(case.notice_until)),
        )


def moved(case: ConsequenceCase, stage: Stage, on: date, **changes: Any) -> ConsequenceCase:
    """The case in another stage. An open appeal goes on against it, unless nothing is left to appeal against."""
    appeal = case.open_appeal
    if appeal is None:
        return replace(case, stage=stage, **changes)
    if stage in (Stage.REFUSED, Stage.LAPSED, Stage.UNDONE, Stage.GRANTED):
        over = replace(appeal, withdrawn_on=on)
        return replace(case, stage=stage, appeals=(*case.appeals[:-1], over), **changes)
    against = replace(appeal, contests=stage)
    return replace(case, stage=Stage.CONTESTED, appeals=(*case.appeals[:-1], against), **changes)


def notice_of(case: ConsequenceCase, told: Told, on: date, **more: Any) -> Notice:
    """A notice to the member of a case; `more` are the fields of the notice that its kind asks for."""
    return Notice(told=told, to=case.member, about=case.case_id, on=on, subject=case.consequence, **more)
