"""The sentence of an entry: the rule's `reason` filled with what the entry's expressions saw."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from typing import Any

from isonomia.fixed_point import plain_text
from isonomia.locale import _
from isonomia.scheme.model.rule import Rule


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language; where that is missing, the first one."""
    return texts[language_among(texts, language)]


def language_among(texts: Mapping[str, str], language: str) -> str:
    """In which language that text is."""
    if language in texts:
        return language
    short = language.replace("-", "_").split("_")[0]
    return short if texts.get(short) else next(iter(texts))


@lru_cache(maxsize=1024)
def plain_name(identifier: str) -> str:
    """An identifier as words: `late_payment` reads `Late payment`."""
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


WriteReason = Callable[[Mapping[Any, Any]], str]
"""From what an entry's expressions saw to its reason."""


def reason_writer(name: str, rule: Rule, language: str) -> WriteReason:
    """What writes the reasons of a rule's entries; a rule without a reason is named instead."""
    parts = _parts(in_language(rule.reason, language)) if rule.reason else ((plain_name(name), None),)
    if all(field is None for _text, field in parts):
        always = "".join([text for text, _field in parts])
        return lambda _environment: always
    return lambda environment: "".join(
        [text if field is None else text + shown(environment.get(field)) for text, field in parts]
    )


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, field) for literal, field, _format, _conversion in Formatter().parse(template))


def shown(value: Any) -> str:
    """A value as a reader writes it: no trailing zeros, dates as YYYY-MM-DD, NULL as words."""
    if isinstance(value, str):
        return value
    if value is None:
        return _("not stated")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return plain_text(value) if isinstance(value, Decimal | int) else str(value)
