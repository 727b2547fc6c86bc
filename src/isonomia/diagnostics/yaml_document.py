"""YAML 1.2 read into plain nodes that know where they stand.

One file, read as it stands: no aliases, no merge keys, no tags, no second document, no key twice.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.scalar_places import text_places
from isonomia.diagnostics.span import Position, Span

DEEPEST_NESTING = 40


class NumberText(str):
    """A YAML number with a point, kept as its text so that it never becomes a float."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: text, whole number, boolean or nothing; `offset` is where its text begins in its line."""

    span: Span
    value: str | int | bool | None
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file."""

    span: Span
    values: dict[str, "Value"]
    keys: dict[str, Span]


Value = Scalar | Sequence | Mapping


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


def plain(value: Value | None) -> Any:
    """A value as dicts, lists and scalars, for validation."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.values.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return value.value if value is not None else None


def describe(value: Value | None) -> str:
    """What a value is, in words for an error message."""
    if isinstance(value, Mapping):
        return "a mapping of keys" if value.values else "an empty mapping"
    if isinstance(value, Sequence):
        return "a list" if value.items else "an empty list"
    if value is None or value.value is None:
        return "nothing"
    if isinstance(value.value, bool):
        return "true" if value.value else "false"
    if isinstance(value.value, (int, NumberText)):
        return f"the number {shorten(value.text)}"
    return f"the text '{shorten(value.text)}'"


