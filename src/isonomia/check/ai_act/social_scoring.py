"""The elements that both limbs of article 5(1)(c) of the AI Act share (Guidelines C(2025) 5052, paras 149 to 165)."""

from collections.abc import Iterable

from isonomia.check.finding import Element, State
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _


def evaluation(subject: Subject) -> Element:
    """Natural persons are evaluated or classified over a certain period of time."""
    facts = _("points are added up over time into a score of each person")
    if subject.scheme.bands:
        facts = _("points are added up over time, and each person is placed in one of {count} bands").format(
            count=len(subject.scheme.bands)
        )
    return Element(
        _("evaluation or classification of natural persons over a certain period of time"),
        State.MET,
        facts,
        (subject.at("bands") if subject.scheme.bands else subject.at("score"),),
    )


def personal_data(subject: Subject, sources: Iterable[str]) -> Element:
    """It is based on social behaviour, or on known, inferred or predicted characteristics."""
    names = list(sources)
    return Element(
        _("based on social behaviour, or on known, inferred or predicted personal characteristics"),
        State.MET,
        _("facts about people from {sources}").format(sources=", ".join(f"'{name}'" for name in names)),
        tuple(subject.at("sources", name) for name in names),
    )


def treatment(consequence: ReadConsequence) -> Element:
    """The score leads, or may lead, to detrimental or unfavourable treatment."""
    subject = consequence.subject
    facts = _("'{consequence}' follows from band '{band}'").format(
        consequence=consequence.name, band=consequence.written.band
    )
    return Element(
        _("a score that leads or may lead to detrimental or unfavourable treatment"),
        State.TO_JUDGE if consequence.is_informative else State.MET,
        facts,
        (subject.at(*consequence.keys),),
    )
