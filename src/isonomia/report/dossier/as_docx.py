"""A dossier as a Word file. The same dossier gives the same bytes: every date in the file is the dossier's own."""

import io
import zipfile
from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from isonomia.diagnostics.visible import visible
from isonomia.locale import spoken_language, translated
from isonomia.report.dossier.model import Dossier, Part, Table, asked_words, question_words

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
SMALL = Pt(9)


def as_docx(dossier: Dossier) -> bytes:
    """The file as bytes."""
    word = Document()
    _properties(word, dossier)
    word.sections[0].header.paragraphs[0].text = _shown(dossier.title)
    word.sections[0].footer.paragraphs[0].text = _shown(dossier.footer)
    word.add_heading(_shown(dossier.title), level=0)
    word.add_paragraph(_shown(dossier.subtitle))
    for notice in dossier.notices:
        word.add_paragraph(_shown(notice), style="Intense Quote")
    for depth, part in dossier.walk():
        _part(word, depth, part)
    held = io.BytesIO()
    word.save(held)
    return _without_clock(held.getvalue())


def _properties(word: WordDocument, dossier: Dossier) -> None:
    """The template's own names and dates give way."""
    day = datetime.combine(dossier.day, time(), UTC).replace(tzinfo=None)
    about = word.core_properties
    about.title, about.author, about.last_modified_by, about.comments = (
        _shown(dossier.title),
        "isonomia",
        "isonomia",
        "",
    )
    about.created = about.modified = day
    about.language = translated(spoken_language())
    about.revision = 1


def _part(word: WordDocument, depth: int, part: Part) -> None:
    word.add_heading(_shown(part.heading), level=depth)
    if part.asked:
        word.add_paragraph().add_run(_shown(asked_words(part.asked))).italic = True
    for paragraph in part.paragraphs:
        word.add_paragraph(_shown(paragraph))
    for table in part.tables:
        _table(word, table)
    for question in part.questions:
        word.add_paragraph(style="List Bullet").add_run(_shown(question_words(question))).bold = True


def _table(word: WordDocument, table: Table) -> None:
    word.add_paragraph(_shown(table.caption), style="Caption").paragraph_format.keep_with_next = True
    drawn = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    for number, row in enumerate((table.header, *table.rows)):
        added = drawn.add_row()
        for cell, text in zip(added.cells, row, strict=True):
            run = cell.paragraphs[0].add_run("\n".join(_shown(line) for line in text.splitlines()))
            run.font.size = SMALL
            run.bold = number == 0
        if number == 0:  # the header is said again on each page
            added._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader", attrs={qn("w:val"): "true"}))
    word.add_paragraph()


def _shown(text: str) -> str:
    """On one line, and without what XML cannot hold."""
    return visible(" ".join(text.split()))


def _without_clock(data: bytes) -> bytes:
    """The same archive with a fixed time on each entry: the writer takes that of its clock."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return held.getvalue()
