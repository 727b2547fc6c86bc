"""A notice in words, in the language now spoken; the service puts the member's page and address around it."""

from collections.abc import Callable

from isonomia.locale import _
from isonomia.procedure.follows import Notice, Told


def _say() -> dict[Told, str]:
    """A sentence for each kind of notice; asked for at each call, so that the language is the reader's."""
    return {
        Told.GRANTED: _("You have {subject} from {from_day}."),
        Told.ENDING: _("Your band no longer gives {subject}. You keep it up to the day before {ends_on}."),
        Told.KEPT: _("Your band gives {subject} again: you keep it."),
        Told.ENDED: _("{subject} ended on {ends_on}."),
        Told.PROPOSED: _("{subject} is proposed for you. A person decides, and not before {from_day}."),
        Told.CONFIRMED: _("{subject} was decided."),
        Told.REFUSED: _("{subject} was proposed for you and refused: nothing happens."),
        Told.LAPSED: _("{subject} was proposed for you and is no longer: nothing happens."),
        Told.UNDONE: _("{subject} is undone, as though it had never been; it began on {from_day}."),
        Told.APPEAL_RECEIVED: _("Your appeal about {subject} is with us."),
        Told.APPEAL_UPHELD: _("Your appeal about {subject} is upheld."),
        Told.APPEAL_REJECTED: _("Your appeal about {subject} is rejected."),
        Told.APPEAL_WITHDRAWN: _("You took back your appeal about {subject}."),
        Told.DISPUTE_RECEIVED: _("You dispute {subject}. A person looks at it."),
        Told.DISPUTE_UPHELD: _("You disputed {subject}, and are right: it no longer counts."),
        Told.DISPUTE_REJECTED: _("You disputed {subject}: it stands."),
        Told.DISPUTE_CORRECTED: _("You disputed {subject}: it is corrected."),
        Told.DISPUTE_WITHDRAWN: _("You took back your dispute of {subject}."),
        Told.OVERDUE: _("We have not decided about {subject} in time. It is passed on; nothing changes for you."),
        Told.CLAIM_TOLD: _("Something is reported about you ({subject}). It does not count unless it is confirmed."),
        Told.CLAIM_CONFIRMED: _("What was reported about you ({subject}) is confirmed, and counts from now on."),
        Told.CLAIM_REFUSED: _("What was reported about you ({subject}) is not confirmed: it does not count."),
        Told.REPORT_CONFIRMED: _("What you reported ({subject}) is confirmed."),
        Told.REPORT_REFUSED: _("What you reported ({subject}) is not confirmed: it does not count."),
        Told.VERSION_PROPOSED: _("A new version of the scheme holds from {from_day}. Nothing before changes."),
        Told.VERSION_WITHDRAWN: _("The new version of the scheme that was announced is withdrawn."),
    }


_DECIDED_BY = frozenset({Told.APPEAL_RECEIVED, Told.DISPUTE_RECEIVED, Told.OVERDUE})


def notice_text(notice: Notice, words: Callable[[object], str] = str) -> str:
    """The notice in sentences; `words` writes a date for the reader."""
    dates = {"from_day": notice.from_day, "ends_on": notice.ends_on}
    shown = {name: words(day) if day is not None else _("a day to be decided") for name, day in dates.items()}
    sentences = [_say()[notice.told].format(subject=notice.subject, **shown)]
    if notice.told is Told.CONFIRMED:
        sentences.append(_period(notice, words))
    if notice.reasons:
        sentences.append(_("Reasons: {reasons}.").format(reasons=notice.reasons.rstrip(".")))
    if notice.decided_by:
        sentences.append(_("Decided by: {role}.").format(role=notice.decided_by))
    if notice.until is not None:
        sentences.append(_until(notice, words(notice.until)))
    return " ".join(sentences)


def _period(notice: Notice, words: Callable[[object], str]) -> str:
    """From when to when; of a benefit that ends, only its end."""
    ends_on = words(notice.ends_on)
    if notice.from_day is None:
        return _("You have it up to the day before {ends_on}.").format(ends_on=ends_on)
    return _("It holds from {from_day} up to the day before {ends_on}.").format(
        from_day=words(notice.from_day), ends_on=ends_on
    )


def _until(notice: Notice, until: str) -> str:
    """What can be done, or is promised, until when."""
    if notice.told in _DECIDED_BY:
        return _("It is to be decided by {until}.").format(until=until)
    if notice.told is Told.CLAIM_TOLD:
        return _("You can answer up to and including {until}.").format(until=until)
    if notice.contest_to:
        return _("You can contest it before the {contest_to}, up to and including {until}.").format(
            contest_to=notice.contest_to, until=until
        )
    return _("You can contest it up to and including {until}.").format(until=until)
