"""`isonomia admin erase`: everything about a member, at the member's request."""

from typing import Annotated

import typer

from isonomia.cli.admin.options import DatabaseOption
from isonomia.locale import _


def erase(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help=_("The member's number."))],
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    database: DatabaseOption = "",
) -> None:
    """Erase everything about a member, at once and for good, as the member's own page does (GDPR 17).

    Backups that were taken before still hold the member, until they are deleted; restoring one erases again.

    \b
    Examples:
      isonomia admin erase M-1042
      isonomia admin erase M-1042 --yes
    """
    from isonomia.cli.admin.erasing import erase_member, person_of
    from isonomia.cli.admin.options import opened

    with opened(database) as instance:
        person_id = person_of(instance, member)
        if not yes:
            typer.confirm(
                _("Erase everything about {member}? Nothing brings it back.").format(member=member), abort=True
            )
        erase_member(instance, person_id)
    typer.echo(_("everything about {member} is erased").format(member=member))
