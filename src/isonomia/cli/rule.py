"""`isonomia rule`: the page of one check."""

from typing import Annotated

import typer

from isonomia.locale import _


def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("The code of a check, such as GDPR005."))],
) -> None:
    """Print the page of a check: what it does, why, an example, what to use instead, references.

    \b
    Examples:
      isonomia rule AIA001
      isonomia rule gdpr005
    """
    from isonomia.check.registry import by_code
    from isonomia.check.rule_page import rule_page
    from isonomia.cli.failure import unknown_choice
    from isonomia.errors import UsageError

    known = by_code()
    if code.upper() not in known:
        raise UsageError(
            _("there is no check '{code}'").format(code=code), remedy=unknown_choice(_("checks"), code.upper(), known)
        )
    typer.echo(rule_page(known[code.upper()]), nl=False)
