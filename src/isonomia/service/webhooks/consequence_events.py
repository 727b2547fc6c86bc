"""Telling recipients that a consequence began or ended for a member."""

from datetime import date

from sqlalchemy import Connection

from isonomia.procedure.consequence_case import ConsequenceCase
from isonomia.service.instance.instance import Instance
from isonomia.service.webhooks.events import announce


def announce_case(
    connection: Connection,
    instance: Instance,
    member: str,
    seen: tuple[ConsequenceCase, date] | None,
    case: ConsequenceCase,
) -> None:
    """Tell of a case that is kept, if it is in effect today and was not when last seen, or the other way round.

    `seen` is the case as it was kept before, with the day of that. While an appeal suspends a disadvantage, it is not
    in effect, and recipients are told that it ended; they never learn that there is an appeal.
    """
    was = seen is not None and seen[0].is_in_effect(seen[1])
    is_now = case.is_in_effect(instance.today)
    if was != is_now:
        kind = "consequence.started" if is_now else "consequence.ended"
        announce(
            connection, instance, member, kind, {"consequence": case.consequence, "on": instance.today.isoformat()}
        )
