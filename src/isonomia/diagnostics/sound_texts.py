"""Texts of a YAML file that no engine and no page could hold: with U+0000, or with half a surrogate pair.

Controls that stand in the file as they are make it unreadable; YAML's escapes can still bring some into a text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_values import Mapping, Sequence, Value

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# an escape that may make U+0000 or a surrogate; most files have none
SUSPECT = re.compile(r"\\(?:0|x00|u0000|U00000000|(?:u|U0000)[dD][89a-fA-F])")
ESCAPE = re.compile(r'\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(")', re.DOTALL)
SURROGATE = re.compile("[\ud800-\udfff]")
HIGH, LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def unreadable_character(path: Path, text: str) -> Diagnostic | None:
    """The first character that YAML does not allow as it stands, if there is one."""
    found = UNREADABLE.search(text)
    if found is None:
        return None
    before = text[: found.start()]
    place = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return _fault(Span(path, place, place), ord(found[0]))


def with_sound_texts(text: str, root: Value | None) -> tuple[Value | None, list[Diagnostic]]:
    """The root with each pair of surrogates as its character; None, with the faults, where a text is none."""
    if SUSPECT.search(text) is None or root is None:
        return root, []
    begins = [0, *(found.end() for found in re.finditer("\n", text))]
    faults = [
        fault
        for span in _written(root)
        if (fault := _fault_within(text, begins[span.start.line - 1], span)) is not None
    ]
    return (None, faults) if faults else (_joined(root), [])


def _written(value: Value) -> Iterator[Span]:
    """Where keys and texts stand, in the order of the file."""
    if isinstance(value, Mapping):
        for key, item in value.values.items():
            yield value.keys[key]
            yield from _written(item)
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _written(item)
    elif value.quoted:
        yield value.span


def _fault_within(text: str, line_begin: int, span: Span) -> Diagnostic | None:
    """The first escape of a text in double quotes that makes no character."""
    at = line_begin + span.start.column - 1
    if text[at : at + 1] != '"':
        return None
    high: tuple[int, int] | None = None  # where an open pair begins and ends
    for escape in ESCAPE.finditer(text, at + 1):
        is_pair_open = high is not None and high[1] == escape.start()
        code = _code(escape)
        if high is not None and not (is_pair_open and code in LOW):
            return _fault(_place(text, span.path, high), int(text[high[1] - 4 : high[1]], 16))
        if escape[5]:
            return None
        place = (escape.start(), escape.end())
        if code == 0 or (code in LOW and high is None):
            return _fault(_place(text, span.path, place), code)
        high = place if code in HIGH else None
    return None


def _code(escape: re.Match[str]) -> int:
    digits = escape[1] or escape[2] or escape[3]
    return int(digits, 16) if digits else 0 if escape[4] == "0" else -1


def _place(text: str, path: Path, place: tuple[int, int]) -> Span:
    start, end = place
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(path, Position(line, column), Position(line, column + end - start))


def _fault(span: Span, code: int) -> Diagnostic:
    if code == 0:
        found = "a NUL character (U+0000)"
    elif code in HIGH or code in LOW:
        found = f"half of a pair of surrogates (U+{code:04X}), which is no character"
    else:
        found = f"a control character (U+{code:04X})"
    return Diagnostic("yaml-unreadable", span, found, "text", "remove it")


def _joined(value: Value) -> Value:
    if isinstance(value, Mapping):
        values = {_whole(key): _joined(item) for key, item in value.values.items()}
        return Mapping(value.span, values, {_whole(key): span for key, span in value.keys.items()})
    if isinstance(value, Sequence):
        return Sequence(value.span, tuple(map(_joined, value.items)))
    if not value.quoted:
        return value
    return replace(value, value=_whole(value.text), text=_whole(value.text))


def _whole(text: str) -> str:
    if SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16")
