"""Restoring a backup: checked first, then whole or not at all; whoever was erased since stays erased."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, inspect

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.backups import programs, sqlite
from isonomia.service.backups.contents import Contents, contents_of
from isonomia.service.backups.erased import SUFFIX, Erased, erase_again, erased_in, lists_beside, read_erased
from isonomia.service.backups.lost_keys import public_keys_in
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.database.migrate import migrate
from isonomia.service.database.postgres import EMPTY, others_connected
from isonomia.service.database.steps import known_steps
from isonomia.service.instance.instance import RESTORING
from isonomia.service.instance.tables import setting
from isonomia.service.instance.unchanged import open_unchanged

SECONDS_TO_PART = 3.0
MARK = f"INSERT INTO public.setting (name, value) VALUES ('{RESTORING}', 'yes');\n"  # noqa: S608  # a constant


@dataclass(frozen=True)
class Restored:
    """What was done: the step of the backup, whom the lists named again, and where they came from.

    `are_keys_lost` where the database that was replaced had keys that the backup does not know.
    """

    step: str
    erased_again: int
    lists: tuple[str, ...]
    are_keys_lost: bool


def restore(
    settings: Settings,
    file: Path,
    *,
    may_replace: bool = False,
    lists: Sequence[Path] = (),
    is_unknown_accepted: bool = False,
) -> Restored:
    """Put a backup in the place of the database.

    UsageError, with nothing changed, where it is not sound, of the other kind, of a newer program, where a database is
    in the way, or where nothing newer than the backup says who was erased since.
    """
    contents = contents_of(file)
    database = Database(settings.database)
    try:
        _expect_fitting(contents, database)
        is_there = _is_there(database)
        if is_there and not may_replace:
            raise UsageError(
                _("there is a database already"),
                remedy=_("take a backup of it, then add --replace; or name another one with --database"),
            )
        _expect_unused(database, is_there)
        keys = public_keys_in(database) if is_there else frozenset()
        found = _all_lists(settings, database if is_there else None, file, lists)
        if not found.is_newer and not is_unknown_accepted:
            raise UsageError(
                _("nothing says who was erased since this backup was taken"),
                remedy=_("give --erased with the newest list, or --erasures-unknown if there is none"),
            )
    finally:
        database.close()
    put_back = _restore_sqlite if contents.is_sqlite else _restore_postgres
    again = put_back(settings, file, found.erased)
    return Restored(contents.step, again, found.names, bool(keys - _keys_now(settings)))


def _keys_now(settings: Settings) -> frozenset[str]:
    database = Database(settings.database)
    try:
        return public_keys_in(database)
    finally:
        database.close()


def _expect_fitting(contents: Contents, database: Database) -> None:
    if contents.is_sqlite != database.is_sqlite:
        kinds = ("SQLite", "PostgreSQL") if contents.is_sqlite else ("PostgreSQL", "SQLite")
        raise UsageError(
            _("the backup is of {found}, and the database is {wanted}").format(found=kinds[0], wanted=kinds[1]),
            remedy=_("name a database of the same kind with --database"),
        )
    if contents.step not in known_steps(database):
        raise UsageError(
            _("the backup is at step {step}, which this program does not know").format(step=contents.step),
            remedy=_("restore with the program that took it, or a newer one"),
        )


def _is_there(database: Database) -> bool:
    if database.is_sqlite and not Path(str(database.engine.url.database)).exists():
        return False
    with database.reading() as connection:
        return bool(inspect(connection).get_table_names())


def _expect_unused(database: Database, is_there: bool) -> None:
    if database.is_sqlite:
        if is_there:
            database.close()
            sqlite.expect_unused(Path(str(database.engine.url.database)))
        return
    database.close()  # connections of our own
    last = time.monotonic() + SECONDS_TO_PART
    while others := _others(database):
        if time.monotonic() < last:  # whoever has just stopped is still named for a moment
            time.sleep(0.1)
            continue
        raise UsageError(
            _("{count} other connections to the database are open").format(count=others),
            remedy=_("stop the service first"),
        )


def _others(database: Database) -> int:
    with database.reading() as connection:
        return others_connected(connection)


@dataclass(frozen=True)
class _Lists:
    """Everything that says who was erased; `is_newer` where some of it was written after the backup was taken."""

    erased: Erased
    names: tuple[str, ...]
    is_newer: bool


def _all_lists(settings: Settings, database: Database | None, file: Path, given: Sequence[Path]) -> _Lists:
    """Lists given, the one kept aside, those that lie beside the backup, and the database's own."""
    own = file.with_name(file.name + SUFFIX)
    taken_at = read_erased(own)[1] if own.exists() else None
    kept_aside = Path(settings.erased_list)
    current = [*given, *([kept_aside] if settings.erased_list and kept_aside.exists() else [])]
    is_newer = bool(current)
    erased = Erased()
    paths = dict.fromkeys([*current, *lists_beside(file.absolute().parent)])
    for path in paths:
        found, as_of = read_erased(path)
        erased |= found
        is_newer |= taken_at is not None and as_of > taken_at
    names = [path.name for path in paths]
    if database is not None:
        with database.reading() as connection:
            erased |= erased_in(connection)
        is_newer = True
        names.append(_("the database that is replaced"))
    return _Lists(erased, tuple(names), is_newer)


def _restore_sqlite(settings: Settings, file: Path, erased: Erased) -> int:
    """In a folder beside the database that nobody else can open, then renamed; its logs go with the folder."""
    target = Path(str(Database(settings.database).engine.url.database)).absolute()
    with TemporaryDirectory(dir=target.parent, prefix=".restoring.") as folder:
        place = Path(folder) / "restored.db"
        sqlite.copy(file, place)
        again = _finish(replace(settings, database=f"sqlite:///{place}"), erased)
        sqlite.expect_unused(place)
        if fault := sqlite.fault_of(place):
            raise UsageError(_("what was restored is not sound: {fault}").format(fault=fault))
        place.chmod(0o600)
        place.replace(target)
    return again


def _restore_postgres(settings: Settings, file: Path, erased: Erased) -> int:
    """In one transaction that also marks the database as unfinished, until the erased are erased again."""
    erased.write(file.with_name(f"{file.name}.restoring{SUFFIX}"), datetime.now(UTC))  # should we be stopped
    database = Database(settings.database)
    with TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        programs.script_of(file, script)
        script.write_bytes(EMPTY.encode() + script.read_bytes() + MARK.encode())
        programs.run_script(database.engine.url, script)
    database.close()
    return _finish(settings, erased)


def _finish(settings: Settings, erased: Erased) -> int:
    """Bring what was restored up to this program's step, and erase again."""
    database = Database(settings.database)
    migrate(database)
    database.close()
    instance = open_unchanged(settings)
    try:
        with instance.database.writing() as connection:
            again = erase_again(connection, instance, erased)
            connection.execute(delete(setting).where(setting.c.name == RESTORING))
        instance.database.forget()
    finally:
        instance.database.close()
    return again
