"""Taking a backup: whole, checked, readable by its owner alone, with the list of the erased beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.backups import programs, sqlite
from isonomia.service.backups.erased import SUFFIX, erased_in
from isonomia.service.database.database import Database
from isonomia.service.database.statements import put
from isonomia.service.database.steps import step_of
from isonomia.service.instance.tables import setting
from isonomia.whole_file import aside

LAST = "backup.last"
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Taken:
    """What was written."""

    file: Path
    step: str
    size: int  # bytes


def take(database: Database, target: Path, now: datetime) -> Taken:
    """Write a backup. UsageError where no instance is in the database; whatever fails, no file is left behind."""
    with database.reading() as connection:
        step = step_of(connection)
    if step is None:
        raise UsageError(
            _("no scheme runs in this database"),
            remedy=_("set ISONOMIA_DATABASE, or --database, as the service has it"),
        )
    with aside(target, OWNER_ONLY) as place:
        if database.is_sqlite:
            sqlite.copy(Path(str(database.engine.url.database)), place)
            if fault := sqlite.fault_of(place):
                raise UsageError(
                    _("the copy is not sound: {fault}").format(fault=fault),
                    remedy=_("the database itself is damaged: restore the latest sound backup"),
                )
        else:
            programs.dump(database.engine.url, place)
            programs.run("pg_restore", "--list", str(place))
    # after the copy: whoever is erased in between is in the backup, and must be in the list
    with database.reading() as connection:
        erased_in(connection).write(target.with_name(target.name + SUFFIX), now)
    with database.writing() as connection:
        put(connection, setting, [{"name": LAST, "value": now.isoformat()}], ["name"])
    return Taken(target, step, target.stat().st_size)
