"""Computing the whole projection again from the ledger, as if it had been lost."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, select, update

from isonomia.locale import _
from isonomia.service.database.statements import insert_new
from isonomia.service.instance.instance import Instance
from isonomia.service.records.tables import record
from isonomia.service.standings.due import first_due
from isonomia.service.standings.refresh import MOST_AT_ONCE, refresh
from isonomia.service.standings.tables import standing

Progress = Callable[[int, int], None]
TOLD = (standing.c.score, standing.c.band, standing.c.next_fade)


@dataclass(frozen=True)
class Difference:
    """A standing that was up to date by its own word, and is not what the ledger gives."""

    member: str
    before: tuple[object, ...] | None
    after: tuple[object, ...] | None

    def words(self) -> tuple[str, str]:
        """Both for people: score, band and next fading."""
        before, after = (", ".join(map(str, told)) if told else _("nothing") for told in (self.before, self.after))
        return before, after


def rescore(instance: Instance, progress: Progress | None = None) -> tuple[int, list[Difference]]:
    """Compute every standing again; returns how many there are, and which were wrong.

    What was stale or due by the calendar is brought up to date first, and is no difference. A member whose band turns
    out to be another one is told, as of any change.
    """
    while _refresh(instance):
        pass
    with instance.database.writing() as connection:
        before = _told(connection)
        members = set(connection.execute(select(record.c.member).distinct()).scalars())
        connection.execute(delete(standing).where(standing.c.member.not_in(select(record.c.member))))
        connection.execute(update(standing).values(is_stale=True, remembered=None))
        missing = [{"member": member, "is_stale": True} for member in sorted(members - set(before))]
        insert_new(connection, standing, missing, "member")
    done = 0
    while count := _refresh(instance):
        done += count
        if progress is not None:
            progress(min(done, len(members)), len(members))
    with instance.database.reading() as connection:
        after = _told(connection)
    names = sorted(before.keys() | after.keys())
    differences = [Difference(name, before.get(name), after.get(name)) for name in names]
    return len(after), [item for item in differences if item.before != item.after]


def _told(connection: Connection) -> dict[str, tuple[object, ...]]:
    rows: list[Row[tuple[object, ...]]] = list(connection.execute(select(standing.c.member, *TOLD)))
    return {str(row[0]): tuple(row[1:]) for row in rows}


def _refresh(instance: Instance) -> int:
    """One transaction's worth; how many standings that was."""
    with instance.database.writing() as connection:
        due = first_due(connection, instance, instance.version(connection), MOST_AT_ONCE)
        refresh(connection, instance, MOST_AT_ONCE)
    return len(due)
