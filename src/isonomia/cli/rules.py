"""`isonomia rules`: the table of all checks."""

from enum import StrEnum
from typing import Annotated

import typer

from isonomia.cli.options import OutputOption
from isonomia.locale import _


class RulesFormat(StrEnum):
    """How the table is written."""

    TABLE = "table"
    JSON = "json"


def rules(
    family: Annotated[
        str | None, typer.Option("--family", metavar="F", help=_("Only one family, such as gdpr."))
    ] = None,
    form: Annotated[RulesFormat | None, typer.Option("--format", help=_("By the suffix of FILE, else table."))] = None,
    output: OutputOption = None,
) -> None:
    """List all checks: code, level, since when, and the fault.

    \b
    Examples:
      isonomia rules
      isonomia rules --family china --format json
    """
    from isonomia.check.registry import FAMILIES, checks
    from isonomia.cli.failure import unknown_choice
    from isonomia.cli.output import check_target, chosen_form, deliver
    from isonomia.cli.rule_table import rule_table, rules_as_json
    from isonomia.errors import UsageError

    chosen = chosen_form(form, output, RulesFormat.TABLE)
    check_target(output)
    if family is not None and family not in FAMILIES:
        message = _("there is no family of checks '{family}'").format(family=family)
        raise UsageError(message, remedy=unknown_choice(_("families"), family, FAMILIES))
    listed = [check for check in checks() if family in (None, check.family)]
    deliver(rule_table(listed) if chosen is RulesFormat.TABLE else rules_as_json(listed), output)
