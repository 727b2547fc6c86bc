"""One dossier in three forms: the same headings and questions, the same bytes each time, nothing steered by the file."""

import io
import time
import zipfile

import pytest
from docx import Document
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.report.dossier.as_docx import as_docx
from isonomia.report.dossier.as_html import as_html
from isonomia.report.dossier.as_markdown import as_markdown
from isonomia.report.dossier.dpia import dpia
from isonomia.report.dossier.fria import fria
from isonomia.report.dossier.model import question_words
from isonomia.report.dossier.statement_of_reasons import statement_of_reasons

DAY = ["--as-of", "2026-11-27", "--jurisdiction", "eu"]


def run(*words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words], prog_name="isonomia")
    assert result.exit_code == code, (result.output, result.exception)
    return result


@pytest.fixture(params=[dpia, fria, statement_of_reasons], ids=["dpia", "fria", "statement"])
def made(request, rongcheng):
    return request.param(rongcheng)


def test_word_opens_and_holds_the_same_headings_and_questions(made):
    word = Document(io.BytesIO(as_docx(made)))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    assert [text for style, text in styled if style == "Title"] == [made.title]
    found = [(style, text) for style, text in styled if style.startswith("Heading")]
    assert found == [(f"Heading {depth}", part.heading) for depth, part in made.walk()]
    assert [text for style, text in styled if style == "List Bullet"] == list(map(question_words, made.questions))
    tables = [table for _depth, part in made.walk() for table in part.tables]
    assert [len(table.rows) for table in word.tables] == [len(table.rows) + 1 for table in tables]
    assert "Draft, no legal advice" in word.sections[0].footer.paragraphs[0].text


def test_word_bears_the_day_of_the_check_and_no_clock(made):
    first = as_docx(made)
    time.sleep(2.1)  # an archive counts in steps of two seconds
    assert as_docx(made) == first
    assert Document(io.BytesIO(first)).core_properties.created.date() == made.day
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_markdown_holds_the_same_headings(made):
    lines = as_markdown(made).splitlines()
    plain = [line.replace("\\", "") for line in lines if line.startswith("#")]
    assert plain == [f"# {made.title}", *(f"{'#' * (depth + 1)} {part.heading}" for depth, part in made.walk())]
    assert sum(line.startswith("- **Open question: ") for line in lines) == len(made.questions)


def test_a_page_needs_nothing_from_the_network(made):
    page = as_html(made)
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page
    assert page.count("<li><strong>Open question: ") == len(made.questions)


def test_a_file_steers_no_form(changed):
    evil = "<script>x</script> | # *b* [a](b) \\x01"
    report = changed("riverside-time-bank", ("purpose: Thank members for volunteering.", f'purpose: "{evil}"'))
    made = dpia(report)
    assert "<script" not in as_html(made)
    text = as_markdown(made)
    assert "| Purpose | \\<script\\>x\\</script\\> \\| # \\*b\\* \\[a\\](b) \\\\u0001 |" in text
    assert "\\u0001" in Document(io.BytesIO(as_docx(made))).tables[0].rows[9].cells[1].text


@pytest.mark.parametrize("kind", ["dpia", "fria", "statement"])
@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
@pytest.mark.parametrize("scheme", [pytest.param("riverside-time-bank", marks=pytest.mark.slow), "rongcheng"])
def test_the_command_writes_the_same_bytes_twice(tmp_path, kind, suffix, scheme):
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    for path in (first, second):
        run("dossier", kind, scheme, *DAY, "-o", path)
    assert first.read_bytes() == second.read_bytes()
    assert {"md": b"# ", "html": b"<!doctype html>", "docx": b"PK"}[suffix] == first.read_bytes()[
        : {"md": 2, "html": 15, "docx": 2}[suffix]
    ]


def test_without_a_file_it_is_markdown(tmp_path):
    run("dossier", "dpia", "rongcheng", *DAY, "-o", tmp_path / "a.md")
    shown = run("dossier", "dpia", "rongcheng", *DAY).stdout
    assert shown == (tmp_path / "a.md").read_text(encoding="utf-8")


def test_an_unknown_suffix_is_refused(tmp_path):
    result = run("dossier", "dpia", "rongcheng", "-o", tmp_path / "a.pdf", code=2)
    assert "add --format with one of markdown, html, docx" in result.stderr


@pytest.mark.parametrize(("kind", "law"), [("dpia", "GDPR"), ("fria", "AI Act"), ("statement", "DSA")])
def test_another_jurisdiction_is_said(kind, law):
    shown = run("dossier", kind, "rongcheng", "--as-of", "2026-11-27").stdout
    assert f"The {law} is not read for the jurisdiction 'cn'; the draft only follows its order." in shown
