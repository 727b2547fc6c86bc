"""`isonomia serve`: run a lawful scheme for people who join by choice."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


def serve(
    scheme: Annotated[
        str | None, typer.Argument(metavar="SCHEME", help=_("A scheme file, or the name of a shipped scheme."))
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help=_("Run a made-up community, with a link for each role."))
    ] = False,
    address: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=_("The address to listen on."))] = "",
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=_("The port to listen on."))] = None,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=1, max=64, help=_("Server processes; more than one: PostgreSQL.")),
    ] = 1,
    show_configuration: Annotated[
        bool, typer.Option("--show-configuration", help=_("Print the effective configuration, and stop."))
    ] = False,
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="DIR", help=_("Where the demonstration keeps its database."))
    ] = None,
) -> None:
    """Run a lawful scheme, live, for members who join by choice.

    A scheme with a prohibited finding is refused; no option turns that off. Configuration comes from ISONOMIA_*
    variables.

    \b
    Examples:
      isonomia serve --demo
      isonomia serve scheme.yaml
      ISONOMIA_DATABASE=postgresql://host/club ISONOMIA_ORIGIN=https://club.example isonomia serve scheme.yaml
    """
    from isonomia.cli import serving

    settings = serving.settings(folder if demo else None, port)
    if show_configuration:
        serving.show(settings)
        return
    if workers > 1:
        serving.serve_with_workers(scheme, settings, address, port, workers, is_demonstration=demo)
        return
    serving.serve(scheme, settings, address, port, is_demonstration=demo)
