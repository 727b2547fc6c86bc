"""Inputs that fill one element of article 5(1)(c) and are no prohibition alone: others' conduct, inferred traits.

They become one where limb (i) or (ii) holds for the consequence that they feed (Guidelines C(2025) 5052, paras 158 to
167, which list data on family members among the relevant variables of a tax tool).
"""

from collections.abc import Callable
from dataclasses import dataclass

from isonomia.check.ai_act.proportion import is_established
from isonomia.check.ai_act.social_scoring import is_unrelated
from isonomia.check.subject.consequence import ReadConsequence
from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.source import Source


@dataclass(frozen=True)
class DoubtfulInput:
    """A source with the unfavourable consequences that it feeds, and those of them that are prohibited anyway."""

    source: str
    fed: tuple[ReadConsequence, ...]
    prohibited: tuple[ReadConsequence, ...]


def doubtful_inputs(subject: Subject, is_doubtful: Callable[[Source], bool]) -> list[DoubtfulInput]:
    """Each doubtful source that feeds an unfavourable consequence."""
    found = []
    for name, source in subject.file.sources.items():
        fed = tuple(item for item in subject.unfavourable if name in item.feeding_sources)
        if fed and is_doubtful(source):
            prohibited = tuple(item for item in fed if is_unrelated(item, name) or is_established(item))
            found.append(DoubtfulInput(name, fed, prohibited))
    return found
