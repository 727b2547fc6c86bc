"""Where a cursor stands in a text that is just being written, and so is seldom YAML: read by indentation alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from isonomia.check.finding import Keys
from isonomia.diagnostics.span import Position

KEY = re.compile(
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^\s"'\[\]{},#&*!|>%@`-][^:#{}\[\],]*?))[ ]*:(?=\s|$)"""
)
DASH = re.compile(r"-(?=\s|$)[ ]*")
BLOCK_TEXT = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?$")
COMMENT = re.compile(r"(?:^|\s)#.*$")


@dataclass(frozen=True)
class Cursor:
    """The path of keys around a cursor, and what of a word is written there already.

    After `key:` the path ends with that key, and a value is expected; elsewhere it names what holds the cursor.
    """

    keys: Keys
    word: str
    is_value: bool


def cursor_at(lines: Sequence[str], position: Position) -> Cursor | None:
    """What stands before a position; None in a comment or in a text block."""
    outline = _Outline()
    for line in lines[: position.line - 1]:
        outline.take(line)
    before = lines[position.line - 1][: position.column - 1]
    if COMMENT.search(before) or outline.is_text(before):
        return None
    return outline.cursor(before)


@dataclass
class _Flow:
    """An open bracket: the key whose value is being written, or the number of the list's item."""

    key: str | int | None
    is_list: bool


@dataclass
class _Outline:
    """What is open after some lines: blocks by their indentation, and brackets."""

    blocks: list[tuple[int, str | int]] = field(default_factory=list)
    brackets: list[_Flow] = field(default_factory=list)
    text_indent: int | None = None
    word: str = ""
    is_value: bool = False

    def is_text(self, line: str) -> bool:
        """Whether a line belongs to a block of text (`|`, `>`)."""
        return self.text_indent is not None and (not line.strip() or _indent(line) > self.text_indent)

    def take(self, line: str) -> None:
        """Read a whole line."""
        if self.is_text(line) or not COMMENT.sub("", line).strip():
            return
        self._read(COMMENT.sub("", line).rstrip())

    def cursor(self, before: str) -> Cursor:
        """The cursor after the beginning of a line."""
        self._read(before)
        keys = [key for _indentation, key in self.blocks]
        keys += [frame.key for frame in self.brackets if frame.key is not None]
        return Cursor(tuple(keys), self.word, self.is_value)

    def _read(self, line: str) -> None:
        self.text_indent = None
        indent = _indent(line)
        # a bracket that was never closed ends where a line stands no deeper than the key that it belongs to
        if self.brackets and self.blocks and indent <= self.blocks[-1][0]:
            self.brackets.clear()
        if self.brackets:
            self._flow(line)
            return
        self._close(indent, is_item=DASH.match(line, indent) is not None)
        self._block(line, indent)

    def _close(self, indent: int, *, is_item: bool) -> None:
        """Leave the blocks that a line of this indentation ends; an item may stand as far left as its list's key."""
        while self.blocks and (
            self.blocks[-1][0] > indent
            or (self.blocks[-1][0] == indent and not (is_item and isinstance(self.blocks[-1][1], str)))
        ):
            left, key = self.blocks.pop()
            if is_item and left == indent and isinstance(key, int):
                self.blocks.append((indent, key + 1))
                return
        if is_item:
            self.blocks.append((indent, 0))

    def _block(self, line: str, at: int) -> None:
        if dash := DASH.match(line, at):
            if self.blocks[-1][0] != at:
                self.blocks.append((at, 0))
            self._block(line, dash.end())
            return
        self.word, self.is_value = line[at:], False
        if (match := KEY.match(line, at)) is None:
            if line[at : at + 1] in ("{", "["):
                self._flow(line[at:])
            return
        self.blocks.append((at, match["plain"] or match["double"] or match["single"] or ""))
        value = line[match.end() :].lstrip()
        self.word, self.is_value = value, True
        if BLOCK_TEXT.match(value):
            self.text_indent = at
        elif value[:1] in ("{", "["):
            self._flow(value)

    def _flow(self, text: str) -> None:
        """Read inside brackets; a quote that is open at the end of the text closes there."""
        begin, at = 0, 0
        while at < len(text):
            char = text[at]
            if char in "\"'" and not text[begin:at].strip():
                closing = text.find(char, at + 1)
                at = closing if closing >= 0 else len(text)
            elif char in "{[":
                self.brackets.append(_Flow(0 if char == "[" else None, char == "["))
                begin = at + 1
            elif char in "}]" and self.brackets:
                self.brackets.pop()
                begin = at + 1
                if not self.brackets:
                    self.word, self.is_value = text[begin:].lstrip(), True
                    return
            elif char == "," and self.brackets:
                frame = self.brackets[-1]
                frame.key = frame.key + 1 if isinstance(frame.key, int) else None
                begin = at + 1
            elif char == ":" and self.brackets and not self.brackets[-1].is_list and text[at + 1 : at + 2] in ("", " "):
                self.brackets[-1].key = text[begin:at].strip().strip("\"'")
                begin = at + 1
            at += 1
        self.word = text[begin:].lstrip()
        self.is_value = bool(self.brackets) and self.brackets[-1].key is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
