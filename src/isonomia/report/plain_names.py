"""Names of a scheme as people read them: where a finding quotes a key of the file, what the key stands for.

A consequence is told by its effect, a rule by the reason it gives, a band by its title; all else by its key, as words.
"""

import re
from collections.abc import Iterator
from string import Formatter
from textwrap import shorten

from isonomia.locale import _, spoken_language
from isonomia.scheme.contexts import context_terms
from isonomia.scheme.model.rule import Rule
from isonomia.scheme.scheme import Scheme
from isonomia.score.statement.reason import in_language, plain_name

QUOTED = re.compile(r"'([^\W\d]\w*)'")
LONGEST = 110


class PlainNames:
    """The names of one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self.words: dict[str, str] = {}
        for key, words in _names(scheme, spoken_language()):
            is_ambiguous = self.words.get(key, words) != words
            self.words[key] = _of_key(key) if is_ambiguous else shorten(words.rstrip("."), LONGEST, placeholder=" ...")

    def tell(self, text: str) -> str:
        """A text with each quoted key of the scheme in plain words; terms of the vocabulary stay as they are."""
        return QUOTED.sub(lambda found: self._told(found[0], found[1]), text)

    def _told(self, quoted: str, key: str) -> str:
        if key in context_terms() or key not in self.words:
            return quoted
        return _("\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}").format(name=self.words[key])


def _names(scheme: Scheme, language: str) -> Iterator[tuple[str, str]]:
    """Each key with what it stands for."""
    for key, consequence in scheme.file.consequences.items():
        effect = consequence.effect
        yield key, (effect if isinstance(effect, str) else in_language(effect, language)) if effect else _of_key(key)
    for band in scheme.bands:
        yield band.name, band.title
    for key, rule in scheme.file.rules.items():
        yield key, _reason(rule, language) or _of_key(key)
    for key, source in scheme.file.sources.items():
        yield key, _of_key(key)
        for field in source.fields:
            yield field, _of_key(field)


def _of_key(key: str) -> str:
    """`court_cases` as `court cases`; a name within a sentence begins small."""
    words = plain_name(key)
    return words[:1].lower() + words[1:]


def _reason(rule: Rule, language: str) -> str:
    """The reason that members read, with an ellipsis where a value of the fact stands."""
    if not rule.reason:
        return ""
    parts = Formatter().parse(in_language(rule.reason, language))
    return "".join(text + ("..." if field is not None else "") for text, field, _format, _conversion in parts)
