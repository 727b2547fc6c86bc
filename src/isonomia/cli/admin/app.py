"""Which commands `isonomia admin` has."""

import typer

from isonomia.cli.admin.invite import invite
from isonomia.locale import _

HELP = _("""Look after a service on its own machine: whoever can read its database can do this, and nobody else.

\b
Examples:
  isonomia admin invite --role steward --name "Sami"
""")

admin = typer.Typer(name="admin", help=HELP, no_args_is_help=True, rich_markup_mode=None)
for command in (invite,):
    admin.command()(command)
