"""How a source is connected with the context in which its score is used (AI Act 5(1)(c)(i), Guidelines para. 166)."""

from dataclasses import dataclass
from enum import StrEnum

from isonomia.scheme.contexts import relation_between
from isonomia.scheme.model.vocabulary import Area

PLACEHOLDERS = frozenset(
    "none no not yes true false n/a n.a na tba tbd todo unknown pending missing nothing nil null".split()
) | {"to do", "to be done", "to be decided", "to be determined", "to be written", "not yet", "not known", "not needed"}
LEAST_LETTERS = 3

# The contexts that each area of a consequence lies in; of the areas left out nothing follows.
CONTEXTS_OF_AREAS = {
    Area.PUBLIC_BENEFITS: frozenset({"public benefits", "public services", "care", "childcare", "housing"}),
    Area.ESSENTIAL_SERVICES: frozenset(
        {"utilities", "housing", "public services", "public benefits", "banking", "internet use", "messaging"}
    ),
    Area.CREDIT: frozenset({"credit", "banking"}),
    Area.INSURANCE: frozenset({"insurance"}),
    Area.EMERGENCY: frozenset({"emergency services", "health"}),
    Area.EMPLOYMENT: frozenset({"work", "platform work", "professional conduct", "trade unions"}),
    Area.EDUCATION: frozenset({"school", "university", "training", "childcare"}),
    Area.POLICE: frozenset({"police", "public order", "justice"}),
    Area.MIGRATION: frozenset({"migration", "citizenship"}),
    Area.JUSTICE: frozenset({"justice", "elections", "prison", "police"}),
    Area.DRIVING: frozenset({"traffic", "parking"}),
    Area.HOUSING: frozenset({"housing"}),
    Area.HEALTH: frozenset({"health", "care"}),
    Area.TRAVEL: frozenset({"travel", "public transport", "tourism", "migration"}),
}


class Bond(StrEnum):
    """How strong a connection is."""

    RELATED = "related"  # the same context, or a pair of the shipped list that covers such facts
    ARGUED = "argued"  # the file argues it, or a law names the data: for a human to judge
    DOUBTFUL = "doubtful"  # a pair of the shipped list whose reason speaks of other facts: for a human to judge
    UNKNOWN = "unknown"  # a context is missing, or not of the vocabulary: for a human to judge
    UNRELATED = "unrelated"


@dataclass(frozen=True)
class Connection:
    """The bond between a source and a context of use, and what speaks for it.

    `is_declared` says that the file itself declares the two contexts related (`relations`).
    """

    bond: Bond
    reason: str
    is_declared: bool = False


def term_of(context: str | None) -> str | None:
    """A context as the vocabulary writes it, without regard to capitals and blanks."""
    return " ".join(context.lower().split()) if context is not None else None


def is_argument(text: str) -> bool:
    """Whether a text says anything: `-`, `xxx` and `none` do not; a number of an article or a file does."""
    words = " ".join(text.lower().split()).strip(".,:;!?()[]<>-_ ")
    said = sum(character.isalpha() for character in words)
    is_numbered = any(character.isdigit() for character in words) and len(words) >= LEAST_LETTERS
    return (said >= LEAST_LETTERS or is_numbered) and words not in PLACEHOLDERS and len(set(words)) > 1


def contradicts(context: str | None, area: Area | None) -> bool:
    """Whether a consequence's context lies outside the area of life that it touches by its own words."""
    contexts = CONTEXTS_OF_AREAS.get(area) if area is not None else None
    term = term_of(context)
    if contexts is None or term is None or term in contexts:
        return False
    return not any(relation_between(term, other) is not None for other in contexts)
