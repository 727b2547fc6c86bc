"""Results as lines for a terminal, of at most 100 columns."""

import textwrap
from collections.abc import Iterable, Sequence

from isonomia.reproduce.result import Result, Row, Verdict

WIDTH = 100
QUANTITY = 43
COLUMN = 13


def result_text(result: Result) -> str:
    """One result: where it is from, what was run, the figures side by side, and what to hold against them."""
    lines = [result.title, "=" * len(result.title)]
    for citation in result.citations:
        address = f" {citation.url}" if citation.url else ""
        lines += _item(f"{citation.text}.{address}")
        lines += _item(f"read: {citation.read}", "    ")
    if result.missing:
        return "\n".join([*lines, "", *textwrap.wrap(result.missing, WIDTH, break_long_words=False), "", ""])
    lines += ["", *(line for words in result.setting for line in _item(words))]
    if result.seed is not None:
        lines += _item(f"seed {result.seed}")
    heads = "".join(f"{head:>{COLUMN}}" for head in ("theirs", "ours", "tolerance"))
    lines += ["", f"{'':4}{'':{QUANTITY}}{heads}  verdict", "-" * WIDTH]
    for number, row in enumerate(result.rows, 1):
        lines += _row(number, row)
    lines += ["-" * WIDTH, summary(result), ""]
    reasons = list(_reasons(result.rows))
    if reasons:
        lines += ["What theirs is, and why that tolerance", *(line for words in reasons for line in _item(words)), ""]
    if result.remarks:
        lines += ["To hold against it", *(line for words in result.remarks for line in _item(words)), ""]
    return "\n".join([*lines, ""])


def summary(result: Result) -> str:
    """How many rows have which verdict, in words."""
    return ", ".join(f"{count} {verdict.value}" for verdict, count in result.counts.items() if count) or result.missing


def _item(words: str, before: str = "  ") -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=f"{before}- ", subsequent_indent=f"{before}  ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _row(number: int, row: Row) -> list[str]:
    ours, theirs = row.shown(row.ours), row.shown(row.theirs)
    first, *rest = textwrap.wrap(row.quantity, QUANTITY - 1)
    if max(len(ours), len(theirs)) >= COLUMN:  # words: each on a line of its own
        lines = [f"{number:>2}  {line}" if not at else f"    {line}" for at, line in enumerate((first, *rest))]
        if row.theirs is not None:
            lines.append(f"{'':6}theirs: {theirs}")
        return [*lines, f"{'':6}ours:   {ours}{'':2}{row.verdict.value}"]
    figures = f"{theirs:>{COLUMN}}{ours:>{COLUMN}}{row.shown_tolerance:>{COLUMN}}  {row.verdict.value}"
    return [f"{number:>2}  {first:<{QUANTITY}}{figures}", *(f"    {line}" for line in rest)]


def _reasons(rows: Sequence[Row]) -> Iterable[str]:
    """Each basis with its reason once, with the numbers of the rows that it is for."""
    found: dict[str, list[str]] = {}
    for number, row in enumerate(rows, 1):
        if row.verdict is not Verdict.NOT_COMPARED:
            found.setdefault(f"{row.basis.value}; {row.reason}", []).append(str(number))
    for words, numbers in found.items():
        yield f"{', '.join(numbers)}: {words}"
