"""Diagnostics as text for people: a line that says it, the source line, a caret under the place."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic, sort_key
from isonomia.diagnostics.lines import lines_of
from isonomia.diagnostics.span import Span

LONGEST_LINE = 110


def render(diagnostics: Iterable[Diagnostic], texts: Mapping[Path, str]) -> str:
    """All diagnostics in the order of the files, each with its snippet where the text is known."""
    return "\n".join(render_one(item, texts) for item in sorted(diagnostics, key=sort_key))


def render_one(diagnostic: Diagnostic, texts: Mapping[Path, str]) -> str:
    """One diagnostic: message, place, snippet with caret, remedy."""
    lines = [f"{diagnostic.level}[{diagnostic.code}]: {diagnostic.message}"]
    margin = 3
    if diagnostic.span is not None:
        snippet = snippet_of(diagnostic.span, texts.get(diagnostic.span.path))
        margin = len(str(diagnostic.span.start.line)) + 2
        lines.append(f"{'-->':>{margin + 1}} {diagnostic.span}")
        lines.extend(snippet)
    if diagnostic.remedy:
        lines.append(f"{'=':>{margin}} help: {diagnostic.remedy}")
    return "\n".join(lines) + "\n"


def snippet_of(span: Span, text: str | None) -> list[str]:
    """The line of a span with carets under it; nothing where the text has no such line."""
    source = lines_of(text) if text is not None else []
    if not 1 <= span.start.line <= len(source):
        return []
    # A tab counts as one column; shown as one space the caret stays under its character.
    line = source[span.start.line - 1].replace("\t", " ")
    start = span.start.column - 1
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    shift = max(0, min(start - LONGEST_LINE // 2, len(line) - LONGEST_LINE)) if len(line) > LONGEST_LINE else 0
    shown = line[shift : shift + LONGEST_LINE]
    carets = "^" * max(1, min(end, shift + LONGEST_LINE) - start)
    number = str(span.start.line)
    blank = " " * len(number)
    return [f" {blank} |", f" {number} | {shown}".rstrip(), f" {blank} | {' ' * (start - shift)}{carets}"]
