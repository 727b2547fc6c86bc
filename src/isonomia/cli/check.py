"""`isonomia check`: what a scheme breaks in law and good practice."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.check.formats.interface import Persona
from isonomia.cli.options import JurisdictionOption, LanguageOption, LawAsOfOption, OutputOption, ResultsOption
from isonomia.locale import _, speaking, spoken_language


class CheckFormat(StrEnum):
    """How a report is written."""

    TEXT = "text"
    LINES = "lines"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    HTML = "html"


def check(
    schemes: Annotated[
        list[str], typer.Argument(metavar="SCHEME", help=_("Scheme files, or names of shipped schemes."))
    ],
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help=_("Only these: codes, beginnings, families."))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODE", help=_("All but these. The service asks all."))
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help=_("Exit with 1 at findings of this level or graver."))
    ] = "violation",
    as_of: LawAsOfOption = None,
    jurisdiction: JurisdictionOption = None,
    persona: Annotated[
        Persona, typer.Option("--persona", help=_("An auditor also sees what was accepted and what was read."))
    ] = Persona.REGULAR,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help=_("A JSON report whose findings are known already.")),
    ] = None,
    results: ResultsOption = None,
    form: Annotated[
        CheckFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
    ] = None,
    output: OutputOption = None,
    language: LanguageOption = None,
) -> None:
    """Say what a scheme breaks in law and good practice, article by article.

    Exit code 0 if nothing of the level of --fail-on or graver was found, 1 if something was.

    \b
    Examples:
      isonomia check scheme.yaml
      isonomia check rongcheng --jurisdiction eu --format html -o rongcheng.html
      isonomia check rongcheng --results tables
      isonomia check schemes/*.yaml --format sarif -o findings.sarif --fail-on prohibited
    """
    from isonomia.cli import checking
    from isonomia.cli.output import check_target, chosen_form, deliver

    chosen = chosen_form(form, output, CheckFormat.TEXT)
    paths = checking.paths_of(schemes)
    check_target(output, reads=[*paths, baseline, *(results or [])])
    gate = checking.level_named(fail_on)
    settings = checking.settings(as_of, jurisdiction, select or [], ignore or [])
    settings = checking.with_results(settings, results or [])
    with speaking(language or spoken_language()):
        reports = checking.reports(paths, settings, baseline)
        made = checking.written(reports, chosen.value, persona)
    deliver(made, output)
    if any(finding.level.rank <= gate.rank for report in reports for finding in report.findings):
        raise typer.Exit(1)
