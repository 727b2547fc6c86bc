"""`isonomia new`: a scheme, a ledger and instructions to start from."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=_("A new or empty directory."))],
) -> None:
    """Write a scheme and a ledger to start from.

    A commented scheme, a small ledger and a README with commands, which work at once.

    \b
    Examples:
      isonomia new club
      isonomia score club/scheme.yaml club/ledger.jsonl
    """
    from isonomia.presets import write_starter

    files = write_starter(directory)
    for path in files:
        typer.echo(_("wrote {path}").format(path=path))
    scheme, ledger = directory / "scheme.yaml", directory / "ledger.jsonl"
    typer.echo("\n" + _("Next: isonomia score {scheme} {ledger}").format(scheme=scheme, ledger=ledger))
