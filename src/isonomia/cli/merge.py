"""`isonomia merge`: versions of a scheme as one, in which the past keeps its price."""

from typing import Annotated

import typer

from isonomia.cli.options import OutputOption
from isonomia.locale import _


def merge(
    schemes: Annotated[
        list[str], typer.Argument(metavar="SCHEME...", help=_("The versions of one scheme, oldest first."))
    ],
    days: Annotated[
        list[str],
        typer.Option(
            "--from", metavar="DATE", help=_("When the next version takes effect; once for each but the first.")
        ),
    ],
    prune: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=_("Leave out what bears on no standing of this day or later.")),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Write several versions of a scheme as one, so that the past is never repriced.

    What happened before a version took effect counts as it did then, and what happens from that day on by the new one.
    A rule that stays the same stays one rule. Bands, consequences and rights are those of the newest version.

    Give the versions as they were written, not a file that this command wrote.

    \b
    Examples:
      isonomia merge old.yaml new.yaml --from 2026-05-01 -o scheme.yaml
      isonomia merge v1.yaml v2.yaml v3.yaml --from 2026-05-01 --from 2027-01-01 --prune 2029-01-01
    """
    from isonomia.cli import inputs
    from isonomia.cli.merging import merged
    from isonomia.cli.output import check_target, deliver, remark

    check_target(output, reads=map(inputs.scheme_path, schemes))
    made = merged(schemes, days, prune)
    deliver(made.text, output)
    for text in made.remarks:
        remark(text)
