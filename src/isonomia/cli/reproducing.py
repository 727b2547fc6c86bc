"""Work of `isonomia reproduce`: names, places, results as they come, the page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from isonomia.cli.output import deliver, remark
from isonomia.cli.progress import working
from isonomia.errors import UsageError
from isonomia.locale import _

if TYPE_CHECKING:
    from isonomia.reproduce.result import Result

PAGE = "reproduce.html"


def check_name(name: str | None) -> None:
    """UsageError for a result that there is not, with the nearest one."""
    from isonomia.cli.failure import unknown_choice
    from isonomia.reproduce.registry import names

    if name is not None and name not in names():
        raise UsageError(
            _("there is no published result '{name}' here").format(name=name),
            remedy=unknown_choice(_("results"), name, names()),
        )


def check_place(output: Path | None) -> None:
    """UsageError, before the work, for a place that cannot be a folder."""
    if output is not None and output.exists() and not output.is_dir():
        raise UsageError(
            _("'{path}' exists and is not a directory").format(path=output), remedy=_("choose another with --output")
        )


def print_results(name: str | None, data: Path | None, is_quick: bool, *, quiet: bool) -> list["Result"]:
    """Run, and print each result as soon as it is there, unless quiet."""
    from isonomia.reproduce.registry import reproduced
    from isonomia.reproduce.text import result_text

    results = []
    for result in reproduced(name, data, is_quick=is_quick, working=working):
        results.append(result)
        if not quiet:
            typer.echo(result_text(result), nl=False)
    return results


def json_text(results: Sequence["Result"], is_quick: bool) -> str:
    """All results as one JSON text."""
    from isonomia.reproduce.record import results_record

    return json.dumps(results_record(results, is_quick=is_quick), ensure_ascii=False, indent=2) + "\n"


def write_page(results: Sequence["Result"], output: Path, is_quick: bool) -> None:
    """Write the page into the folder, which is made if need be, and say where it is."""
    from isonomia.report.reproduction_page import reproduction_page

    with working(_("Drawing the page")):
        made = reproduction_page(results, is_quick=is_quick)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            _("the directory '{path}' cannot be made: {reason}").format(path=output, reason=error.strerror),
            remedy=_("choose another with --output"),
        ) from None
    deliver(made, output / PAGE)
    remark(_("The page: {path}").format(path=output / PAGE))
