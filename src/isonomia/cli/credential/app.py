"""Which commands `isonomia credential` has."""

import typer

from isonomia.cli.credential.verify import verify
from isonomia.locale import _

HELP = _("""Check what a member shows as proof of a band, offline and without asking the service about the member.

\b
Examples:
  isonomia credential verify standing.sd-jwt --key jwks.json
  isonomia credential verify standing-badge.jwt --key jwks.json --status status.jwt
""")

credential = typer.Typer(name="credential", help=HELP, no_args_is_help=True, rich_markup_mode=None)


@credential.callback()
def _group() -> None:
    """Keeps `verify` a command of its own though it is the only one."""


credential.command()(verify)
