"""What can stand at the cursor: keys and words of the format, names that the file declares, contexts."""

import re
from collections.abc import Callable, Iterable, Sequence

from lsprotocol import types as lsp

from isonomia.check.finding import Keys
from isonomia.diagnostics.span import Position
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar
from isonomia.editor.documents import Version
from isonomia.editor.format_keys import field_at, fields_of, is_block, model_inside, words_at
from isonomia.editor.outline import Cursor, cursor_at
from isonomia.scheme.contexts import context_terms

NAME_BEGUN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")
SOURCE_WRITTEN = re.compile(r"\bsource:[ ]*([a-z][a-z0-9_]*)")
EXPRESSIONS = ("when", "points")


def completions(version: Version, tree: Document, position: Position) -> list[lsp.CompletionItem]:
    """The proposals at a position of a text; `tree` is the last one that could be read."""
    line = version.places.lines[position.line - 1]
    cursor = cursor_at(version.places.lines, position)
    if cursor is None or version.is_foreign:
        return []
    model = None if cursor.is_value else model_inside(cursor.keys)
    after = line[position.column - 1 :]
    if model is None:
        word, words = _values(version, tree, cursor, position)
        glue = " " if line[: position.column - 1 - len(word)].endswith(":") else ""
        make = _maker(version, position, word)
        return [make(name, f"{glue}{name}", told, lsp.CompletionItemKind.EnumMember) for name, told in words.items()]
    make = _maker(version, position, cursor.word)
    present = tree.value_at(cursor.keys) if cursor.keys else tree.root
    written = set(present.values) - {cursor.word} if isinstance(present, Mapping) else set()
    items = []
    for name, field in fields_of(model).items():
        if name not in written:
            ending = "" if after.lstrip().startswith(":") else ":" if is_block(field) else ": "
            items.append(make(name, name + ending, field.description or "", lsp.CompletionItemKind.Property))
    return items


def _maker(
    version: Version, position: Position, word: str
) -> Callable[[str, str, str, lsp.CompletionItemKind], lsp.CompletionItem]:
    """A function that makes proposals in place of the word begun; they keep the order of the format."""
    begin = Position(position.line, position.column - len(word))
    place = lsp.Range(version.places.position_of(begin), version.places.position_of(position))
    count = 0

    def make(label: str, text: str, told: str, kind: lsp.CompletionItemKind) -> lsp.CompletionItem:
        nonlocal count
        count += 1
        return lsp.CompletionItem(
            label,
            kind=kind,
            documentation=told or None,
            sort_text=f"{count:04}",
            filter_text=label,
            text_edit=lsp.TextEdit(place, text),
        )

    return make


def _values(version: Version, tree: Document, cursor: Cursor, position: Position) -> tuple[str, dict[str, str]]:
    """The word begun, and the values that can stand in its place, each with its explanation."""
    keys = cursor.keys
    if not keys:
        return cursor.word, {}
    name = next((key for key in reversed(keys) if isinstance(key, str)), "")
    if name in EXPRESSIONS and field_at(keys) is not None:
        begun = NAME_BEGUN.search(cursor.word)
        return (begun.group() if begun else ""), _names_in_expression(version, tree, keys, position)
    declared = _declared(tree, keys, name)
    return cursor.word, declared if declared is not None else words_at(keys)


def _declared(tree: Document, keys: Keys, name: str) -> dict[str, str] | None:
    """The names that a key refers to; None where it refers to none."""
    if field_at(keys) is None:
        return None
    match name:
        case "context" | "between":
            return context_terms()
        case "source":
            return _names(tree, "sources")
        case "band":
            return _names(tree, "bands")
        case "rules" if keys[0] == "pools":
            return _names(tree, "rules")
        case "measure" if keys[0] == "steps":
            return dict.fromkeys(_measures(tree), "")
        case _:
            return None


def _names(tree: Document, section: str) -> dict[str, str]:
    """The names that a section declares, each with what the file says of it."""
    found = tree.value_at((section,))
    return {name: _told(tree, (section, name)) for name in found.values} if isinstance(found, Mapping) else {}


def _told(tree: Document, keys: Keys) -> str:
    """The first of a title, a description and a reason."""
    for key in ("title", "description", "reason"):
        value = tree.value_at((*keys, key))
        if isinstance(value, Scalar) and value.text:
            return value.text
    return ""


def _measures(tree: Document) -> Iterable[str]:
    for name in _names(tree, "consequences"):
        value = tree.value_at(("consequences", name, "measure"))
        if isinstance(value, Scalar) and value.text:
            yield value.text


def _names_in_expression(version: Version, tree: Document, keys: Keys, position: Position) -> dict[str, str]:
    """The fields of an event rule's source; for a period rule, which counts, the sources and rules."""
    written = tree.value_at((*keys[:2], "source"))
    source = written.text if isinstance(written, Scalar) else _source_above(version.places.lines, position)
    if source:
        fields = tree.value_at(("sources", source, "fields"))
        names = fields.values if isinstance(fields, Mapping) else ()
        return {name: _told(tree, ("sources", source, "fields", name)) for name in names}
    return _names(tree, "sources") | _names(tree, "rules")


def _source_above(lines: Sequence[str], position: Position) -> str:
    """The source of a rule that is so new that no tree has it: on the cursor's line, or above it in the same block."""
    indent = len(lines[position.line - 1]) - len(lines[position.line - 1].lstrip())
    for line in reversed(lines[: position.line]):
        if len(line) - len(line.lstrip()) < indent:
            return ""
        if match := SOURCE_WRITTEN.search(line):
            return match[1]
    return ""
