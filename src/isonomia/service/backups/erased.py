"""Who was erased, as digests that outlive a restore: kept in the database, beside each backup, and on another disk.

A backup taken before an erasure still holds the person. Restoring it would bring the person back, so that `restore`
erases again whom any of these lists names. A list says nothing of anybody without the instance's key and a backup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.database.statements import insert_new
from isonomia.service.erasures.erasures import erase_even_last, mark_of
from isonomia.service.erasures.tables import erasure
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person
from isonomia.service.records.tables import tombstone
from isonomia.whole_file import write_whole

SUFFIX = ".erased"
HEADING = "isonomia erased 1"


@dataclass(frozen=True)
class Erased:
    """Digests of people, and of events that are not taken in again."""

    people: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    def __or__(self, other: "Erased") -> "Erased":
        return Erased(self.people | other.people, self.events | other.events)

    def write(self, path: Path, as_of: datetime) -> None:
        """Write a list, one digest a line, whole or not at all."""
        lines = [f"person {mac}" for mac in sorted(self.people)] + [f"event {mac}" for mac in sorted(self.events)]
        text = "\n".join([f"{HEADING} {as_of.isoformat()}", *lines]) + "\n"
        write_whole(text.encode("ascii"), path, 0o600)


def read_erased(path: Path) -> tuple[Erased, datetime]:
    """A list from a file, and the moment that it is of. UsageError where it is no such list, or cut short."""
    try:
        first, *lines = path.read_text(encoding="ascii").split("\n")
        heading, _space, as_of = first.rpartition(" ")
        moment = datetime.fromisoformat(as_of)
    except (OSError, ValueError) as error:
        raise _no_list(path, type(error).__name__) from None
    if heading != HEADING or lines[-1:] != [""]:
        raise _no_list(path, _("its first or its last line is missing"))
    found: dict[str, set[str]] = {"person": set(), "event": set()}
    for line in lines[:-1]:
        kind, _space, mac = line.partition(" ")
        if kind not in found or len(mac) != 64:
            raise _no_list(path, _("the line '{line}'").format(line=line[:80]))
        found[kind].add(mac)
    return Erased(frozenset(found["person"]), frozenset(found["event"])), moment


def _no_list(path: Path, reason: str) -> UsageError:
    return UsageError(
        _("'{path}' is no list of erasures: {reason}").format(path=path, reason=reason),
        remedy=_("give a file that `isonomia admin backup` or ISONOMIA_ERASED_LIST has written"),
    )


def erased_in(connection: Connection) -> Erased:
    """The lists of a database; empty where it is older than they are."""
    tables = set(inspect(connection).get_table_names())
    people = connection.execute(select(erasure.c.mac)).scalars() if erasure.name in tables else ()
    events = connection.execute(select(tombstone.c.mac)).scalars() if tombstone.name in tables else ()
    return Erased(frozenset(people), frozenset(events))


def lists_beside(folder: Path) -> list[Path]:
    """The lists that lie in a folder of backups."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())


def erase_again(connection: Connection, instance: Instance, erased: Erased) -> int:
    """Erase whom a list names, and refuse its events from now on; returns how many people it was."""
    present = connection.execute(select(person.c.person_id)).scalars().all()
    named = [person_id for person_id in present if mark_of(instance.tombstone_key, person_id) in erased.people]
    for person_id in named:
        erase_even_last(connection, instance, person_id)
    insert_new(connection, erasure, _marks(erased.people, instance), "mac")
    insert_new(connection, tombstone, [{"mac": mac} for mac in sorted(erased.events)], "mac")
    return len(named)


def _marks(people: Iterable[str], instance: Instance) -> list[dict[str, object]]:
    return [{"mac": mac, "erased_at": instance.now} for mac in sorted(people)]


def copy_erased(instance: Instance) -> bool:
    """Add what the file of ISONOMIA_ERASED_LIST does not know yet; False if it knows everything."""
    path = Path(instance.settings.erased_list)
    known = read_erased(path)[0] if path.exists() else None
    with instance.database.reading() as connection:
        present = erased_in(connection)
    wanted = present | (known or Erased())
    if known is not None and wanted == known:
        return False
    wanted.write(path, instance.now)
    return True
