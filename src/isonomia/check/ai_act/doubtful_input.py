"""Inputs that fill one element of article 5(1)(c) and are no prohibition alone: others' conduct, inferred traits.

They become one where limb (i) or (ii) holds for the consequence that they feed (Guidelines C(2025) 5052, paras 158 to
167, which list data on family members among the relevant variables of a tax tool).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from isonomia.check.ai_act.proportion import is_established
from isonomia.check.ai_act.social_scoring import evaluation, is_unrelated, personal_data, treatment
from isonomia.check.definition import Check
from isonomia.check.finding import Element, Finding, State
from isonomia.check.level import Level
from isonomia.check.quoted import quoted
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.source import Source


@dataclass(frozen=True)
class DoubtfulInput:
    """A source with the unfavourable consequences that it feeds, and those of them that are prohibited anyway."""

    source: str
    fed: tuple[ReadConsequence, ...]
    prohibited: tuple[ReadConsequence, ...]


def doubtful_findings(
    check: Check, subject: Subject, is_doubtful: Callable[[Source], bool], message: str, *, remedy: str, judgement: str
) -> Iterator[Finding]:
    """A finding for each such source; `message` names {source} and {consequences}, `judgement` what stays open."""
    for found in doubtful_inputs(subject, is_doubtful):
        shown = found.prohibited or found.fed
        yield check.finding(
            subject.at("sources", found.source),
            message.format(source=found.source, consequences=quoted(item.name for item in shown)),
            level=Level.PROHIBITED if found.prohibited else Level.MAY_BE_PROHIBITED,
            remedy=remedy,
            elements=(
                evaluation(subject),
                personal_data(subject, [found.source]),
                *map(treatment, shown),
                Element(
                    _("in an unrelated context, or unjustified or out of proportion to the conduct"),
                    State.MET if found.prohibited else State.TO_JUDGE,
                    _("limb (i) or (ii) is met for {consequences}, as AIA001 and AIA002 argue").format(
                        consequences=quoted(item.name for item in found.prohibited)
                    )
                    if found.prohibited
                    else _("the file does not settle it"),
                    tuple(subject.at(*item.keys) for item in shown),
                ),
            ),
            judgement="" if found.prohibited else judgement,
            related=[subject.at(*item.keys) for item in shown],
        )


def doubtful_inputs(subject: Subject, is_doubtful: Callable[[Source], bool]) -> list[DoubtfulInput]:
    """Each doubtful source that feeds an unfavourable consequence."""
    found = []
    for name, source in subject.file.sources.items():
        fed = tuple(item for item in subject.unfavourable if name in item.feeding_sources)
        if fed and is_doubtful(source):
            prohibited = tuple(item for item in fed if is_unrelated(item, name) or is_established(item))
            found.append(DoubtfulInput(name, fed, prohibited))
    return found
