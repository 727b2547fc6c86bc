"""`isonomia score`: the standing of every member."""

from enum import StrEnum
from typing import Annotated

import typer

from isonomia.cli.options import (
    AsOfOption,
    EngineOption,
    KnownAtOption,
    LedgerArgument,
    MasterOption,
    OutputOption,
    RejectsOption,
    SchemeArgument,
    UrlOption,
)
from isonomia.locale import _


class StandingsFormat(StrEnum):
    """How standings are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


def score(  # each is an option of the command
    scheme: SchemeArgument,
    ledger: LedgerArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    engine: EngineOption = "duckdb",
    url: UrlOption = None,
    master: MasterOption = None,
    member: Annotated[list[str] | None, typer.Option(metavar="M", help=_("Only this member; may be repeated."))] = None,
    form: Annotated[
        StandingsFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else table."))
    ] = None,
    output: OutputOption = None,
    rejects: RejectsOption = None,
    next_change: Annotated[
        bool, typer.Option("--next-change", help=_("Add the day on which score or band next change by themselves."))
    ] = False,
) -> None:
    """Compute the score and the band of every member.

    \b
    Examples:
      isonomia score scheme.yaml ledger.jsonl
      isonomia score flensburg 2024.csv 2025.csv --as-of 2025-12-31 --member anna
      isonomia score scheme.yaml ledger.parquet --format csv -o standings.csv
    """
    from isonomia.cli import inputs
    from isonomia.cli.output import check_target, chosen_form, deliver, remark
    from isonomia.cli.standings import compute, written

    form = chosen_form(form, output, StandingsFormat.TABLE)
    is_binary = form is StandingsFormat.PARQUET
    check_target(output, reads=[inputs.scheme_path(scheme), *ledger], rejects=rejects, is_binary=is_binary)
    compiled = inputs.load(scheme)
    times = inputs.instants(as_of, known_at, compiled.zone)
    chosen = {"url": url, "master": master}
    table = compute(compiled, ledger, times, engine, chosen, member, rejects, with_next_change=next_change)
    deliver(written(table, form.value, compiled, times, engine), output)
    if form is not StandingsFormat.TABLE:
        from isonomia.cli.footer import footer

        remark(footer(compiled, times, engine).rstrip())
