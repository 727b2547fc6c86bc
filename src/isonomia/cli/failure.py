"""Errors as text for the terminal: snippets of the files they name, and what to do."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic, sort_key
from isonomia.diagnostics.render import render_one
from isonomia.diagnostics.visible import visible
from isonomia.errors import InputError, IsonomiaError
from isonomia.locale import _, ngettext

MOST_SHOWN = 50
FARTHEST_LINE = 1_000_000  # beyond it the message has its place, and no snippet
LONGEST_LINE = 10_000
BINARY_BEGINNINGS = (b"PAR1", b"\x1f\x8b", b"PK\x03\x04", b"SQLite")


def message_of(error: IsonomiaError) -> str:
    """What happened, where, and what to do."""
    if isinstance(error, InputError):
        return rendered(error.diagnostics)
    remedy = f"  = help: {error.remedy}\n" if error.remedy else ""
    return f"error: {_printable(str(error))}\n{_printable(remedy)}"


def rendered(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics with the lines they name; of very many the first."""
    ordered = sorted(diagnostics, key=sort_key)
    shown = ordered[:MOST_SHOWN]
    lines = _named_lines(shown)
    parts = [_one(item, lines) for item in shown]
    if more := len(ordered) - len(shown):
        parts.append(ngettext("... and {count} more\n", "... and {count} more\n", more))
    return "\n".join(parts)


def _one(item: Diagnostic, lines: dict[tuple[Path, int], str]) -> str:
    texts = {}
    if item.span is not None and (item.span.path, item.span.start.line) in lines:
        number = item.span.start.line
        texts[item.span.path] = "\n" * (number - 1) + lines[item.span.path, number]
    return _printable(render_one(item, texts))


def _named_lines(diagnostics: Iterable[Diagnostic]) -> dict[tuple[Path, int], str]:
    """Only the lines that are named, so that a ledger of any size can be quoted."""
    wanted: dict[Path, set[int]] = {}
    for item in diagnostics:
        if item.span is not None and 1 <= item.span.start.line <= FARTHEST_LINE:
            wanted.setdefault(item.span.path, set()).add(item.span.start.line)
    found: dict[tuple[Path, int], str] = {}
    for path, numbers in wanted.items():
        try:
            with path.open("rb") as file:
                for number, line in enumerate(islice(file, max(numbers)), 1):
                    if number == 1 and line.startswith(BINARY_BEGINNINGS):
                        break
                    if number in numbers and len(line) <= LONGEST_LINE:
                        text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
                        found[path, number] = " ".join(text.rstrip("\r\n").splitlines()) or " "
        except OSError:
            continue
    return found


def _printable(text: str) -> str:
    """Without control characters: what a ledger holds must not steer the reader's terminal."""
    return "\n".join(visible(line.replace("\t", " ")) for line in text.split("\n"))


def unknown_choice(kind: str, word: str, known: Iterable[str]) -> str:
    """A remedy for a mistyped name: the nearest one, else some that exist."""
    from isonomia.diagnostics.suggest import did_you_mean, one_of

    choices = [visible(item) for item in known]
    return did_you_mean(word, choices) or _("{kind}: {choices}").format(kind=kind, choices=one_of(choices))
