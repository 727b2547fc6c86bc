"""`isonomia admin verify`: ledger, standings, log and people checked against each other."""

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


def verify(database: DatabaseOption = "") -> None:
    """Say whether the database holds: nothing is changed, and the service may go on.

    Every record is read and checked, every standing computed again, every tile and checkpoint of the log rebuilt, the
    entry of every record found, and every column that names a person compared with the people who are there. Ends with
    0 if all of it holds, with 1 if not.

    \b
    Examples:
      isonomia admin verify
      isonomia admin verify --database sqlite:////var/lib/isonomia/club.db
    """
    from isonomia.cli.admin.options import opened
    from isonomia.cli.progress import counting
    from isonomia.locale import ngettext
    from isonomia.service.verification.verify import findings

    count = 0
    with opened(database) as instance, counting(_("Checking")) as progress:
        for finding in findings(instance, progress):
            typer.echo(str(finding))
            count += 1
    if count:
        typer.echo(ngettext("{count} thing does not hold", "{count} things do not hold", count))
        raise typer.Exit(1)
    typer.echo(_("ledger, standings, log and people hold"))
