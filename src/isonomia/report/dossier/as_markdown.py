"""A dossier as Markdown, with the text of the file escaped: it is quoted, and steers nothing."""

import re

from isonomia.diagnostics.visible import visible
from isonomia.report.dossier.model import Dossier, Part, Table, asked_words, question_words

SPECIAL = re.compile(r"[\\*`\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
LIST_MARK = re.compile(r"^(?:[#+=>-]|\d+[.)])")


def as_markdown(dossier: Dossier) -> str:
    """The whole text."""
    blocks = [f"# {_escaped(dossier.title)}", _escaped(dossier.subtitle)]
    blocks += [f"> {_escaped(notice)}" for notice in dossier.notices]
    for depth, part in dossier.walk():
        blocks += _part(depth, part)
    blocks += ["---", _escaped(dossier.footer)]
    return "\n\n".join(blocks) + "\n"


def _part(depth: int, part: Part) -> list[str]:
    blocks = [f"{'#' * (depth + 1)} {_escaped(part.heading)}"]
    if part.asked:
        blocks.append(f"*{_escaped(asked_words(part.asked))}*")
    blocks += [_escaped(paragraph) for paragraph in part.paragraphs]
    for table in part.tables:
        blocks += [f"**{_escaped(table.caption)}**", _table(table)]
    if part.questions:
        blocks.append("\n".join(f"- **{_escaped(question_words(question))}**" for question in part.questions))
    return blocks


def _table(table: Table) -> str:
    rows = [table.header, ("---",) * len(table.header), *table.rows]
    return "\n".join("| " + " | ".join(cell if cell == "---" else _cell(cell) for cell in row) + " |" for row in rows)


def _cell(text: str) -> str:
    return "<br>".join(_escaped(line) for line in text.splitlines())


def _escaped(text: str) -> str:
    one_line = visible(" ".join(text.split()))
    return LIST_MARK.sub(lambda found: "\\" + found[0], SPECIAL.sub(lambda found: "\\" + found[0], one_line))
