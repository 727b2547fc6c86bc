"""`isonomia fix`: the safe changes that findings name."""

from typing import Annotated

import typer

from isonomia.cli.options import JurisdictionOption, LawAsOfOption
from isonomia.locale import _


def fix(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME", help=_("A scheme file, or the name of a shipped scheme."))],
    write: Annotated[bool, typer.Option("--write", help=_("Write the changes into the file."))] = False,
    as_of: LawAsOfOption = None,
    jurisdiction: JurisdictionOption = None,
) -> None:
    """Show the safe changes that findings name, and what is left for people to decide.

    A change is safe if it takes a finding away and brings none: an expiry that is missing, a notice that is too short.
    Comments and layout stay. Nothing is written without --write.

    Exit code 0 if nothing is left to decide, 1 if something is.

    \b
    Examples:
      isonomia fix scheme.yaml
      isonomia fix scheme.yaml --write
    """
    from isonomia.check.fix.fix import mend
    from isonomia.cli import checking
    from isonomia.cli.fixes import difference, remaining, with_its_mark
    from isonomia.cli.output import deliver, remark

    [path] = checking.paths_of([scheme])
    if write:
        checking.refuse_shipped(scheme, path)
    chosen = checking.settings(as_of, jurisdiction, [], [])
    [report] = checking.reports([path], chosen)
    mended = mend(path, report, chosen)
    if write and mended.fixed:
        deliver(with_its_mark(path, mended.text), path)
    typer.echo(difference(path, report.subject.document.text, mended.text), nl=False)
    for item in mended.fixed:
        remark(f"{item.finding.code}: {'.'.join(map(str, item.edit.keys))} = {item.edit.value}")
    typer.echo(remaining(mended.report), nl=False)
    if mended.report.findings:
        raise typer.Exit(1)
