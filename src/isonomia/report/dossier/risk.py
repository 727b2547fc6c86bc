"""A risk to rights and freedoms, and how a dossier shows one.

A risk is there only if lines of the file call for it, and these lines are shown. How likely it is no file can tell;
how severe, only where the file rates the consequences through which it strikes. The rest stays open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from isonomia.check.finding import Place
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table
from isonomia.report.dossier.stated import quoted, words


@dataclass(frozen=True)
class Risk:
    """One risk: what can happen, which rights it touches, the places (each with its why) that call for it.

    `through` are the consequences by which it strikes, `against` what the file has against it.
    """

    heading: str
    harm: str
    rights: str
    signs: Sequence[Place]
    through: Sequence[ReadConsequence] = ()
    against: Sequence[str] = ()


def risk_part(risk: Risk) -> Part:
    """The risk with its lines, and the questions that remain."""
    paragraphs = [risk.harm, _("Rights at stake: {rights}.").format(rights=risk.rights)]
    paragraphs.append(
        _("The file has against it: {measures}.").format(measures="; ".join(risk.against))
        if risk.against
        else _("The file names nothing against it.")
    )
    rated = [item for item in risk.through if item.written.severity is not None]
    if rated:
        told = ", ".join(f"'{item.name}' {words(item.written.severity)}" for item in rated)
        paragraphs.append(_("Severity, as the file rates what follows: {consequences}.").format(consequences=told))
    return Part(
        risk.heading,
        paragraphs=tuple(paragraphs),
        tables=(_lines(risk.signs),),
        questions=tuple(_open(risk)),
    )


def _lines(signs: Sequence[Place]) -> Table:
    ordered = sorted(signs, key=lambda place: (place.span.start.line, place.span.start.column))
    rows = tuple((str(place.span.start.line), place.path, place.label) for place in ordered)
    return Table(_("What in the file calls for it"), (_("Line"), _("Place"), _("Why")), rows)


def _open(risk: Risk) -> list[str]:
    unrated = [item.name for item in risk.through if item.written.severity is None]
    questions = [_("how likely is this ({risk}), and what is the estimate based on?").format(risk=risk.heading)]
    if not risk.through:
        questions.append(_("how severe would this be ({risk}) for those whom it meets?").format(risk=risk.heading))
    elif unrated:
        questions.append(
            _("how severe would this be ({risk}) under {consequences}?").format(
                risk=risk.heading, consequences=quoted(unrated)
            )
        )
    if not risk.against:
        questions.append(_("what is done against it ({risk})?").format(risk=risk.heading))
    return questions


def ways_of_striking(subject: Subject) -> tuple[ReadConsequence, ...]:
    """The consequences by which points lost strike a person; where nobody is treated worse, the rewards missed."""
    return subject.unfavourable or subject.rewards
