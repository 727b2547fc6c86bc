"""The special categories of GDPR 9, and how the file grounds their use."""

from isonomia.check.finding import Place
from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.vocabulary import SpecialCategory

SPECIAL = (
    SpecialCategory.HEALTH,
    SpecialCategory.GENETIC,
    SpecialCategory.BIOMETRIC,
    SpecialCategory.ETHNICITY,
    SpecialCategory.POLITICS,
    SpecialCategory.BELIEF,
    SpecialCategory.UNION,
    SpecialCategory.SEXUAL_LIFE,
    SpecialCategory.SEXUAL_ORIENTATION,
)
"""Convictions have an article of their own (10); emotions and social networks are matters of other laws."""


def special_categories(subject: Subject, name: str) -> list[SpecialCategory]:
    """The special categories that a source or one of its fields reveals, in the order of the article."""
    revealed = subject.reveals(name)
    return [category for category in SPECIAL if category in revealed]


def revealing_places(subject: Subject, name: str, categories: tuple[SpecialCategory, ...]) -> list[Place]:
    """The lines of a source that say what it reveals."""
    source = subject.file.sources[name]
    places = [subject.at("sources", name, "reveals")] if set(source.reveals) & set(categories) else []
    for field, declared in source.fields.items():
        if set(declared.reveals) & set(categories):
            places.append(subject.at("sources", name, "fields", field, "reveals"))
    return places
