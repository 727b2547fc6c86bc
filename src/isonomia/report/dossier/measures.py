"""What a scheme has against its risks: telling people, their rights, appeal, oversight, expiry, security."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.model import Part
from isonomia.report.dossier.stated import Stated, open_questions, quoted, stated_table, words
from isonomia.scheme.model.vocabulary import CollectedFrom


def measured(subject: Subject) -> tuple[Part, ...]:
    """All measures that a file can state."""
    return (notice(subject), rights(subject), appeal(subject), oversight(subject), expiry(subject), security(subject))


def _part(heading: str, caption: str, items: list[Stated], more: tuple[str, ...] = ()) -> Part:
    return Part(heading, tables=(stated_table(caption, items),), questions=(*open_questions(items), *more))


def notice(subject: Subject) -> Part:
    """What people are told, and when."""
    told = subject.information
    items = [
        Stated(_("Before the first score"), words(told.before_use), _("are people told before they are scored?")),
        Stated(_("How the score comes about"), words(told.logic), _("are people told how the score comes about?")),
        Stated(
            _("What follows from it"), words(told.consequences), _("are people told what follows from their score?")
        ),
        Stated(
            _("Before something unfavourable"),
            words(subject.rights.notice),
            _("how long before an unfavourable consequence are people told and heard?"),
        ),
    ]
    if any(source.collected_from is CollectedFrom.THIRD_PARTY for source in subject.file.sources.values()):
        asked = _("when are people told of data that come from others?")
        items.append(Stated(_("Of data from others"), words(told.third_party_notice), asked))
    if subject.has_minors:
        items.append(
            Stated(
                _("In words for children"), words(told.child_version), _("is there a notice that children understand?")
            )
        )
    return _part(_("What people are told"), _("Notice"), items)


def rights(subject: Subject) -> Part:
    """What members can demand."""
    given = subject.rights
    items = [
        Stated(_("Explanation"), words(given.explanation), _("what are people told about their own score?")),
        Stated(_("Wrong facts are corrected"), words(given.rectification), _("are wrong facts corrected (GDPR 16)?")),
        Stated(_("Erasure"), words(given.erasure), _("can a person have everything erased (GDPR 17)?")),
        Stated(
            _("Processing rests in a dispute"),
            words(given.restriction),
            _("does processing rest while a fact is disputed (GDPR 18)?"),
        ),
        Stated(
            _("Corrections reach recipients"),
            words(given.propagation),
            _("do corrections reach all who were told (GDPR 19)?"),
        ),
        Stated(_("Copy to take along"), words(given.export), _("does a person get a machine-readable copy (GDPR 20)?")),
        Stated(_("Objection"), words(given.objection), _("can a person object (GDPR 21)?")),
        Stated(
            _("A person reviews what a machine decides"),
            words(given.human_review),
            _("does a person review automated decisions (GDPR 22(3))?"),
        ),
        Stated(_("Leaving"), words(given.leave), _("can a person leave, and what is lost by it?")),
        Stated(_("Answer within"), words(given.answer_within), _("within which time are requests answered?")),
        Stated(_("Requests are free"), words(given.requests_free), _("are requests answered free of charge?")),
        Stated(_("Early repair"), words(given.repair), _("how can a person repair the score early?")),
    ]
    return _part(_("What people can demand"), _("Rights"), items)


def appeal(subject: Subject) -> Part:
    """How a member contests."""
    heading, given = _("How people contest"), subject.rights.appeal
    if given is None:
        return Part(
            heading,
            paragraphs=(_("The file names no appeal."),),
            questions=(_("who decides when a person contests an entry or a consequence, how soon, and is that free?"),),
        )
    items = [
        Stated(_("Who decides"), given.to),
        Stated(_("Time to appeal"), words(given.within), _("how long does a person have to appeal?")),
        Stated(_("Decided within"), words(given.decided_within), _("within which time is an appeal decided?")),
        Stated(_("Disputed points rest meanwhile"), words(given.suspends)),
        Stated(
            _("Independent of those who recorded"),
            words(given.independent),
            _("are the deciders independent of those who recorded the facts?"),
        ),
        Stated(_("Free"), words(given.free), _("is the appeal free of charge?")),
    ]
    return _part(heading, _("Appeal"), items)


def oversight(subject: Subject) -> Part:
    """Who watches over the scheme."""
    heading, given = _("Who watches over it"), subject.oversight
    if given is None:
        return Part(
            heading,
            paragraphs=(_("The file names no oversight."),),
            questions=(_("which role watches over the scheme, can it override any outcome, and is it trained?"),),
        )
    items = [
        Stated(_("Role"), given.role),
        Stated(_("Can override any outcome"), words(given.can_override), _("can this role override any outcome?")),
        Stated(_("Trained"), words(given.trained), _("has this role the competence and training?")),
    ]
    return _part(heading, _("Oversight"), items)


def expiry(subject: Subject) -> Part:
    """When facts and points end."""
    told: list[str] = []
    questions: list[str] = []
    for rule in subject.scheme.rules:
        if rule.expires is not None:
            told.append(_("Points of '{rule}' are gone after {time}.").format(rule=rule.name, time=rule.expires))
        elif rule.halves is not None:
            told.append(_("Points of '{rule}' are halved every {time}.").format(rule=rule.name, time=rule.halves))
    lasting = [rule.name for rule in subject.lasting_rules]
    if lasting:
        questions.append(_("when do the points of {rules} stop counting?").format(rules=quoted(lasting)))
    endless = [item.name for item in subject.unfavourable if item.written.ends is None]
    if endless:
        questions.append(
            _("when do {consequences} end for a person whose band stays the same?").format(consequences=quoted(endless))
        )
    return Part(
        _("When facts and points end"),
        paragraphs=tuple(told) or (_("The file lets no points end."),),
        questions=tuple(questions),
    )


def security(subject: Subject) -> Part:
    """Papers on security, records and the least data."""
    given = subject.documents
    items = [
        Stated(_("Security measures"), words(given.security), _("how is the data secured (GDPR 32)?")),
        Stated(
            _("Record of processing"), words(given.processing_record), _("where is the record of processing (GDPR 30)?")
        ),
        Stated(
            _("Design with the least data"),
            words(given.minimisation),
            _("which design with less data, or without names, was considered (GDPR 25)?"),
        ),
        Stated(
            _("Analysis of unequal effects"),
            words(given.equality_analysis),
            _("who looked whether groups are hit unequally, and with what result?"),
        ),
    ]
    return _part(_("Security and records"), _("Papers"), items)
