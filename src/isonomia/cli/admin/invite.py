"""`isonomia admin invite`: the first steward, and whoever else must be let in from the machine itself."""

from typing import Annotated

import typer

from isonomia.locale import _


def invite(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=_("What the person is called."))],
    role: Annotated[
        str, typer.Option("--role", metavar="ROLE", help=_("steward, reviewer, auditor or recorder."))
    ] = "steward",
    source: Annotated[
        str, typer.Option("--source", metavar="SOURCE", help=_("Of a recorder: the source that is recorded."))
    ] = "",
    member: Annotated[
        str, typer.Option("--member", metavar="NUMBER", help=_("The member's number, for who will take part as well."))
    ] = "",
) -> None:
    """Print a link that lets a person in, once, within thirty days.

    The database is that of ISONOMIA_DATABASE; `isonomia serve SCHEME` has made it. The act is noted for auditors.

    \b
    Examples:
      isonomia admin invite --name "Sami"
      isonomia admin invite --name "Rosa" --role reviewer
      isonomia admin invite --name "Ines" --role recorder --source hours
    """
    from isonomia.cli import serving
    from isonomia.cli.admin.inviting import invited

    typer.echo(invited(serving.settings(None, None), name, role, source, member))
