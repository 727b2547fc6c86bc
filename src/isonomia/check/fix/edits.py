"""One edit as a change of the text: a value replaced, or a key added where its neighbours stand.

Only the characters of the value or the new line change. Block and flow style are kept as the file has them; missing
parents are added in the style of what holds them.
"""

from dataclasses import dataclass

from isonomia.check.finding import Edit
from isonomia.diagnostics.lines import LINE_END, lines_of
from isonomia.diagnostics.span import Position
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar

INDENT = 2


@dataclass(frozen=True)
class TextChange:
    """Characters from `start` up to and not including `end` become `text`."""

    start: Position
    end: Position
    text: str

    def applied_to(self, source: str) -> str:
        """The text after the change."""
        starts = [0, *(found.end() for found in LINE_END.finditer(source))]
        begin, end = (starts[place.line - 1] + place.column - 1 for place in (self.start, self.end))
        return source[:begin] + self.text + source[end:]


def apply_edit(document: Document, edit: Edit) -> TextChange | None:
    """The change that an edit makes; None where the file has no place for it (a list, an unreadable file)."""
    present = document.value_at(edit.keys)
    if isinstance(present, Scalar) and present.value is not None:
        return TextChange(present.span.start, present.span.end, edit.value)
    if present is not None and not isinstance(present, Scalar):
        return None
    depth = len(edit.keys) - 1
    while depth and not isinstance(document.value_at(edit.keys[:depth]), Mapping):
        depth -= 1
    holder = document.value_at(edit.keys[:depth]) if depth else document.root
    names = [str(key) for key in edit.keys[depth:]]
    if not isinstance(holder, Mapping):
        return None
    if names[0] in holder.values:
        return _fill_empty(document, holder, names, edit.value)
    is_flow = _text_at(document, holder.span.start) == "{"
    return (
        _into_flow(document, holder, names, edit.value) if is_flow else _into_block(document, holder, names, edit.value)
    )


def _fill_empty(document: Document, holder: Mapping, names: list[str], value: str) -> TextChange | None:
    """A key that stands there with nothing after it."""
    found = holder.values[names[0]]
    if not isinstance(found, Scalar) or found.value is not None:
        return None
    key = holder.keys[names[0]]
    if found.span != key:  # a written null
        return TextChange(found.span.start, found.span.end, _flow_of(names[1:], value))
    line = lines_of(document.text)[key.end.line - 1]
    colon = Position(key.end.line, line.index(":", key.end.column - 1) + 2)
    return TextChange(colon, colon, f" {_flow_of(names[1:], value)}")


def _flow_of(names: list[str], value: str) -> str:
    """Nested keys in flow style: `{appeal: {within: 14 days}}`."""
    text = value
    for name in reversed(names):
        text = f"{{{name}: {text}}}"
    return text


def _into_flow(document: Document, holder: Mapping, names: list[str], value: str) -> TextChange:
    """Before the closing brace."""
    entry = f"{names[0]}: {_flow_of(names[1:], value)}"
    end = holder.span.end
    close = Position(end.line, end.column - 1)
    line = lines_of(document.text)[close.line - 1]
    before = line[: close.column - 1]
    start = Position(close.line, len(before.rstrip()) + 1) if before.strip() else close
    is_empty = not holder.values
    tail = before[len(before.rstrip()) :] if before.strip() else ""
    return TextChange(start, close, (entry if is_empty else f", {entry}") + tail)


def _into_block(document: Document, holder: Mapping, names: list[str], value: str) -> TextChange:
    """A line after the last one of the block, indented as its keys are."""
    column = min(span.start.column for span in holder.keys.values())
    lines = lines_of(document.text)
    last = _last_line(lines, max(span.start.line for span in holder.keys.values()), column)
    text = ""
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    for depth, name in enumerate(names):
        ending = f" {value}" if depth == len(names) - 1 else ""
        text += f"{line_end}{' ' * (column - 1 + INDENT * depth)}{name}:{ending}"
    place = Position(last, len(lines[last - 1]) + 1)
    return TextChange(place, place, text)


def _last_line(lines: list[str], key_line: int, column: int) -> int:
    """The last line with text that belongs to the key on `key_line`: what follows is indented deeper than it."""
    last = key_line
    for number in range(key_line + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip()) < column:
            break
        last = number
    return last


def _text_at(document: Document, position: Position) -> str:
    lines = lines_of(document.text)
    return lines[position.line - 1][position.column - 1 : position.column]
