"""What both limbs of article 5(1)(c) of the AI Act share, and limb (i) (Guidelines C(2025) 5052, paras 149 to 166).

Limb (ii) is in `proportion`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from isonomia.check.finding import Element, State
from isonomia.check.level import Level
from isonomia.check.quoted import quoted
from isonomia.check.subject.connection import Bond
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
        _("facts about people from {sources}").format(sources=quoted(names)),
        tuple(subject.at("sources", name) for name in names),
    )


def treatment(consequence: ReadConsequence) -> Element:
    """The score leads, or may lead, to detrimental or unfavourable treatment."""
    subject = consequence.subject
    facts = _("'{consequence}' follows from band '{band}'").format(
        consequence=consequence.name, band=consequence.written.band
    )
    if consequence.is_denied:
        facts += "; " + _("it is a benefit, and those without it get less than they had")
    return Element(
        _("a score that leads or may lead to detrimental or unfavourable treatment"),
        State.TO_JUDGE if consequence.is_informative else State.MET,
        facts,
        (subject.at(*consequence.keys),),
    )


@dataclass(frozen=True)
class Limb:
    """How a limb stands for a consequence: its sources, the facts, and what a human must judge (empty: nothing)."""

    sources: tuple[str, ...]
    facts: str
    judgement: str
    is_unrelated: bool = True

    @property
    def level(self) -> Level:
        return Level.MAY_BE_PROHIBITED if self.judgement else Level.PROHIBITED

    @property
    def state(self) -> State:
        return State.TO_JUDGE if self.judgement else State.MET


def unrelated_context(consequence: ReadConsequence) -> Limb | None:
    """Limb (i): treatment in a social context unrelated to those that the data comes from."""
    unrelated = consequence.sources_bound(Bond.UNRELATED)
    named = unrelated or consequence.sources_bound(Bond.ARGUED, Bond.DOUBTFUL, Bond.UNKNOWN)
    if not named or not (consequence.is_unfavourable or consequence.singles_out):
        return None
    judgement = _if_only_shown(consequence)
    if not consequence.is_unfavourable:
        judgement = _("whether being picked for this treats people worse")
    if not unrelated:
        judgement = _("whether people would expect these facts to count here: {sources}").format(sources=quoted(named))
    facts = "; ".join(f"{quoted([name])}: {consequence.connections[name].reason}" for name in named)
    return Limb(named, facts, judgement, bool(unrelated))


def _if_only_shown(consequence: ReadConsequence) -> str:
    """The question that stays open where the score is shown to the decider and not relied upon; else nothing."""
    if not consequence.is_informative:
        return ""
    return _("whether the score plays a sufficiently important role, although it is only shown to the decider")


def is_unrelated(consequence: ReadConsequence, source: str) -> bool:
    """Whether limb (i) holds on the file alone for a source that feeds an unfavourable consequence."""
    limb = unrelated_context(consequence)
    return limb is not None and not limb.judgement and source in limb.sources
