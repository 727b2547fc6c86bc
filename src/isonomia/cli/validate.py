"""`isonomia validate`: is a scheme file, or a society file, well formed and consistent?"""

from typing import Annotated

import typer

from isonomia.locale import _, ngettext


def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=_("Scheme or society files, or names of those that come with isonomia.")),
    ],
) -> None:
    """Check scheme files, and society files, for errors.

    Everything that is wrong is listed in one pass, each with its place and what to do.

    A file with the key `isonomia_society` is a society, any other a scheme.

    Exit code 0 if all are in order, 1 if one has an error. Warnings change nothing.

    \b
    Examples:
      isonomia validate scheme.yaml
      isonomia validate old.yaml new.yaml
      isonomia validate riverside-time-bank
      isonomia validate european-town
    """
    from isonomia.cli.failure import rendered
    from isonomia.cli.inputs import preset_or_path
    from isonomia.scheme.load import read_scheme
    from isonomia.society.load import is_society, read_society

    has_errors = False
    for argument in files:
        path = preset_or_path(argument)
        reading = read_society(path) if is_society(path) else read_scheme(path)
        if reading.diagnostics:
            typer.echo(rendered(reading.diagnostics), err=True)
        errors, warnings = len(reading.errors), len(reading.diagnostics) - len(reading.errors)
        parts = [ngettext("{count} error", "{count} errors", errors)] if errors else []
        parts += [ngettext("{count} warning", "{count} warnings", warnings)] if warnings else []
        typer.echo(f"{argument}: {', '.join(parts) or _('in order')}")
        has_errors = has_errors or bool(errors)
    if has_errors:
        raise typer.Exit(1)
