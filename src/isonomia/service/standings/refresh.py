"""Bringing the projection up to date with the ledger and the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from isonomia.locale import speaking
from isonomia.periods import ONE_DAY, next_assessment, next_period_start
from isonomia.score.account import Account, account
from isonomia.score.entry import Entry
from isonomia.score.history import History
from isonomia.score.statement.reason import plain_name, reason_writer
from isonomia.service.database.statements import among, put
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.fact_file import fact_address
from isonomia.service.members.language import language_of
from isonomia.service.notices.notices import tell, told_about
from isonomia.service.records.load import history_of_participant, records_of
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.standings.due import first_due, is_due
from isonomia.service.standings.going_on import Found, Records, accounts_now, records_now
from isonomia.service.standings.tables import standing
from isonomia.service.webhooks.events import announce

MOST_AT_ONCE = 100  # the rows of those whose band changes are locked until what follows is kept


@dataclass(frozen=True)
class Change:
    """A standing that was computed anew.

    `before` is None for a newcomer, `after` for whoever has left. `is_other`: the band, or the version of the scheme,
    is not what it was.
    """

    member: str
    before: str | None
    after: str | None
    account: Account | None
    version: Version
    is_other: bool


class _Made(NamedTuple):
    """A standing that was computed: the account, from which records, and the row to be kept."""

    account: Account | None
    records: Records
    row: dict[str, object]


LOSS = "points-lost"
RECORDING_TAKES = timedelta(minutes=15)
"""A fact has the time at which its batch came, and is there when the batch is done: a computation between the two does
not know it and is of a later time. So facts from shortly before a computation are looked at again."""
BEFORE = (standing.c.member, standing.c.band, standing.c.version, standing.c.computed_at)
"""What is asked of a standing that is replaced."""


def account_of(connection: Connection, instance: Instance, version: Version, member: str) -> Account | None:
    """A member's account now, from the ledger; None for whoever does not take part."""
    history = history_now(connection, instance, version, member)
    return account(version.scheme, history, instance.now) if history is not None else None


def history_now(connection: Connection, instance: Instance, version: Version, member: str) -> History | None:
    """What the ledger says of a member now; None for whoever does not take part."""
    records = records_of(connection, version.scheme, member)
    return history_of_participant(member, records, instance.now, instance.today)


def refresh(connection: Connection, instance: Instance, most: int = MOST_AT_ONCE) -> list[Change]:
    """Compute the standings that are stale, or that the day may have changed, and tell members of changed bands."""
    version = instance.version(connection)
    kept = first_due(connection, instance, version, most)
    if not kept:
        return []
    found = _made(connection, instance, version, kept)
    # Rows are locked when all is computed, and not before: whoever records facts waits for them. A member of whom
    # facts came meanwhile has the next turn.
    of_these = select(*BEFORE).where(is_due(instance, version), among(connection, standing.c.member, kept))
    locked = of_these.order_by(standing.c.member).with_for_update(skip_locked=True)
    rows = connection.execute(locked).all()
    records = records_now(connection, [row.member for row in rows])
    same = [row for row in rows if records[row.member] == found[row.member].records]
    return _renewed(connection, instance, version, same, found)


def renew(connection: Connection, instance: Instance, version: Version, members: Sequence[str]) -> list[Change]:
    """Compute these members' standings now, in the transaction that changed their accounts."""
    wanted = select(standing).where(standing.c.member.in_(members)).order_by(standing.c.member)
    rows = connection.execute(wanted.with_for_update()).all()
    found = _made(connection, instance, version, {row.member: row.remembered for row in rows})
    return _renewed(connection, instance, version, rows, found)


def _made(
    connection: Connection, instance: Instance, version: Version, kept: Mapping[str, str | None]
) -> dict[str, _Made]:
    """The standings of some members as they are to be kept; `kept` has what was remembered of each."""
    now = instance.now
    found = accounts_now(connection, version.scheme, kept, now)
    return {
        member: _Made(item.account, item.records, _row(instance, version, member, item, now))
        for member, item in found.items()
    }


def _renewed(
    connection: Connection, instance: Instance, version: Version, rows: Sequence[Any], found: Mapping[str, _Made]
) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        made = found[row.member].account
        after = made.band_name if made is not None else None
        is_other = row.computed_at is None or row.band != after or row.version != version.number
        changes.append(Change(row.member, row.band, after, made, version, is_other))
        if made is not None and row.computed_at is not None:
            _tell_of_losses(connection, instance, version, made, row.computed_at)
    if changes:
        put(connection, standing, [found[change.member].row for change in changes], ["member"])
    for change in changes:
        if change.before is not None and change.after is not None and change.before != change.after:
            _tell(connection, instance, change, change.before, change.after)
            announce(connection, instance, change.member, "standing.changed", {"band": change.after})
    return changes


def _tell_of_losses(
    connection: Connection, instance: Instance, version: Version, made: Account, since: datetime
) -> None:
    """Tell the member, once, of each fact come since then that counts against the member: nothing falls silently."""
    sign = version.scheme.adverse_sign
    lost: dict[str, list[Entry]] = {}
    for entry in made.entries:
        event = entry.fact.event if entry.fact is not None else None
        if event is not None and entry.left * sign > 0 and event.recorded_at > since - RECORDING_TAKES:
            lost.setdefault(fact_address(event.source, event.event_id), []).append(entry)
    language = language_of(connection, made.member) if lost else ""
    known = told_about(connection, made.member, LOSS, lost)
    for address in (address for address in lost if address not in known):
        for entry in lost[address]:
            with speaking(language, for_members=True):
                reason = reason_writer(entry.rule.name, entry.rule.written, language)(entry.environment)
            parameters = {"reason": reason, "points": entry.left}
            tell(connection, made.member, LOSS, parameters, instance.now, about=address)


def _row(instance: Instance, version: Version, member: str, found: Found, now: datetime) -> dict[str, object]:
    made = found.account
    return {
        "member": member,
        "score": made.score if made is not None else None,
        "band": made.band_name if made is not None else None,
        "next_fade": made.next_fade if made is not None else None,
        "computed_on": instance.today,
        "computed_at": now,
        "version": version.number,
        "look_again_on": look_again(version, made, instance.today) if made is not None else None,
        "is_stale": False,
        "remembered": found.remembered,
    }


def look_again(version: Version, made: Account, today: date) -> date:
    """The first day after today on which time alone may change the standing: not later than it does."""
    scheme = version.scheme
    days = [next_assessment(today, scheme.file.score.schedule)]
    days += [next_period_start(today, rule.written.unit) for rule in scheme.period_rules]
    if made.next_fade is not None:
        days.append(made.next_fade)
    if made.band is not None and made.band.kept_until is not None:
        days.append(made.band.kept_until + ONE_DAY)
    return max(min(days), today + ONE_DAY)


def _tell(connection: Connection, instance: Instance, change: Change, left: str, reached: str) -> None:
    """Tell the member that the band has changed."""
    bands = {band.name: band for band in change.version.scheme.bands}
    after = bands[reached]
    if left not in bands:  # a band of an older version of the scheme
        titles = {"before": plain_name(left), "after": after.title}
        tell(connection, change.member, "band-moves", titles, instance.now, about="/me/statement")
        return
    before = bands[left]
    kind = "band-rises" if after.goodness > before.goodness else "band-falls"
    titles = {"before": before.title, "after": after.title}
    tell(connection, change.member, kind, titles, instance.now, about="/me/statement")
