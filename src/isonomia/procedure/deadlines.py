"""How long each step of the procedure takes: what the scheme says, else a default that favours the member.

Terms are counted in local dates. The day from which a term is counted is not part of it, and the last day counts whole
(as in Regulation 1182/71, article 3): fourteen days from 1 March run up to and including 15 March. Each default stands
in docs/service/procedure.md with its reason.
"""

from dataclasses import dataclass
from datetime import date

from isonomia.periods import ONE_DAY, Duration, add
from isonomia.scheme.model.consequence import Rights

NO_TIME = Duration(0, "days")
DEFAULT_APPEAL = Duration(6, "months")  # Digital Services Act 20(1)
DEFAULT_DECISION = Duration(1, "months")  # GDPR 12(3)
DEFAULT_ANSWER = Duration(1, "months")  # GDPR 12(3)
DEFAULT_EXTENSION = Duration(2, "months")  # GDPR 12(3), second sentence
DEFAULT_HEARING = Duration(14, "days")
DEFAULT_END = Duration(3, "months")
DEFAULT_CHANGE_NOTICE = Duration(30, "days")
LEAST_CHANGE_NOTICE = Duration(14, "days")
REFUSED_CLAIM_KEPT = Duration(3, "months")


@dataclass(frozen=True, slots=True)
class Terms:
    """How long each step takes in one scheme.

    `disputes_expire` is False where facts can be disputed as long as they count (rectification, GDPR 16).
    `appeal_to` is who hears an appeal, in the scheme's words; empty where the scheme does not say.
    """

    notice: Duration
    appeal: Duration
    decision: Duration
    answer: Duration
    hearing: Duration
    change_notice: Duration
    disputes_expire: bool
    suspends: bool
    appeal_to: str


def terms_of(rights: Rights | None) -> Terms:
    """What the scheme's rights say, with defaults for what they leave out."""
    rights = rights or Rights.model_validate({})
    appeal = rights.appeal
    stated_notice = rights.notice
    return Terms(
        notice=stated_notice or NO_TIME,
        appeal=(appeal.within if appeal else None) or DEFAULT_APPEAL,
        decision=(appeal.decided_within if appeal else None) or DEFAULT_DECISION,
        answer=rights.answer_within or DEFAULT_ANSWER,
        hearing=stated_notice or DEFAULT_HEARING,
        change_notice=_change_notice(stated_notice),
        disputes_expire=rights.rectification is False,
        suspends=appeal.suspends if appeal else False,
        appeal_to=appeal.to if appeal else "",
    )


def _change_notice(stated: Duration | None) -> Duration:
    """A new version is announced at least 14 days ahead, however short the scheme's own notice is."""
    notice = stated or DEFAULT_CHANGE_NOTICE
    return notice if notice.shortest_days() >= LEAST_CHANGE_NOTICE.days else LEAST_CHANGE_NOTICE


def last_day(since: date, term: Duration) -> date:
    """The last day of a term counted from `since`, itself not part of it."""
    return add(since, term)


def notice_until(told_on: date, terms: Terms) -> date:
    """The last day of notice; without any, the day itself."""
    return last_day(told_on, terms.notice)


def earliest_effect(told_on: date, terms: Terms) -> date:
    """The first day on which what was announced can take effect: after notice; without any, the day after."""
    return notice_until(told_on, terms) + ONE_DAY


def appeal_until(told_on: date, terms: Terms) -> date:
    """The last day on which a member can appeal; never before notice has run."""
    return max(last_day(told_on, terms.appeal), notice_until(told_on, terms))


def decide_until(opened_on: date, terms: Terms) -> date:
    """The last day on which a dispute or an appeal is decided in time."""
    return last_day(opened_on, terms.decision)


def dispute_until(told_on: date, terms: Terms) -> date | None:
    """The last day on which a member can dispute a fact that she was told of; None: as long as it counts."""
    return last_day(told_on, terms.appeal) if terms.disputes_expire else None


def answer_until(asked_on: date, terms: Terms, *, extended: bool = False) -> date:
    """The last day on which a request is answered in time; extended once by two months (GDPR 12(3)).

    The member is told of the extension, and why, before the first term has run.
    """
    until = last_day(asked_on, terms.answer)
    return add(until, DEFAULT_EXTENSION) if extended else until


def heard_until(told_on: date, terms: Terms) -> date:
    """The last day on which a person can answer a claim before it may be confirmed without her answer."""
    return last_day(told_on, terms.hearing)


@dataclass(frozen=True, slots=True)
class WeeklyTerms:
    """The same in whole weeks, rounded up (for the member), as the simulator counts time.

    notice_weeks: from notice to the earliest effect; 0 where the scheme gives none.
    """

    notice_weeks: int
    appeal_weeks: int
    decision_weeks: int
    can_appeal: bool
    suspends: bool


def weekly(rights: Rights | None) -> WeeklyTerms:
    """The terms of a scheme in whole weeks."""
    terms = terms_of(rights)
    can_appeal = rights is not None and rights.appeal is not None
    return WeeklyTerms(
        whole_weeks(terms.notice), whole_weeks(terms.appeal), whole_weeks(terms.decision), can_appeal, terms.suspends
    )


def whole_weeks(term: Duration) -> int:
    """How many weeks a term takes at most, rounded up."""
    return -(-term.longest_days() // 7)
