"""`isonomia demo`: everything at once, on a real community's real events."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help=_("Where the pages and the data are written."))
    ] = Path("isonomia-demo"),
) -> None:
    """Show everything on a real community's events.

    Standings recomputed, one explained, a rule change that really happened compared, a coercive scheme checked, adapted
    and simulated; at last a lawful scheme run for a month, through its HTTP API, for a made-up community.

    \b
    Examples:
      isonomia demo
      isonomia demo --output results
    """
    from isonomia.cli.quick_start import load_numba

    load_numba()
    from isonomia.cli.progress import working
    from isonomia.report.demo import run_demo

    run_demo(output, typer.echo, working)
    from isonomia.cli.demonstrated_month import show_month
    from isonomia.report.demo.folder import LIVE

    show_month(output / LIVE, typer.echo, working)
