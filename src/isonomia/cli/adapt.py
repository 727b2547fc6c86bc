"""`isonomia adapt`: the rights-first variant of a coercive scheme."""

from typing import Annotated

import typer

from isonomia.cli.options import JurisdictionOption, LawAsOfOption, OutputOption
from isonomia.locale import _


def adapt(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME", help=_("A scheme file, or the name of a shipped scheme."))],
    output: OutputOption = None,
    jurisdiction: JurisdictionOption = None,
    as_of: LawAsOfOption = None,
) -> None:
    """Write the rights-first variant of a scheme: what could stay, link by link, and what was dropped and why.

    People join by choice, nothing unproven counts, nothing follows outside the area that its facts come from, and
    people decide. The variant passes its own check with nothing prohibited; what people must still decide is listed.

    \b
    Examples:
      isonomia adapt rongcheng --jurisdiction eu -o adapted.yaml
      isonomia adapt scheme.yaml
    """
    from isonomia.check.adapt.adapt import adapt as adapted_from
    from isonomia.cli import checking
    from isonomia.cli.adaptations import account
    from isonomia.cli.output import check_target, deliver, remark

    [path] = checking.paths_of([scheme])
    check_target(output, reads=[path])
    chosen = checking.settings(as_of, jurisdiction, [], [])
    [reading] = checking.read_all([path])
    made = adapted_from(path if output is None else output, reading.text, chosen)
    deliver(made.text, output)
    remark(account(made))
