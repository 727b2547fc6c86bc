"""Between isonomia's positions (code points from 1) and the editor's (from 0, in units that were agreed on)."""

from lsprotocol import types as lsp

from isonomia.diagnostics.lines import LINE_END  # the protocol's ends of lines are YAML's too
from isonomia.diagnostics.span import Position, Span


class Places:
    """The lines of one text, and how the editor counts in them."""

    def __init__(self, text: str, encoding: str) -> None:
        self.lines = LINE_END.split(text)
        self._encoding = encoding

    def range_of(self, span: Span) -> lsp.Range:
        """A span as the editor's range; an empty one is widened to a character, so that it can be seen."""
        if span.end <= span.start:
            span = Span(span.path, span.start, Position(span.start.line, span.start.column + 1))
        return self.exact_range_of(span)

    def exact_range_of(self, span: Span) -> lsp.Range:
        """A span as the editor's range, as it is: an empty one is where text is put in."""
        return lsp.Range(self.position_of(span.start), self.position_of(span.end))

    def position_of(self, position: Position) -> lsp.Position:
        """A position as the editor counts it; one beyond the text is its end."""
        if position.line > len(self.lines):
            return lsp.Position(len(self.lines) - 1, self._units(self.lines[-1]))
        line = self.lines[max(0, position.line - 1)]
        return lsp.Position(max(0, position.line - 1), self._units(line[: max(0, position.column - 1)]))

    def read(self, position: lsp.Position) -> Position:
        """An editor's position as isonomia counts it; inside a character it is the place before it."""
        if position.line >= len(self.lines):
            return Position(len(self.lines), len(self.lines[-1]) + 1)
        line, left = self.lines[position.line], position.character
        for index, char in enumerate(line):
            left -= self._units(char)
            if left < 0:
                return Position(position.line + 1, index + 1)
        return Position(position.line + 1, len(line) + 1)

    def _units(self, text: str) -> int:
        match self._encoding:
            case "utf-8":
                return len(text.encode("utf-8", "surrogatepass"))
            case "utf-32":
                return len(text)
            case _:
                return len(text.encode("utf-16-le", "surrogatepass")) // 2


def holds(span: Span, position: Position) -> bool:
    """Whether a cursor at a position touches a span; just after its last character it does."""
    return span.start <= position <= span.end
