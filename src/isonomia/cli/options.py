"""The arguments and options that several commands share, each defined once."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.errors import UsageError
from isonomia.locale import _


def options_given(context: typer.Context) -> frozenset[str]:
    """The options that were given, by the names of the function's arguments, as --until-interval has until_interval."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return frozenset(
        name for name, source in sources.items() if source is not None and source.name in ("COMMANDLINE", "ENVIRONMENT")
    )


def refuse_with_resume(given: frozenset[str], excluded: tuple[str, ...]) -> None:
    """UsageError for the first of these options that was given beside --resume, which has its own of each."""
    for name in excluded:
        if name in given:
            raise UsageError(
                _("--{name} with --resume").format(name=name.replace("_", "-")),
                remedy=_("leave it out: the folder says what to go on with"),
            )


SchemeArgument = Annotated[
    str, typer.Argument(metavar="SCHEME", help=_("A scheme file, or the name of a scheme that comes with isonomia."))
]
LedgerArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="LEDGER", help=_("Ledger files: JSON Lines (also from `-`), CSV, Parquet or a connect.yaml.")
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="T", help=_("What had happened by then: an instant, or a date for the whole day. Now.")
    ),
]
LawAsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help=_("The law as it applies on this day. Today."))
]
JurisdictionOption = Annotated[
    str | None,
    typer.Option("--jurisdiction", metavar="J", help=_("Whose law, in place of the file's own: eu, at, uk, us...")),
]
ResultsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--results",
        metavar="DIR",
        help=_("What `isonomia simulate` found of a scheme: the directory of its --tables, or its JSON file."),
    ),
]
KnownAtOption = Annotated[
    str | None,
    typer.Option("--known-at", metavar="T", help=_("What was on record by then: an instant or a date. Now.")),
]


def _unless_dash(target: Path | None) -> Path | None:
    """`-o -` is standard output, as other programs have it."""
    return None if target == Path("-") else target


OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=_("Write to a file, whole or not at all."), callback=_unless_dash
    ),
]
RejectsOption = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help=_(
            "Keep the good rows, and write the bad ones with reasons into FILE, a new file or an earlier one of these."
        ),
    ),
]
EngineOption = Annotated[str, typer.Option("--engine", metavar="E", help=_("duckdb, reference, postgres or spark."))]
UrlOption = Annotated[str | None, typer.Option("--url", metavar="URL", help=_("Address of the PostgreSQL database."))]
MasterOption = Annotated[
    str | None, typer.Option("--master", metavar="URL", help=_("Master URL of the Spark cluster."))
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help=_("Language of what is written, such as de."))
]
