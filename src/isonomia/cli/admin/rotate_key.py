"""`isonomia admin rotate-key`: another key for credentials or for the log."""

from enum import StrEnum
from typing import Annotated

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


class Which(StrEnum):
    """The keys that are followed by others."""

    CREDENTIALS = "credentials"
    LOG = "log"


def rotate_key(
    which: Annotated[
        Which, typer.Argument(metavar="WHICH", help=_("Of what the key is changed: credentials, or the log."))
    ],
    leaked: Annotated[
        bool, typer.Option("--leaked", help=_("Somebody else may have the key: it counts for nothing any more."))
    ] = False,
    both_until: Annotated[
        str | None,
        typer.Option(
            "--both-until",
            metavar="DATE",
            help=_("Of the log: the last day on which the old key signs beside the new one. Default: in 90 days."),
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask, with --leaked."))] = False,
    database: DatabaseOption = "",
) -> None:
    """Make a new key that signs credentials, or the log, from now on. The service may go on.

    Credentials that the old key signed stay valid, and the log goes on: its `successions` lead from the old key to the
    new one. With --leaked all credentials that were made so far are void, and members are told; and nobody is led from
    the old key of the log to the new one, as a thief could lead them too: give everyone the new one in another way.
    Take a backup afterwards, as an older one brings the old key back. The act is noted for auditors.

    \b
    Examples:
      isonomia admin rotate-key credentials
      isonomia admin rotate-key log --both-until 2027-03-31
      isonomia admin rotate-key log --leaked
    """
    from isonomia.cli.admin import rotating
    from isonomia.cli.admin.options import opened

    is_of_log = which is Which.LOG
    with opened(database) as instance:
        until = rotating.last_day(instance.today, both_until, is_of_log=is_of_log, is_leaked=leaked)
        if leaked and not yes:
            typer.confirm(rotating.question(is_of_log=is_of_log), abort=True)
        change = rotating.change_log_key if is_of_log else rotating.change_credential_key
        lines = change(instance, until)
    typer.echo("\n".join(lines))
