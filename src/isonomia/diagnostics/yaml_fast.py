"""The fast reader: libyaml parses, and what is doubtful in the least is left to the reader in Python.

It gives a root only where both readers give the same one, and no faults at all: of a file with a fault, or written
in a way that the two parsers may understand differently, it raises `ReadAgain`. libyaml speaks YAML 1.1, but splits
a file into the same scalars as YAML 1.2 in all that is not excluded here; what a scalar means is decided here.
"""

import re
from pathlib import Path
from typing import Any

from yaml import YAMLError
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_values import DEEPEST_NESTING, Mapping, NumberText, Scalar, Sequence, Value

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML built without libyaml: every file is read in Python
    CParser = None

# what libyaml may count as a line end, or not as a column: tabs (which it takes in other places), marks, controls
PLAIN_ASCII = bytes([0x0A, 0x0D, *range(0x20, 0x7F)])
SOUND_BEYOND_ASCII = ((0xA0, 0x2027), (0x202A, 0xD7FF), (0xE000, 0xFEFE), (0xFF00, 0xFFFD), (0x10000, 0x10FFFF))
DIRECTIVE_OR_DOCUMENT = ("\n%", "\n---", "\n...")
# each begins with a letter that is rare in the file, so that looking for it costs next to nothing
BLANKS_ALONE = re.compile(r"\n +\r?\n")  # refused in Python at the beginning of a block scalar
KEY_ANNOUNCED = re.compile(r"""\?(?<=[\n \[{},:"'-]\?)""")
COLON_BEFORE_TEXT = re.compile(r""":(?<=[\n \[\]{},:"']:)[^ \r\n]""")  # in brackets it may end a key all the same
REMARK_AT_BLOCK = re.compile(r"#(?<=[|>+\-0-9]#)")  # `|# remark`: taken without a blank by libyaml alone
ODD_ESCAPE = re.compile(r"""\\(?![\\"n])""")
BLOCKS = ("|", ">")
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NUMBER_BEGINS = frozenset("+-.0123456789")
NUMBER = re.compile(
    r"""
      [-+]? (?: 0b[01_]+ | 0o?[0-7_]+ | [0-9_]+ | 0x[0-9a-fA-F_]+ )
    | [-+]? [0-9][0-9_]* \. [0-9_]* (?: [eE][-+]?[0-9]+ )?
    | [-+]? [0-9][0-9_]* [eE][-+]?[0-9]+
    | [-+]? \. [0-9_]+ (?: [eE][-+][0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF )
    | \. (?: nan | NaN | NAN )
    """,
    re.VERBOSE,
)


class ReadAgain(Exception):
    """Read the file with the reader in Python: it is faulty, or in doubt."""


def read_fast(path: Path, text: str) -> Value | None:
    """The root of a YAML text without faults, None if it is empty; ReadAgain for any other text."""
    if CParser is None or is_doubtful(text):
        raise ReadAgain
    try:
        return _Reader(path, text).read()
    except YAMLError:
        raise ReadAgain from None


def is_doubtful(text: str) -> bool:
    """Whether a text holds anything that the two parsers may understand differently."""
    try:
        rest = text.encode().translate(None, PLAIN_ASCII)
    except UnicodeEncodeError:  # half a surrogate pair
        return True
    lines = f"\n{text}\n"
    return bool(
        any(map(_is_odd, set(rest.decode())))
        or text.count("\r") != text.count("\r\n")
        or any(sign in lines for sign in DIRECTIVE_OR_DOCUMENT)
        or BLANKS_ALONE.search(lines)
        or KEY_ANNOUNCED.search(lines)
        or COLON_BEFORE_TEXT.search(lines)
        or REMARK_AT_BLOCK.search(lines)
        or ODD_ESCAPE.search(lines)
    )


def _is_odd(character: str) -> bool:
    """Whether a character beyond ASCII may be a line end, a mark or a control for either parser."""
    return not any(first <= ord(character) <= last for first, last in SOUND_BEYOND_ASCII)


def plain_value(text: str) -> str | int | bool | None:
    """What a scalar without quotes means in YAML 1.2; a number with a point stays its text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in NUMBER_BEGINS and NUMBER.fullmatch(text):
        return int(text) if text.lstrip("+-").isdigit() and len(text) <= 40 else NumberText(text)
    return text


class _Reader:
    """Turns libyaml's events into values."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.next_event = CParser(text).get_event
        # libyaml ends an open last line by itself, and places the end of what is open there on a line that is not
        self.end = Position(text.count("\n") + 1, len(text) - text.rfind("\n"))

    def read(self) -> Value | None:
        self.next_event()  # the stream begins
        if type(self.next_event()) is StreamEndEvent:
            return None
        event = self.next_event()  # after the document's own beginning
        if type(event) is ScalarEvent:
            raise ReadAgain  # a text as the whole file: blocks may then begin at the margin, in Python alone
        root = self._value(event, 0)
        self.next_event()  # the document ends
        if type(self.next_event()) is not StreamEndEvent:
            raise ReadAgain
        return root

    def _value(self, event: Any, depth: int) -> Value:
        if depth > DEEPEST_NESTING:
            raise ReadAgain
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind not in (MappingStartEvent, SequenceStartEvent):
            raise ReadAgain  # an alias
        if event.anchor is not None or event.tag is not None:
            raise ReadAgain
        return self._mapping(event, depth + 1) if kind is MappingStartEvent else self._sequence(event, depth + 1)

    def _scalar(self, event: Any) -> Scalar:
        span, text = self._written(event), event.value
        if event.style:
            return Scalar(span, text, text, True)
        return Scalar(span, plain_value(text), text, False)

    def _written(self, event: Any) -> Span:
        """Where a scalar stands; a block stands at its sign."""
        if event.anchor is not None or event.tag is not None:
            raise ReadAgain
        start, end = event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        if event.style in BLOCKS:
            return Span(self.path, Position(line, column), Position(line, column + 1))
        return Span(self.path, Position(line, column), Position(end.line + 1, end.column + 1))

    def _sequence(self, event: Any, depth: int) -> Sequence:
        start = event.start_mark
        items = []
        event = self.next_event()
        while type(event) is not SequenceEndEvent:
            items.append(self._value(event, depth))
            event = self.next_event()
        return Sequence(self._span(start, event.end_mark), tuple(items))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        start = event.start_mark
        values: dict[str, Value] = {}
        keys: dict[str, Span] = {}
        event = self.next_event()
        while type(event) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise ReadAgain  # a key that is a list, a mapping or an alias
            key, span = event.value, self._written(event)
            if key in keys or key == "<<":
                raise ReadAgain
            keys[key] = span
            value = self._value(self.next_event(), depth)
            if type(value) is Scalar and not value.text and not value.quoted:
                value = Scalar(span, None, "", quoted=False)  # nothing is written: it stands at its key
            values[key] = value
            event = self.next_event()
        return Mapping(self._span(start, event.end_mark), values, keys)

    def _span(self, start: Any, end: Any) -> Span:
        last = Position(end.line + 1, end.column + 1)
        if last.line > self.end.line:
            last = self.end
        return Span(self.path, Position(start.line + 1, start.column + 1), last)
