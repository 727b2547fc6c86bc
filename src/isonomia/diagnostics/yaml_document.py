"""YAML 1.2 read into plain nodes that know where they stand.

One file, read as it stands: no aliases, no merge keys, no tags, no second document, no key twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from isonomia.diagnostics.diagnostic import Diagnostic
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
        """The span of characters `start` to `end` inside a scalar's text, as well as quoting lets one say."""
        value = self.value_at(keys)
        if not isinstance(value, Scalar) or value.span.start.line != value.span.end.line:
            return self.locate(keys)
        first = value.span.start
        line = self.text.splitlines()[first.line - 1]
        skipped = 1 if value.quoted else 0
        if line[first.column - 1 + skipped : first.column - 1 + skipped + len(value.text)] != value.text:
            return value.span  # escapes inside quotes: the whole value is the honest answer
        column = first.column + skipped
        return Span(self.path, Position(first.line, column + start), Position(first.line, column + max(end, start + 1)))


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
        return "a mapping of keys"
    if isinstance(value, Sequence):
        return "a list"
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
        line = text[: text.index("\0")].count("\n") + 1
        document.faults.append(_fault(path, line, 1, "a NUL character (U+0000)", "text", "remove it"))
        return document
    loader = YAML(typ="safe", pure=True)
    try:
        node = loader.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = " ".join((error.problem or "not readable as YAML").split())
        remedy = "check indentation, quotes and brackets around this place"
        document.faults.append(_fault(path, line, column, f"broken YAML: {problem}", "", remedy))
        return document
    except (YAMLError, RecursionError, ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        # Malformed directives, endless nesting and broken escapes surface as these in the parser.
        problem = shorten(str(error)) or type(error).__name__
        document.faults.append(_fault(path, 1, 1, f"broken YAML: {problem}", "", "check that the file is YAML 1.2"))
        return document
    if node is None:
        return document
    reader = _Reader(path, document.faults)
    root = reader.read(node, depth=0)
    return Document(path, text, root, document.faults)


def _fault(path: Path, line: int, column: int, found: str, expected: str, remedy: str) -> Diagnostic:
    position = Position(line, column)
    return Diagnostic("yaml-unreadable", Span(path, position, position), found, expected, remedy)


class _Reader:
    """Turns ruamel's nodes into ours, refusing what would make the file mean more than it shows."""

    def __init__(self, path: Path, faults: list[Diagnostic]) -> None:
        self.path = path
        self.faults = faults
        self.seen: set[int] = set()

    def read(self, node: Node, depth: int) -> Value:
        span = self._span(node)
        if id(node) in self.seen:
            self._report(span, "an alias (*name)", "the value itself", "write the value out where it is used")
            return Scalar(span, None, "", quoted=False)
        self.seen.add(id(node))
        if depth > DEEPEST_NESTING:
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
        self._report(span, f"the tag {shorten(str(node.tag))}", "a plain value", "remove the tag")
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
            values[key] = self.read(value_node, depth + 1)
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
