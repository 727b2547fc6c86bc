"""Where each character of a YAML scalar's text stands in the file: plain, quoted or in a block."""

from isonomia.diagnostics.span import Position


def text_places(source: str, start: Position, text: str, *, is_quoted: bool) -> list[Position] | None:
    """The place of each character of `text`, whose scalar begins at `start`; None where escapes hide them."""
    lines = source.splitlines(keepends=True)
    if not 1 <= start.line <= len(lines):
        return None
    at = sum(map(len, lines[: start.line - 1])) + start.column - 1
    style = source[at : at + 1] if is_quoted else ""
    line, line_begin = start.line, at - start.column + 1
    if style in ("'", '"'):
        at += 1
    elif style in ("|", ">"):
        at = line_begin + len(lines[start.line - 1])
        line, line_begin = line + 1, at
    places: list[Position] = []
    for char in text:
        # a line end and the indentation after it may stand for one space, one line end or nothing
        while at < len(source) and source[at].isspace() and source[at] != char:
            at += 1
            if source[at - 1] == "\n":
                line, line_begin = line + 1, at
        if (style == '"' and source[at : at + 1] == "\\") or (style == "'" and source[at : at + 2] == "''"):
            at += 1
        place = Position(line, at - line_begin + 1)
        if source[at : at + 1] == char:
            at += 1
            if char == "\n":
                line, line_begin = line + 1, at
        elif not char.isspace():
            return None
        places.append(place)
    return places
