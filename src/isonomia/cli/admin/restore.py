"""`isonomia admin restore`: a backup in the place of the database, without those who were erased since."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("What `isonomia admin backup` has written."))],
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put it in the place of a database that is there."))
    ] = False,
    erased: Annotated[
        list[Path] | None,
        typer.Option("--erased", metavar="LIST", help=_("A newer list of erasures (*.erased); may be repeated.")),
    ] = None,
    erasures_unknown: Annotated[
        bool, typer.Option("--erasures-unknown", help=_("Go on though nothing says who was erased since."))
    ] = False,
    database: DatabaseOption = "",
) -> None:
    """Put a backup in the place of the database: checked first, then whole or not at all. Stop the service before.

    Whoever was erased after the backup was taken is erased again. Who that is say the database that is replaced, the
    lists beside FILE, the one of ISONOMIA_ERASED_LIST, and those of --erased.

    \b
    Examples:
      isonomia admin restore club-monday.backup --database sqlite:////var/lib/isonomia/club.db
      isonomia admin restore club-monday.backup --replace
      isonomia admin restore club-monday.backup --erased club-tuesday.backup.erased
    """
    from isonomia.cli.admin.options import settings
    from isonomia.cli.progress import working
    from isonomia.locale import ngettext
    from isonomia.service.backups.restore import restore as put_back

    with working(_("Restoring")):
        done = put_back(
            settings(database),
            file,
            may_replace=replace,
            lists=erased or (),
            is_unknown_accepted=erasures_unknown,
        )
    typer.echo(_("{file} is restored, from step {step}").format(file=file, step=done.step))
    typer.echo(
        ngettext("{count} person was erased again", "{count} people were erased again", done.erased_again)
        + (f" ({', '.join(done.lists)})" if done.lists else "")
    )
    if done.are_keys_lost:
        typer.echo(_("the database that was replaced had keys that this backup does not know: older ones sign again;"))
        typer.echo(_("change them before the service starts: isonomia admin rotate-key, --leaked where one had leaked"))