def shorten(text: str, limit: int = 60) -> str:
    """A text on one line, cut in the middle of nothing that a reader needs."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 3]}..."


def read_document(path: Path, text: str) -> Document:
    """Read a YAML text; whatever is wrong with it as YAML is listed in `faults`, never raised."""
    document = Document(path, text, None)
    if "\0" in text:
        before = text[: text.index("\0")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        document.faults.append(_fault(path, line, column, "a NUL character (U+0000)", "text", "remove it"))
        return document
    loader = YAML(typ="safe", pure=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", ReusedAnchorWarning
            )  # it matters to an alias alone, and that is a fault below
            node = loader.compose(text)
    except MarkedYAMLError as error:
        document.faults.append(_broken(path, error))
        return document
    except RecursionError:
        document.faults.append(_fault(path, 1, 1, "brackets or lists nested too deeply", "", "nest less"))
        return document
    except (YAMLError, ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        # Malformed directives, endless nesting and broken escapes surface as these in the parser.
        problem = shorten(str(error)) or type(error).__name__
        document.faults.append(_fault(path, 1, 1, f"broken YAML: {problem}", "", "check that the file is YAML 1.2"))
        return document
    if node is None:
        return document
    _refuse_references(document)
    reader = _Reader(path, document.faults)
    root = reader.read(node, depth=0) if not document.faults else None
    return Document(path, text, None if reader.is_cut else root, document.faults)


# What the parser says, what a reader understands, what to do; None: the parser's own place is the right one.
PROBLEMS = (
    ("\\t", "a tab", "indent with spaces; YAML does not take tabs"),
    ("mapping values are not allowed", "a second `: ` in one line", "put a text that holds `: ` in quotes"),
    ("found another document", "a second document", "one file is one scheme: remove the line `---` and what follows"),
    ("undefined alias", "an alias (*name)", "write the value out; a text that begins with * goes in quotes"),
    ("end of stream", "a quote that is not closed", "close it at the end of the text"),
    ("<stream end>", "a bracket that is not closed", "close it where the list or the mapping ends"),
    ("<block end>", "a line that is indented unlike its neighbours", "align it with the keys of its level"),
    ("incompatible YAML document", "a %YAML line for another version", "remove the line"),
)


def _broken(path: Path, error: MarkedYAMLError) -> Diagnostic:
    """What the parser stumbled over, in words of the file; what is left open is shown where it was opened."""
    problem = " ".join((error.problem or "not readable as YAML").split())
    mark = error.problem_mark or error.context_mark
    if "stream" in problem and error.context_mark is not None:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for sign, found, remedy in PROBLEMS:
        if sign in problem:
            return _fault(path, line, column, found, "", remedy)
    remedy = "check indentation, quotes and brackets around this place"
    return _fault(path, line, column, f"broken YAML: {problem}", "", remedy)


REFERENCE = re.compile(r"(?m)(?:^|[\s\[{,:-])[*!][^\s]")


def _refuse_references(document: Document) -> None:
    """Aliases and tags make a file mean more than it shows; each is named where it stands."""
    if REFERENCE.search(document.text) is None:
        return
    for event in YAML(typ="safe", pure=True).parse(document.text):
        start, end = event.start_mark, event.end_mark
        is_alias = isinstance(event, AliasEvent)
        tag = None if is_alias else getattr(event, "tag", None)
        if not is_alias and tag is None:
            continue
        last = end.column + 1 if is_alias and end.line == start.line else start.column + 2
        span = Span(document.path, Position(start.line + 1, start.column + 1), Position(start.line + 1, last))
        found = "an alias (*name)" if is_alias else f"the tag {shorten(str(tag).replace('tag:yaml.org,2002:', '!!'))}"
        expected, remedy = (
            ("the value itself", "write the value out") if is_alias else ("a plain value", "remove the tag")
        )
        document.faults.append(Diagnostic("yaml-not-plain", span, found, expected, remedy))


def _fault(path: Path, line: int, column: int, found: str, expected: str, remedy: str) -> Diagnostic:
    position = Position(line, column)
    return Diagnostic("yaml-unreadable", Span(path, position, position), found, expected, remedy)


class _Reader:
    """Turns ruamel's nodes into ours, refusing what would make the file mean more than it shows."""

    def __init__(self, path: Path, faults: list[Diagnostic]) -> None:
        self.path = path
        self.faults = faults
        self.is_cut = False

    def read(self, node: Node, depth: int) -> Value:
        span = self._span(node)
        if depth > DEEPEST_NESTING:
            self.is_cut = True
            self._report(span, f"more than {DEEPEST_NESTING} levels of nesting", "a flatter file", "")
            return Scalar(span, None, "", quoted=False)
        if isinstance(node, ScalarNode):
            return self._scalar(node, span)
        if isinstance(node, SequenceNode):
            return Sequence(span, tuple(self.read(item, depth + 1) for item in node.value))
        assert isinstance(node, MappingNode)
        return self._mapping(node, span, depth)

    def _scalar(self, node: ScalarNode, span: Span) -> Scalar:
        text, quoted = node.value, node.style is not None
        kind = str(node.tag).rsplit(":", 1)[-1]
        if quoted or kind == "str":
            return Scalar(span, text, text, quoted)
        if kind == "null":
            return Scalar(span, None, text, quoted)
        if kind == "bool":
            return Scalar(span, text.lower() == "true", text, quoted)
        if kind == "int" and text.lstrip("+-").isdigit() and len(text) <= 40:
            return Scalar(span, int(text), text, quoted)
        if kind in ("int", "float"):
            return Scalar(span, NumberText(text), text, quoted)
        if kind == "timestamp":
            return Scalar(span, text, text, quoted)
        return Scalar(span, text, text, quoted)

    def _mapping(self, node: MappingNode, span: Span, depth: int) -> Mapping:
        values: dict[str, Value] = {}
        keys: dict[str, Span] = {}
        for key_node, value_node in self._pairs(node):
            key_span = self._span(key_node)
            if not isinstance(key_node, ScalarNode):
                self._report(key_span, "a key that is a list or a mapping", "a word as key", "")
                continue
            key = key_node.value
            if key == "<<" and key_node.style is None:
                self._report(key_span, "a merge key (<<)", "the keys themselves", "write the keys out")
                continue
            if key in keys:
                first = keys[key].start.line
                self._report(key_span, f"the key '{key}' twice", "each key once", f"it stands on line {first} already")
                continue
            keys[key] = key_span
            value = self.read(value_node, depth + 1)
            is_absent = isinstance(value, Scalar) and not value.text and not value.quoted
            values[key] = replace(value, span=key_span) if is_absent else value
        return Mapping(span, values, keys)

    def _pairs(self, node: MappingNode) -> Iterator[tuple[Node, Node]]:
        yield from node.value

    def _span(self, node: Node) -> Span:
        start, end = node.start_mark, node.end_mark
        last = Position(end.line + 1, end.column + 1)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            last = Position(start.line + 1, start.column + 2)
        return Span(self.path, Position(start.line + 1, start.column + 1), last)

    def _report(self, span: Span, found: str, expected: str, remedy: str) -> None:
        self.faults.append(Diagnostic("yaml-not-plain", span, found, expected, remedy))
