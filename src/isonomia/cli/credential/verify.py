"""`isonomia credential verify`: is it genuine, still valid, and not withdrawn?"""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.log.options import VerdictFormat
from isonomia.locale import _


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The credential: an SD-JWT VC or an Open Badge 3.0."))],
    key: Annotated[
        Path, typer.Option("--key", metavar="JWKS", help=_("The issuer's public keys, as published in jwks.json."))
    ],
    status: Annotated[
        Path | None,
        typer.Option("--status", metavar="LIST", help=_("The list of withdrawn credentials, as published.")),
    ] = None,
    form: Annotated[VerdictFormat, typer.Option("--format", help=_("How to write it."))] = VerdictFormat.TEXT,
) -> None:
    """Say whether a credential is valid, and what it says.

    Ends with 0 if it is valid, with 1 if it is not. Nothing is fetched: without `--status` it is not asked whether the
    member has withdrawn it. Get the keys once, over https, from /.well-known/jwks.json of the service, and the list,
    which is fresh for a day, from /credentials/status/1.

    \b
    Examples:
      isonomia credential verify standing.sd-jwt --key jwks.json
      isonomia credential verify standing-badge.jwt --key jwks.json --status status.jwt --format json
    """
    from isonomia.cli.credential import checking

    if not checking.say(checking.check_file(file, key, status), is_json=form is VerdictFormat.JSON):
        raise typer.Exit(1)
