"""Accounts for the projection: gone on from what was remembered where only newer events have come, else made whole.

Reading a member's whole ledger for each new fact would cost a busy service more than anything else it does.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec
from sqlalchemy import Connection, func, select

from isonomia import __version__
from isonomia.ledger.record import AnyRecord, Event
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.resume import Remembered, remembered, resumed
from isonomia.service.database.statements import among, handed_rows
from isonomia.service.records.load import history_of_participant, records_by_member
from isonomia.service.records.tables import record
from isonomia.service.records.wire import RecordReader

Row = tuple[str, str, str, datetime, int]
"""Member, kind, body, time of recording and number of a record."""
ROW = (record.c.member, record.c.kind, record.c.body, record.c.recorded_at, record.c.record_id)


class Records(NamedTuple):
    """Which records of a member: how many, and the sum of their numbers."""

    many: int = 0
    sum: int = 0


class Found(NamedTuple):
    """A member's account now, None for whoever does not take part; from which records; and what to remember of it."""

    account: Account | None
    records: Records
    remembered: str | None


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered, by which program under which scheme, and of which records.

    The last number alone does not tell which records those were: numbers are given before a transaction ends, so that
    one may appear below the last, and a record may go to another member or be deleted. `open` has the numbers of those
    of the open day, which are not among the records that are remembered, and are read again.
    """

    program: str
    scheme: str
    records: Records
    last: int
    open: tuple[int, ...]
    account: Remembered


def accounts_now(
    connection: Connection, scheme: Scheme, kept_of: Mapping[str, str | None], now: datetime
) -> dict[str, Found]:
    """The account of each member; `kept_of` has what was remembered of each."""
    kept = {member: read for member, text in kept_of.items() if (read := _read(scheme, text)) is not None}
    found = _gone_on(connection, scheme, kept, now)
    rest = [member for member in kept_of if member not in found]
    for member, records in records_by_member(connection, scheme, rest).items():
        found[member] = _whole(scheme, member, records, now)
    return found


def _read(scheme: Scheme, text: str | None) -> _Kept | None:
    """What was remembered; None where this program under this scheme did not write it."""
    if text is None:
        return None
    try:
        kept = msgspec.json.decode(text, type=_Kept)
    except msgspec.DecodeError:
        return None
    return kept if (kept.program, kept.scheme) == (__version__, _digest(scheme.text)) else None


@lru_cache(maxsize=16)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _gone_on(connection: Connection, scheme: Scheme, kept: Mapping[str, _Kept], now: datetime) -> dict[str, Found]:
    if not kept:
        return {}
    new = _since(connection, kept)
    reader = RecordReader(scheme)
    found = {}
    for member, records in records_now(connection, kept).items():
        before, rows = kept[member], new[member]
        count, numbers = before.records
        is_all = records == (count + len(rows), numbers + sum(row[-1] for row in rows))
        if not is_all or any(kind != "event" for _member, kind, *_rest in rows):
            continue
        events = [cast(Event, reader.read(body, at, number)) for _member, _kind, body, at, number in rows]
        made = resumed(scheme, before.account, member, events, now)
        if made is not None:
            last = max([before.last, *[row[-1] for row in rows]])
            found[member] = Found(made.account, records, _written(scheme, records, last, made.remembered, made.open))
    return found


def records_now(connection: Connection, members: Collection[str]) -> dict[str, Records]:
    """Which records there are of each member."""
    wanted = (
        select(record.c.member, func.count(), func.sum(record.c.record_id))
        .where(among(connection, record.c.member, members))
        .group_by(record.c.member)
    )
    found = dict.fromkeys(members, Records())
    return found | {member: Records(count, int(numbers)) for member, count, numbers in connection.execute(wanted)}


def _since(connection: Connection, kept: Mapping[str, _Kept]) -> dict[str, list[Row]]:
    """The records of each member that are not in what is remembered: newer ones, and those of the open day."""
    found: dict[str, list[Row]] = {member: [] for member in kept}
    asked = [{"member": member, "record_id": item.last} for member, item in kept.items()]
    given = handed_rows(connection, record, asked).subquery()
    newer = (record.c.member == given.c.member) & (record.c.record_id > given.c.record_id)
    rows = list(connection.execute(select(*ROW).join(given, newer)))
    still_open = [{"member": member, "record_id": number} for member, item in kept.items() for number in item.open]
    if still_open:
        given = handed_rows(connection, record, still_open).subquery()
        same = (record.c.member == given.c.member) & (record.c.record_id == given.c.record_id)
        rows += connection.execute(select(*ROW).join(given, same))
    for row in rows:
        found[row[0]].append(cast(Row, tuple(row)))
    return found


def _whole(scheme: Scheme, member: str, records: Sequence[AnyRecord], now: datetime) -> Found:
    numbers = [item.origin.row for item in records]
    which = Records(len(numbers), sum(numbers))
    history = history_of_participant(member, records, now, local_date(now, scheme.zone))
    if history is None:
        return Found(None, which, None)
    made = account(scheme, history, now)
    kept = remembered(scheme, made, history, now)
    return Found(made, which, _written(scheme, which, max(numbers), *kept) if kept is not None else None)


def _written(scheme: Scheme, records: Records, last: int, kept: Remembered, still_open: Sequence[Event]) -> str:
    numbers = tuple([event.origin.row for event in still_open])
    ended = Records(records.many - len(numbers), records.sum - sum(numbers))
    made = _Kept(__version__, _digest(scheme.text), ended, last, numbers, kept)
    return msgspec.json.encode(made).decode()
