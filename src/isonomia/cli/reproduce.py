"""`isonomia reproduce`: published results run again, their figure beside ours."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


class ReproductionFormat(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


def reproduce(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("One result, such as ensign-2018. Without it, all."))
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help=_("Where the credit scores are; they do not come along.")),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help=_("Smaller samples and fewer runs: seconds."))] = False,
    form: Annotated[ReproductionFormat, typer.Option("--format", help=_("What is printed."))] = ReproductionFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help=_("Also write a page with plots into DIR."))
    ] = None,
) -> None:
    """Run published results again and show their figure beside ours.

    Each with its tolerance and the reason for it, and the verdict, also where a result does not come out.

    \b
    Examples:
      isonomia reproduce
      isonomia reproduce ensign-2018 --quick
      isonomia reproduce --data credit-scores --format json -o results
    """
    from isonomia.cli.reproducing import check_name, check_place, json_text, print_results, write_page

    check_name(name)
    check_place(output)
    results = print_results(name, data, quick, quiet=form is ReproductionFormat.JSON)
    if form is ReproductionFormat.JSON:
        typer.echo(json_text(results, quick), nl=False)
    if output is not None:
        write_page(results, output, quick)
