"""`isonomia compare`: what a change of the rules does to each person, before it is made."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.options import (
    AsOfOption,
    EngineOption,
    KnownAtOption,
    LedgerArgument,
    MasterOption,
    OutputOption,
    UrlOption,
)
from isonomia.locale import _


class ComparisonFormat(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def compare(  # each is an option of the command
    old: Annotated[str, typer.Argument(metavar="OLD", help=_("The scheme as it is."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("The scheme as it would be."))],
    ledger: LedgerArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help=_("By group: a column of --groups, or a field as source.field.")),
    ] = None,
    groups: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("A CSV file with a column `member` and others."))
    ] = None,
    form: Annotated[
        ComparisonFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
    ] = None,
    engine: EngineOption = "duckdb",
    url: UrlOption = None,
    master: MasterOption = None,
    output: OutputOption = None,
) -> None:
    """Show what a change of the rules would do to each person.

    Who gains, who falls a band, by how much, by group. Nothing is repriced by this command.

    \b
    Examples:
      isonomia compare old.yaml new.yaml ledger.jsonl
      isonomia compare old.yaml new.yaml ledger.jsonl --by district --groups people.csv
      isonomia compare stack-overflow stack-overflow-2019 votes.csv --format html -o change.html
    """
    from isonomia.cli import inputs
    from isonomia.cli.comparisons import compared, written
    from isonomia.cli.output import check_target, chosen_form, deliver

    form = chosen_form(form, output, ComparisonFormat.TEXT)
    check_target(output, reads=[*map(inputs.scheme_path, (old, new)), *ledger, groups])
    schemes = (inputs.load(old), inputs.load(new))
    times = inputs.instants(as_of, known_at, schemes[0].zone)
    comparison = compared(schemes, ledger, times, engine, by, groups, {"url": url, "master": master})
    deliver(written(comparison, form.value, schemes, times, engine), output)
