"""`isonomia explain`: one member's statement, point by point."""

from enum import StrEnum
from typing import Annotated

import typer

from isonomia.cli.options import (
    AsOfOption,
    KnownAtOption,
    LanguageOption,
    LedgerArgument,
    OutputOption,
    RejectsOption,
    SchemeArgument,
)
from isonomia.locale import _


class StatementFormat(StrEnum):
    """How a statement is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def explain(  # each is an option of the command
    scheme: SchemeArgument,
    ledger: LedgerArgument,
    member: Annotated[str, typer.Option(metavar="M", help=_("Whose statement."))],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    form: Annotated[
        StatementFormat | None, typer.Option("--format", help=_("How to write it. By the suffix of FILE, else text."))
    ] = None,
    output: OutputOption = None,
    rejects: RejectsOption = None,
    language: LanguageOption = None,
) -> None:
    """Show one member's statement: what counts and why.

    The lines add up to the score. Also: what fades next, what reaches the next band, how to contest.

    \b
    Examples:
      isonomia explain scheme.yaml ledger.jsonl --member anna
      isonomia explain scheme.yaml ledger.jsonl --member anna --as-of 2025-12-31 --format html -o anna.html
      isonomia explain scheme.yaml ledger.jsonl --member anna --language de --format json
    """
    from isonomia.cli import inputs
    from isonomia.cli.output import check_target, chosen_form, deliver
    from isonomia.cli.statements import made_for, written

    form = chosen_form(form, output, StatementFormat.TEXT)
    check_target(output, reads=[inputs.scheme_path(scheme), *ledger], rejects=rejects)
    compiled = inputs.load(scheme)
    times = inputs.instants(as_of, known_at, compiled.zone)
    history, made = made_for(compiled, ledger, member, times, rejects, language)
    deliver(written(compiled, history, made, form.value), output)
