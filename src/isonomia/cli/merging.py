"""What `isonomia merge` works with: versions numbered in the order given, each with its day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from isonomia.cli import inputs
from isonomia.errors import UsageError
from isonomia.locale import _, ngettext

if TYPE_CHECKING:
    from isonomia.scheme.succession.version import Succession


def merged(schemes: Sequence[str], days: Sequence[str], needed_on: str | None) -> "Succession":
    """The versions as one scheme; UsageError where the days do not fit them."""
    from isonomia.scheme.succession.succeed import succession
    from isonomia.scheme.succession.version import Version

    if len(schemes) != len(days) + 1:
        raise UsageError(
            ngettext("{count} version", "{count} versions", len(schemes))
            + _(" and --from given ")
            + ngettext("{count} time", "{count} times", len(days)),
            remedy=_("give --from once for each version but the first, in their order"),
        )
    begins = [None, *(_day("--from", day) for day in days)]
    versions = [
        Version(str(number), inputs.load(scheme), day)
        for number, (scheme, day) in enumerate(zip(schemes, begins, strict=True), 1)
    ]
    return succession(versions, needed_on=_day("--prune", needed_on) if needed_on is not None else None)


def _day(option: str, text: str) -> date:
    from isonomia.ledger.instants import parse_day

    try:
        return parse_day(text)
    except ValueError as error:
        raise UsageError(
            _("{option} is '{text}'; expected {expected}").format(option=option, text=text, expected=error),
            remedy=_("give a date such as 2026-05-01"),
        ) from None
