"""Comments that accept a finding: `# isonomia: accept CODE reason`, at the end of its line or alone above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from isonomia.check.finding import Finding, Place
from isonomia.diagnostics.span import Position, Span

COMMENT = re.compile(r"#[ \t]*isonomia:[ \t]*accept\b[ \t]*(?P<code>[A-Za-z0-9]*)[ \t]*(?P<reason>.*)$")


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

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is of this code and on this line."""
        return finding.code == self.code and finding.place.span.start.line == self.line


def accepts_in(text: str) -> tuple[Accept, ...]:
    """The accepting comments of a scheme file, in the order of the text."""
    if "isonomia:" not in text:
        return ()
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines, 1):
        match = COMMENT.search(line)
        if match is None or not _is_comment(line, match.start()):
            continue
        is_alone = not line[: match.start()].strip()
        spoken_of = _next_line_with_text(lines, number) if is_alone else number
        start, end = Position(number, match.start() + 1), Position(number, len(line.rstrip()) + 1)
        found.append(Accept(match["code"].upper(), match["reason"].strip(), start, end, spoken_of))
    return tuple(found)


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
    return next((accept for accept in accepts if accept.reason and accept.covers(finding)), None)
