"""A data protection impact assessment, drafted along GDPR 35(7)(a) to (d)."""

from isonomia.check.run import Report
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.description import described
from isonomia.report.dossier.draft import draft
from isonomia.report.dossier.findings import findings_part
from isonomia.report.dossier.measures import measured
from isonomia.report.dossier.model import Dossier, Part
from isonomia.report.dossier.necessity import necessity_part
from isonomia.report.dossier.risks import risk_parts
from isonomia.report.dossier.risks_of_facts import OF_OFFENCES
from isonomia.report.dossier.simulation import simulation_part
from isonomia.report.dossier.stated import quoted
from isonomia.scheme.model.vocabulary import SourceKind

WATCHED = frozenset({SourceKind.SENSOR, SourceKind.LOCATION})


def dpia(report: Report) -> Dossier:
    """The draft: description, necessity, risks, measures; then what people must add."""
    subject = report.subject
    parts = (
        _whether(subject),
        Part(
            _("Systematic description"),
            asked=_(
                "a systematic description of the envisaged processing operations and the purposes of the processing, "
                "including, where applicable, the legitimate interest pursued by the controller (GDPR 35(7)(a))."
            ),
            parts=described(subject),
        ),
        necessity_part(subject),
        _risks(subject),
        _measures(subject),
        findings_part(report),
        simulation_part(subject),
        _views(),
        _sign_off(),
    )
    return draft(report, _("Data protection impact assessment"), parts)


def _whether(subject: Subject) -> Part:
    grave = [item.name for item in subject.consequences if item.has_significant_effect]
    sensitive = [
        name for name, source in subject.file.sources.items() if subject.reveals(name) or source.kind in OF_OFFENCES
    ]
    watched = [
        name
        for name, source in subject.file.sources.items()
        if source.generalised_surveillance or source.kind in WATCHED
    ]
    paragraphs = [
        _("Personal aspects are evaluated, and {consequences} affect people significantly (35(3)(a)).").format(
            consequences=quoted(grave)
        )
        if grave
        else _("Personal aspects are evaluated; the file states no consequence with a significant effect (35(3)(a))."),
        _("{sources} reveal sensitive data, or may tell of offences (35(3)(b)).").format(sources=quoted(sensitive))
        if sensitive
        else _("The file states no special categories of data and no convictions (35(3)(b))."),
        _("{sources} may monitor public places (35(3)(c)).").format(sources=quoted(watched))
        if watched
        else _("The file states no monitoring of public places (35(3)(c))."),
    ]
    if subject.documents.dpia is not None:
        paragraphs.append(_("An assessment exists already: {where}.").format(where=subject.documents.dpia))
    if not (subject.jurisdiction.is_union or subject.jurisdiction.is_eea or subject.jurisdiction.is_uk):
        paragraphs.append(
            _("The GDPR is not read for the jurisdiction '{jurisdiction}'; the draft only follows its order.").format(
                jurisdiction=subject.jurisdiction.code
            )
        )
    return Part(
        _("Whether an assessment is required"),
        asked=_(
            "an assessment before the processing where it is likely to result in a high risk; in particular for "
            "extensive evaluation on which significant decisions are based, for sensitive data on a large scale, and "
            "for monitoring public areas on a large scale (GDPR 35(1) and (3))."
        ),
        paragraphs=tuple(paragraphs),
        questions=(
            _("is the processing on the supervisory authority's list of what needs an assessment (35(4))?"),
            _("is it large in scale, by people, data, time and area?"),
        ),
    )


def _risks(subject: Subject) -> Part:
    return Part(
        _("Risks to the rights and freedoms"),
        asked=_("an assessment of the risks to the rights and freedoms of data subjects (GDPR 35(7)(c))."),
        paragraphs=(
            _(
                "Only risks are named that lines of the file call for. A file cannot tell how likely they are, and how "
                "severe only where it rates what follows."
            ),
        ),
        questions=(
            _("which further risks do those see who are scored?"),
            _("which rules are harder to keep for some groups, though they name none (age, disability, care, money)?"),
        ),
        parts=risk_parts(subject),
    )


def _measures(subject: Subject) -> Part:
    return Part(
        _("Measures"),
        asked=_(
            "the measures envisaged to address the risks, including safeguards, security measures and mechanisms to "
            "ensure the protection of personal data and to demonstrate compliance (GDPR 35(7)(d))."
        ),
        questions=(
            _("who answers for each measure, and from when does it work?"),
            _("which risk remains once the measures work, and is it still high, so that the authority is asked (36)?"),
        ),
        parts=measured(subject),
    )


def _views() -> Part:
    return Part(
        _("Views of those concerned, and advice"),
        asked=_(
            "the advice of the data protection officer, where designated, and where appropriate the views of data "
            "subjects or their representatives (GDPR 35(2) and (9))."
        ),
        questions=(
            _("what does the data protection officer advise, and what was made of it?"),
            _("how were the people who are scored, or their representatives, asked, and what did they say?"),
            _("if they were not asked, why not?"),
        ),
    )


def _sign_off() -> Part:
    return Part(
        _("Sign-off and review"),
        asked=_("a review at least when the risk of the processing changes (GDPR 35(11))."),
        questions=(
            _("who made this assessment, and on which day?"),
            _("who decides, for the controller, that the processing may begin, and on which day?"),
            _("when is it reviewed, and which changes of the scheme bring the review forward?"),
        ),
    )
