"""`isonomia validate`: is a scheme file well formed and consistent?"""

from typing import Annotated

import typer

from isonomia.locale import _, ngettext


def validate(
    schemes: Annotated[
        list[str], typer.Argument(metavar="SCHEME", help=_("Scheme files, or names of shipped schemes."))
    ],
) -> None:
    """Check scheme files for errors.

    Everything that is wrong is listed in one pass, each with its place and what to do.

    Exit code 0 if all are in order, 1 if one has an error. Warnings change nothing.

    \b
    Examples:
      isonomia validate scheme.yaml
      isonomia validate old.yaml new.yaml
      isonomia validate riverside-time-bank
    """
    from isonomia.cli.failure import rendered
    from isonomia.cli.inputs import scheme_path
    from isonomia.scheme.load import read_scheme

    has_errors = False
    for argument in schemes:
        reading = read_scheme(scheme_path(argument))
        if reading.diagnostics:
            typer.echo(rendered(reading.diagnostics), err=True)
        errors, warnings = len(reading.errors), len(reading.diagnostics) - len(reading.errors)
        parts = [ngettext("{count} error", "{count} errors", errors)] if errors else []
        parts += [ngettext("{count} warning", "{count} warnings", warnings)] if warnings else []
        typer.echo(f"{argument}: {', '.join(parts) or _('in order')}")
        has_errors = has_errors or bool(errors)
    if has_errors:
        raise typer.Exit(1)
