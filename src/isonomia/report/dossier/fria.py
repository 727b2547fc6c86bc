"""A fundamental rights impact assessment, drafted along AI Act 27(1)(a) to (f)."""

from isonomia.check.ai_act.high_risk import high_risk
from isonomia.check.registry import by_code
from isonomia.check.run import Report
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.description import bands, consequences, facts, operator, people, rules
from isonomia.report.dossier.draft import draft
from isonomia.report.dossier.findings import findings_part
from isonomia.report.dossier.measures import appeal, expiry, notice, oversight, rights
from isonomia.report.dossier.model import Dossier, Part
from isonomia.report.dossier.risks import risk_parts
from isonomia.report.dossier.simulation import simulation_part
from isonomia.report.dossier.stated import Stated, open_questions, quoted, stated_table, words
from isonomia.scheme.model.vocabulary import DecidedBy


def fria(report: Report) -> Dossier:
    """The draft: processes, period, people, risks, oversight, measures; then what people must add."""
    subject = report.subject
    parts = (
        _whether(subject),
        _processes(subject),
        _period(subject),
        _people(subject),
        _risks(subject),
        _oversight(subject),
        _measures(subject),
        findings_part(report),
        simulation_part(subject),
        _notification(subject),
    )
    return draft(report, _("Fundamental rights impact assessment"), parts)


def _whether(subject: Subject) -> Part:
    duty = by_code()["AIA017"]
    told = [
        _("A public body runs the scheme.") if subject.is_public else _("The file does not state a public body."),
        *(
            _("'{consequence}' lies in Annex III, point {point}.").format(consequence=item.name, point=item.point)
            for item in high_risk(subject)
        ),
    ]
    if len(told) == 1:
        told.append(_("No consequence lies in an area of Annex III, as far as the file states areas."))
    if not subject.is_ai_for_certain:
        told.append(
            _("People wrote these points and a program executes them, which is probably no AI system (AI Act 3(1)).")
        )
    if duty.applies_from is not None and subject.as_of < duty.applies_from:
        told.append(_("The duty applies from {day}. {note}").format(day=duty.applies_from, note=_(duty.note)))
    if subject.documents.fria is not None:
        told.append(_("An assessment exists already: {where}.").format(where=subject.documents.fria))
    if not subject.jurisdiction.is_union:
        told.append(
            _("The AI Act is not read for the jurisdiction '{jurisdiction}'; the draft only follows its order.").format(
                jurisdiction=subject.jurisdiction.code
            )
        )
    return Part(
        _("Whether an assessment is required"),
        asked=_(
            "an assessment before the first use of a high-risk system, by bodies governed by public law, private "
            "entities that provide public services, and whoever uses systems for credit scores or for risks and prices "
            "of life and health insurance (AI Act 27(1) and (2))."
        ),
        paragraphs=tuple(told),
        questions=(
            _("is an AI system used anywhere in the scheme, for instance to find or to judge facts?"),
            _("does the operator provide a public service (education, health, social services, housing, justice)?"),
        ),
    )


def _processes(subject: Subject) -> Part:
    return Part(
        _("The processes in which the system is used"),
        asked=_(
            "a description of the deployer's processes in which the high-risk AI system will be used in line with its "
            "intended purpose (AI Act 27(1)(a))."
        ),
        questions=(
            _("which intended purpose does the provider state in the instructions for use?"),
            _("at which step of which process does someone look at the score?"),
        ),
        parts=(operator(subject), facts(subject), rules(subject), bands(subject), consequences(subject)),
    )


def _period(subject: Subject) -> Part:
    items = [
        Stated(_("In use from"), words(subject.file.in_force_from), _("from when is the system used?")),
        Stated(_("In use until"), "", _("until when is the system used, or when is that decided?")),
        Stated(_("Bands are assessed"), words(subject.file.score.assessed)),
        Stated(_("Decisions on consequences"), "", _("how often is a decision taken with the score?")),
    ]
    return Part(
        _("Period and frequency of use"),
        asked=_(
            "a description of the period of time within which, and the frequency with which, the system is intended to "
            "be used (AI Act 27(1)(b))."
        ),
        tables=(stated_table(_("Period and frequency"), items),),
        questions=open_questions(items),
    )


def _people(subject: Subject) -> Part:
    return Part(
        _("People and groups likely to be affected"),
        asked=_(
            "the categories of natural persons and groups likely to be affected by its use in the specific context "
            "(AI Act 27(1)(c))."
        ),
        questions=(_("who is affected without being scored (households, applicants, those who are refused)?"),),
        parts=(people(subject),),
    )


def _risks(subject: Subject) -> Part:
    return Part(
        _("Risks of harm"),
        asked=_(
            "the specific risks of harm likely to have an impact on these people, taking into account the information "
            "given by the provider (AI Act 27(1)(d))."
        ),
        paragraphs=(
            _(
                "Only risks are named that lines of the file call for. A file cannot tell how likely they are, and how "
                "severe only where it rates what follows."
            ),
        ),
        questions=(
            _("which risks does the provider's information name (AI Act 13)?"),
            _("which rules are harder to keep for some groups, though they name none (age, disability, care, money)?"),
        ),
        parts=risk_parts(subject),
    )


def _oversight(subject: Subject) -> Part:
    by_people = [item.name for item in subject.consequences if item.written.decided_by is DecidedBy.PERSON]
    told = (
        _("A person decides on {consequences}.").format(consequences=quoted(by_people))
        if by_people
        else _("The file states no consequence on which a person decides."),
    )
    return Part(
        _("Human oversight"),
        asked=_(
            "a description of the implementation of human oversight measures, according to the instructions for use "
            "(AI Act 27(1)(e))."
        ),
        paragraphs=told,
        questions=(
            _("which oversight do the instructions for use ask for?"),
            _("how does whoever decides notice an error, and how often is the score departed from?"),
        ),
        parts=(oversight(subject),),
    )


def _measures(subject: Subject) -> Part:
    return Part(
        _("Measures if the risks come true, governance and complaints"),
        asked=_(
            "the measures to be taken in the case of the materialisation of those risks, including the arrangements "
            "for internal governance and complaint mechanisms (AI Act 27(1)(f))."
        ),
        questions=(
            _("who stops the system when it does harm, and how is the harm undone?"),
            _("which body inside the organisation answers for the system, and how often does it look?"),
            _("where can people complain, apart from the appeal?"),
        ),
        parts=(notice(subject), rights(subject), appeal(subject), expiry(subject)),
    )


def _notification(subject: Subject) -> Part:
    told = (
        (
            _("The data protection impact assessment may be referred to (27(4)): {where}.").format(
                where=subject.documents.dpia
            ),
        )
        if subject.documents.dpia is not None
        else ()
    )
    return Part(
        _("Notification, sign-off and update"),
        asked=_(
            "notification of the results to the market surveillance authority on the template of the AI Office, and an "
            "update once an element has changed (AI Act 27(2), (3) and (5))."
        ),
        paragraphs=told,
        questions=(
            _("which market surveillance authority was notified, and on which day?"),
            _("which sections of the data protection impact assessment are referred to (27(4))?"),
            _("how were those affected, or their representatives, asked, and what did they say?"),
            _("who made this assessment, who signs it, and on which day?"),
            _("who watches whether an element has changed?"),
        ),
    )
