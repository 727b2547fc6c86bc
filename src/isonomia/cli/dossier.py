"""`isonomia dossier`: drafts of the papers that the law asks for."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isonomia.cli.options import (
    JurisdictionOption,
    LanguageOption,
    LawAsOfOption,
    OutputOption,
    ResultsOption,
    SchemeArgument,
)
from isonomia.locale import _, speaking, spoken_language

if TYPE_CHECKING:
    from isonomia.check.run import Report
    from isonomia.report.dossier.model import Dossier


class DossierKind(StrEnum):
    """Which paper."""

    DPIA = "dpia"
    FRIA = "fria"
    STATEMENT = "statement"


class DossierFormat(StrEnum):
    """How it is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


def dossier(
    kind: Annotated[
        DossierKind,
        typer.Argument(
            metavar="KIND",
            help=_("dpia (GDPR 35), fria (AI Act 27), or statement: of reasons, for each loss (DSA 17)."),
        ),
    ],
    scheme: SchemeArgument,
    as_of: LawAsOfOption = None,
    jurisdiction: JurisdictionOption = None,
    results: ResultsOption = None,
    form: Annotated[
        DossierFormat | None,
        typer.Option("--format", help=_("How to write it. By the suffix of FILE, else markdown.")),
    ] = None,
    output: OutputOption = None,
    language: LanguageOption = None,
) -> None:
    """Draft an impact assessment or statements of reasons from a scheme and what the check finds.

    A draft and no legal advice: what the file does not say is marked as an open question.

    \b
    Examples:
      isonomia dossier dpia scheme.yaml -o dpia.docx
      isonomia dossier fria rongcheng --jurisdiction eu --format html -o fria.html
      isonomia dossier dpia rongcheng --results tables -o dpia.html
      isonomia dossier statement scheme.yaml --as-of 2026-11-27
    """
    from isonomia.cli import checking
    from isonomia.cli.output import check_target, deliver

    chosen = _form(form, output)
    if chosen is DossierFormat.DOCX and output is None and sys.stdout.isatty():
        _refuse_terminal()
    paths = checking.paths_of([scheme])
    check_target(output, reads=[*paths, *(results or [])])
    if kind is DossierKind.STATEMENT and results:
        _refuse_results()
    settings = checking.with_results(checking.settings(as_of, jurisdiction, [], []), results or [])
    with speaking(language or spoken_language()):
        deliver(_written(kind, chosen, checking.reports(paths, settings)[0]), output)


def _form(form: DossierFormat | None, output: Path | None) -> DossierFormat:
    """Markdown's suffix is not its name."""
    from isonomia.cli.output import chosen_form

    is_markdown = form is None and output is not None and output.suffix.lower() == ".md"
    return DossierFormat.MARKDOWN if is_markdown else chosen_form(form, output, DossierFormat.MARKDOWN)


def _refuse_terminal() -> None:
    from isonomia.errors import UsageError

    raise UsageError(_("a Word file is not for a terminal"), remedy=_("add `-o FILE.docx`, or pipe it on"))


def _refuse_results() -> None:
    from isonomia.errors import UsageError

    raise UsageError(
        _("--results with a statement of reasons, which tells one person of one decision"),
        remedy=_("leave it out, or draft a dpia or fria"),
    )


def _written(kind: DossierKind, form: DossierFormat, report: "Report") -> str | bytes:
    """The dossier in one of the formats; only the modules that it needs are imported."""
    made = _made(kind, report)
    if form is DossierFormat.DOCX:
        from isonomia.report.dossier.as_docx import as_docx

        return as_docx(made)
    if form is DossierFormat.HTML:
        from isonomia.report.dossier.as_html import as_html

        return as_html(made)
    from isonomia.report.dossier.as_markdown import as_markdown

    return as_markdown(made)


def _made(kind: DossierKind, report: "Report") -> "Dossier":
    if kind is DossierKind.DPIA:
        from isonomia.report.dossier.dpia import dpia

        return dpia(report)
    if kind is DossierKind.FRIA:
        from isonomia.report.dossier.fria import fria

        return fria(report)
    from isonomia.report.dossier.statement_of_reasons import statement_of_reasons

    return statement_of_reasons(report)
