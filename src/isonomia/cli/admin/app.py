"""Which commands `isonomia admin` has."""

import typer

from isonomia.cli.admin.backup import backup
from isonomia.cli.admin.doctor import doctor
from isonomia.cli.admin.erase import erase
from isonomia.cli.admin.invite import invite
from isonomia.cli.admin.rescore import rescore
from isonomia.cli.admin.restore import restore
from isonomia.cli.admin.rotate_key import rotate_key
from isonomia.cli.admin.verify import verify
from isonomia.locale import _

HELP = _("""Look after a service on its own machine: whoever can read its database can do this, and nobody else.

\b
Examples:
  isonomia admin invite --role steward --name "Sami"
  isonomia admin doctor
  isonomia admin backup club-monday.backup
  isonomia admin verify
""")

admin = typer.Typer(name="admin", help=HELP, no_args_is_help=True, rich_markup_mode=None)
for command in (invite, backup, restore, verify, doctor, erase, rescore, rotate_key):
    admin.command()(command)
