"""What a proposed version does to each member, computed behind the pages and kept until members are told.

A proposal waits for this before it can be announced. Kept is each member's difference with the records that it was
made of, so that at the announcement only the members whose ledger has moved since are computed again.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select, update

from isonomia.errors import IsonomiaError
from isonomia.service.database.statements import among, put
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.kept_state import as_text, from_text
from isonomia.service.members.membership import enrolled
from isonomia.service.problems import Problem
from isonomia.service.scheme_versions.change import on_its_way
from isonomia.service.scheme_versions.differences import MEMBERS_AT_ONCE, OwnDifference, Schemes, differences
from isonomia.service.scheme_versions.prepare import CannotFollow, Prepared, day_of_effect, prepare_again
from isonomia.service.scheme_versions.preview import look
from isonomia.service.scheme_versions.tables import scheme_version, version_difference
from isonomia.service.standings.going_on import Records, records_now
from isonomia.service.standings.tables import standing


@dataclass(frozen=True)
class Kept:
    """A member's difference as it was computed; `own` is None for who had no standing."""

    records: Records
    own: OwnDifference | None


@dataclass(frozen=True)
class Progress:
    """Of how many members the difference is computed."""

    done: int
    members: int


class Comparing:
    """Computes the differences of the version that is proposed, some members at a time; what bars it, it leaves."""

    def __init__(self) -> None:
        self.barred: tuple[int, date] | None = None

    def __call__(self, instance: Instance) -> bool:
        """The next members; False where nothing is left to do."""
        with instance.database.reading() as connection:
            row = on_its_way(connection, instance.today)
            if row is None or row.state != "proposed" or self.barred == (row.version, instance.today):
                return False
            day = day_of_effect(connection, instance, row)
            if row.compared_on == day:
                return False
            try:
                prepared = prepare_again(connection, instance, row)
            except (IsonomiaError, CannotFollow, Problem):
                self.barred = (row.version, instance.today)  # the steward's page says why
                return False
            done = _done(connection, row.version, day)
            lacking = [member for member in enrolled(connection) if member not in done][:MEMBERS_AT_ONCE]
            own = differences(connection, instance, Schemes.of(prepared), lacking)
            records = records_now(connection, lacking)
        with instance.database.writing() as connection:
            if not _is_proposed(connection, row.version):
                return True
            if lacking:
                _keep(connection, row.version, day, records, own)
            else:
                _finish(connection, instance, row.version, day)
        return True


def progress(connection: Connection, row: Any, day: date) -> Progress | None:
    """How far the differences of a proposal are computed; None: all are."""
    if row.compared_on == day:
        return None
    members = set(enrolled(connection))
    return Progress(len(members & _done(connection, row.version, day)), len(members))


def differences_now(connection: Connection, instance: Instance, prepared: Prepared) -> dict[str, OwnDifference] | None:
    """Each member's difference as of now; None where too many are not computed to do so while somebody waits."""
    kept = _kept(connection, prepared.number, prepared.effective_on)
    members = enrolled(connection)
    records = records_now(connection, members)
    moved = [member for member in members if member not in kept or kept[member].records != records[member]]
    if len(moved) > MEMBERS_AT_ONCE:
        return None
    found = {member: item.own for member, item in kept.items() if item.own is not None}
    return found | dict(differences(connection, instance, Schemes.of(prepared), moved))


def compute_again(connection: Connection, number: int) -> None:
    """Let the differences of a proposal be computed anew."""
    connection.execute(delete(version_difference).where(version_difference.c.version == number))
    connection.execute(update(scheme_version).where(scheme_version.c.version == number).values(compared_on=None))


def _done(connection: Connection, number: int, day: date) -> set[str]:
    """Whose difference is kept."""
    is_of_day = (version_difference.c.version == number) & (version_difference.c.day == day)
    return set(connection.execute(select(version_difference.c.member).where(is_of_day)).scalars())


def _kept(connection: Connection, number: int, day: date) -> dict[str, Kept]:
    wanted = select(version_difference).where(version_difference.c.version == number, version_difference.c.day == day)
    return {
        row.member: Kept(
            Records(row.records, row.record_numbers),
            from_text(OwnDifference, row.own) if row.own is not None else None,
        )
        for row in connection.execute(wanted)
    }


def _is_proposed(connection: Connection, number: int) -> bool:
    """Whether a version is still proposed; it stays so until the transaction ends."""
    wanted = select(scheme_version.c.state).where(scheme_version.c.version == number).with_for_update()
    return connection.execute(wanted).scalar() == "proposed"


def _keep(connection: Connection, number: int, day: date, records: dict[str, Records], own: Any) -> None:
    """Keep some differences, of those who were not erased meanwhile: an erasure waits for the rows read here."""
    there = select(standing.c.member).where(among(connection, standing.c.member, records))
    rows = [
        {
            "version": number,
            "member": member,
            "day": day,
            "records": records[member].many,
            "record_numbers": records[member].sum,
            "own": as_text(own[member]) if member in own else None,
        }
        for member in connection.execute(there.with_for_update(read=True)).scalars()
    ]
    put(connection, version_difference, rows, ["version", "member"])


def _finish(connection: Connection, instance: Instance, number: int, day: date) -> None:
    """All are computed: from now on it can be announced. What a steward sees is counted once, the first time."""
    own = {member: item.own for member, item in _kept(connection, number, day).items() if item.own is not None}
    connection.execute(update(scheme_version).where(scheme_version.c.version == number).values(compared_on=day))
    look(connection, instance, number, own)
