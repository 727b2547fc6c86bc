"""YAML 1.2 read into plain nodes that know where they stand.

One file, read as it stands: no aliases, no merge keys, no tags, no second document, no key twice.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.scalar_places import text_places
from isonomia.diagnostics.sound_texts import with_sound_texts
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_fast import ReadAgain, read_fast
from isonomia.diagnostics.yaml_values import Mapping, NumberText, Scalar, Sequence, Value, describe, plain, shorten

SEPARATOR = re.compile("[\x85\u2028\u2029]")
# a comment with no quote before it in its line, so that it stands in no quoted text
COMMENT = re.compile(r"""^(?:[^\r\n"'#]*[ \t])?\#[^\r\n]*""", re.MULTILINE)

__all__ = [
    "Document",
    "Mapping",
    "NumberText",
    "Scalar",
    "Sequence",
    "Value",
    "describe",
    "plain",
    "read_document",
    "shorten",
]


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its text, its root value (None if empty or unreadable), and what is wrong with it."""

    path: Path
    text: str
    root: Value | None
    faults: list[Diagnostic] = field(default_factory=list)

    def locate(self, keys: tuple[str | int, ...]) -> Span:
        """The span of the value at a path of keys, or of the deepest one on the way that exists."""
        whole = Span(self.path, Position(1, 1), Position(1, 1))
        span, value = (self.root.span if self.root else whole), self.root
        for key in keys:
            if isinstance(value, Mapping) and str(key) in value.values:
                value = value.values[str(key)]
            elif isinstance(value, Sequence) and isinstance(key, int) and key < len(value.items):
                value = value.items[key]
            else:
                break
            span = value.span
        return span

    def locate_key(self, keys: tuple[str | int, ...]) -> Span:
        """The span of the last key of a path, or of its value where it is a list's item."""
        value = self.value_at(keys[:-1])
        if isinstance(value, Mapping) and str(keys[-1]) in value.keys:
            return value.keys[str(keys[-1])]
        return self.locate(keys)

    def value_at(self, keys: tuple[str | int, ...]) -> Value | None:
        """The value at a path of keys, None where there is none."""
        value = self.root
        for key in keys:
            if isinstance(value, Mapping):
                value = value.values.get(str(key))
            elif isinstance(value, Sequence) and isinstance(key, int) and key < len(value.items):
                value = value.items[key]
            else:
                return None
        return value

    def locate_within(self, keys: tuple[str | int, ...], start: int, end: int) -> Span:
        """The span of characters `start` to `end` inside a scalar's text; the whole value where that cannot be said."""
        value = self.value_at(keys)
        if not isinstance(value, Scalar):
            return self.locate(keys)
        places = text_places(self.text, value.span.start, value.text, is_quoted=value.quoted)
        if places is None or start >= len(places):
            return value.span
        last = places[min(max(end, start + 1), len(places)) - 1]
        return Span(self.path, places[start], Position(last.line, last.column + 1))


def _separators_out_of_comments(text: str) -> str:
    """The text with a blank for each U+0085, U+2028 and U+2029 in a comment: no ends of lines in YAML 1.2.

    The reader takes them for such, and what follows in the comment for content.
    """
    if SEPARATOR.search(text) is None:
        return text
    return COMMENT.sub(lambda found: SEPARATOR.sub(" ", found[0]), text)


def read_document(path: Path, text: str) -> Document:
    """Read a YAML text; whatever is wrong with it as YAML is listed in `faults`, never raised."""
    faults: list[Diagnostic] = []
    try:
        root = read_fast(path, text)
    except ReadAgain:
        from isonomia.diagnostics.yaml_pure import read_pure  # few files need it, and it takes a while to load

        root, faults = read_pure(path, _separators_out_of_comments(text))
    root, odd_texts = with_sound_texts(text, root)
    return Document(path, text, root, [*faults, *odd_texts])
