"""Comments that accept a finding: `# isonomia: accept CODE reason`, at the end of its line or alone above it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from isonomia.check.finding import Finding, Place
from isonomia.check.subject.connection import is_argument
from isonomia.diagnostics.lines import lines_of
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_values import Mapping, Scalar, Value

COMMENT = re.compile(r"#[ \t]*isonomia:[ \t]*accept\b[ \t]*(?P<code>[A-Za-z0-9]*)[ \t]*(?P<reason>.*)$")
ANOTHER_CODE = re.compile(r"(?:[,;/&+]|and\b)?[ \t]*[A-Za-z]{3}\d{3}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Accept:
    """One comment: where it stands, which line it speaks of, and what it says."""

    code: str
    reason: str
    start: Position
    end: Position
    line: int

    def place(self, path: Path) -> Place:
        """Where the comment stands."""
        return Place(("comment", self.code), Span(path, self.start, self.end), self.reason)

    @property
    def has_reason(self) -> bool:
        """Whether the words after the code say anything; `-` and `todo` do not."""
        return is_argument(self.reason)

    @property
    def names_two_codes(self) -> bool:
        """Whether another code follows the first, so that nobody can tell which of them the reason is for."""
        return ANOTHER_CODE.match(self.reason) is not None

    @property
    def is_in_order(self) -> bool:
        """Whether it accepts at all: one code, and a reason."""
        return bool(self.code) and self.has_reason and not self.names_two_codes

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is of this code and on this line."""
        return finding.code == self.code and finding.place.span.start.line == self.line


def accepts_in(text: str, root: Value | None = None) -> tuple[Accept, ...]:
    """The accepting comments of a scheme file, in the order of the text; none stands inside a value of `root`."""
    if "accept" not in text:
        return ()
    lines = lines_of(text)
    inside = set(_text_lines(root, lines))
    found = []
    for number, line in enumerate(lines, 1):
        match = COMMENT.search(line)
        if match is None or number in inside or not _is_comment(line, match.start()):
            continue
        is_alone = not line[: match.start()].strip()
        spoken_of = _next_line_with_text(lines, number) if is_alone else number
        start, end = Position(number, match.start() + 1), Position(number, len(line.rstrip()) + 1)
        found.append(Accept(match["code"].upper(), match["reason"].strip(), start, end, spoken_of))
    return tuple(found)


def _text_lines(value: Value | None, lines: list[str]) -> Iterator[int]:
    """The numbers of the lines that texts over several lines go on in: block scalars, long quoted ones."""
    if isinstance(value, Scalar):
        yield from range(value.span.start.line + 1, _last_line(value, lines) + 1)
        return
    inner = value.values.values() if isinstance(value, Mapping) else value.items if value is not None else ()
    for part in inner:
        yield from _text_lines(part, lines)


def _last_line(value: Scalar, lines: list[str]) -> int:
    """The last line of a text; a block scalar, whose span is its mark alone, goes as far as it is indented."""
    start = value.span.start
    line = lines[start.line - 1]
    if line[start.column - 1 : start.column] not in ("|", ">"):
        return value.span.end.line
    last, indent = start.line, len(line) - len(line.lstrip(" "))
    for number, text in enumerate(lines[start.line :], start.line + 1):
        if text.strip() and len(text) - len(text.lstrip(" ")) <= indent:
            break
        last = number
    return last


def _is_comment(line: str, at: int) -> bool:
    """Whether the # begins a comment: at the start or after a space, and not inside quotes."""
    before = line[:at]
    return (not before or before[-1].isspace()) and before.count('"') % 2 == 0 and before.count("'") % 2 == 0


def _next_line_with_text(lines: list[str], number: int) -> int:
    for offset, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return offset
    return number


def accepted_by(finding: Finding, accepts: Iterable[Accept]) -> Accept | None:
    """The comment that accepts a finding; what the service would refuse cannot be accepted."""
    if finding.level.is_refused:
        return None
    return next((accept for accept in accepts if accept.is_in_order and accept.covers(finding)), None)
