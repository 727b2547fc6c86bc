"""`isonomia admin rescore`: every standing again, from the ledger alone."""

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


def rescore(database: DatabaseOption = "") -> None:
    """Throw all standings away, compute them again from the ledger, and say which ones were wrong.

    The service may go on. A member whose band turns out to be another one is told, as of any change. Ends with 1 if a
    standing was wrong.

    \b
    Examples:
      isonomia admin rescore
      isonomia admin rescore --database postgresql://club@host/club
    """
    from isonomia.cli.admin.options import opened
    from isonomia.cli.progress import counting
    from isonomia.service.standings.rescore import rescore as compute_again

    with opened(database) as instance, counting(_("Computing")) as progress:
        count, differences = compute_again(instance, progress)
    for item in differences:
        before, after = item.words()
        typer.echo(_("{member}: was {before}, is {after}").format(member=item.member, before=before, after=after))
    typer.echo(_("{count} standings computed, {wrong} were wrong").format(count=count, wrong=len(differences)))
    if differences:
        raise typer.Exit(1)
