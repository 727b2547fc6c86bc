"""The reader that says what is wrong with a YAML file, and the measure for the faster one: ruamel.yaml in Python."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.sound_texts import unreadable_character
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_values import DEEPEST_NESTING, Mapping, NumberText, Scalar, Sequence, Value, shorten


def read_pure(path: Path, text: str) -> tuple[Value | None, list[Diagnostic]]:
    """The root of a YAML text, None if it is empty or unreadable, and what is wrong with it as YAML."""
    if (unreadable := unreadable_character(path, text)) is not None:
        return None, [unreadable]
    loader = YAML(typ="safe", pure=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", ReusedAnchorWarning
            )  # it matters to an alias alone, and that is a fault below
            node = loader.compose(text)
    except MarkedYAMLError as error:
        return None, [_broken(path, error)]
    except RecursionError:
        return None, [_fault(path, 1, 1, "brackets or lists nested too deeply", "", "nest less")]
    except (YAMLError, ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        # Malformed directives, endless nesting and broken escapes surface as these in the parser.
        problem = shorten(str(error)) or type(error).__name__
        return None, [_fault(path, 1, 1, f"broken YAML: {problem}", "", "check that the file is YAML 1.2")]
    if node is None:
        return None, []
    if faults := _references(path, text):
        return None, faults
    reader = _Reader(path, faults)
    root = reader.read(node, depth=0)
    return (None if reader.is_cut else root), faults


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


def _references(path: Path, text: str) -> list[Diagnostic]:
    """Aliases and tags make a file mean more than it shows; each is named where it stands."""
    faults: list[Diagnostic] = []
    if REFERENCE.search(text) is None:
        return faults
    for event in YAML(typ="safe", pure=True).parse(text):
        start, end = event.start_mark, event.end_mark
        is_alias = isinstance(event, AliasEvent)
        tag = None if is_alias else getattr(event, "tag", None)
        if not is_alias and tag is None:
            continue
        last = end.column + 1 if is_alias and end.line == start.line else start.column + 2
        span = Span(path, Position(start.line + 1, start.column + 1), Position(start.line + 1, last))
        found = "an alias (*name)" if is_alias else f"the tag {shorten(str(tag).replace('tag:yaml.org,2002:', '!!'))}"
        expected, remedy = (
            ("the value itself", "write the value out") if is_alias else ("a plain value", "remove the tag")
        )
        faults.append(Diagnostic("yaml-not-plain", span, found, expected, remedy))
    return faults


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
