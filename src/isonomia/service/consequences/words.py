"""Where a case stands, in sentences."""

from collections.abc import Callable
from datetime import date

from isonomia.locale import _, day_in_words
from isonomia.periods import ONE_DAY
from isonomia.procedure.consequence_case import Because, ConsequenceCase, Route, Stage

Day = Callable[[date | None], str]


def case_words(case: ConsequenceCase, today: date, language: str) -> list[str]:
    """What is so, and what comes next, in the language now spoken."""

    def day(value: date | None) -> str:
        return day_in_words(value, language) if value is not None else ""

    sentences = _benefit(case, day) if case.route is Route.BENEFIT else _adverse(case, day)
    appeal = case.open_appeal
    if appeal is not None:
        sentences.append(_("You appealed. It is to be decided by {day}.").format(day=day(appeal.decide_until)))
        if appeal.suspends:
            is_benefit = case.route is Route.BENEFIT
            sentences.append(_("You keep it until then.") if is_benefit else _("Until then it rests."))
    if case.route is Route.ADVERSE:
        in_effect = case.is_in_effect(today)
        sentences.append(_("Today it is in effect.") if in_effect else _("Today it is not in effect."))
    return sentences


def _benefit(case: ConsequenceCase, day: Day) -> list[str]:
    match case.standing_stage:
        case Stage.GRANTED:
            return [_("You have it since {day}.").format(day=day(case.starts_on))]
        case Stage.ENDING if case.ends_on is None:
            return [_("Your band no longer gives it. You keep it until a person has decided about its end.")]
        case Stage.ENDING:
            return [
                _("Your band no longer gives it. You have it up to the day before {day}.").format(day=day(case.ends_on))
            ]
        case _:
            return [_("It ended on {day}.").format(day=day(case.ends_on))]


def _adverse(case: ConsequenceCase, day: Day) -> list[str]:
    match case.standing_stage:
        case Stage.PROPOSED | Stage.NOTICED:
            first = case.notice_until + ONE_DAY if case.notice_until is not None else None
            return [
                _("It is proposed. A person decides, and not before {day}.").format(day=day(first)),
                _("If nobody decides by {day}, it is over.").format(day=day(case.decide_until)),
            ]
        case Stage.CONFIRMED:
            text = _("It holds from {first} up to the day before {ends}, unless your band changes earlier.")
            return [text.format(first=day(case.starts_on), ends=day(case.ends_on))]
        case Stage.REFUSED:
            return [_("It was proposed and refused: nothing happens.")]
        case Stage.LAPSED:
            return [_lapsed(case)]
        case Stage.UNDONE:
            return [_("It is undone, as though it had never been.")]
        case _:
            return [_("It ended on {day}.").format(day=day(case.ends_on))]


def _lapsed(case: ConsequenceCase) -> str:
    if case.closed_because is Because.TIME:
        return _("Nobody decided in time: it is over, and nothing happens.")
    return _("Your band no longer gives it: it is over, and nothing happens.")
