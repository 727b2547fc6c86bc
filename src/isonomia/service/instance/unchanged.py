"""Opening an instance as it is, for commands that look after it: nothing is made, and no step of migration is taken."""

from pathlib import Path

from sqlalchemy import Connection, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.clock import Clock, SystemClock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.database.steps import known_steps, step_of
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import stored
from isonomia.service.scheme_versions.in_force import compiled
from isonomia.service.scheme_versions.tables import scheme_version


def existing_database(address: str) -> Database:
    """A database that is there. UsageError otherwise: opening an SQLite file would make one."""
    database = Database(address)
    if database.is_sqlite and not Path(database.engine.url.database or "").exists():
        raise UsageError(
            _("there is no database {file}").format(file=database.engine.url.database),
            remedy=_("set ISONOMIA_DATABASE, or --database, as the service has it"),
        )
    try:
        with database.reading():
            pass
    except SQLAlchemyError as error:
        raise UsageError(
            _("the database cannot be opened: {reason}").format(reason=reason_of(error)),
            remedy=_("set ISONOMIA_DATABASE, or --database, as the service has it"),
        ) from None
    return database


def reason_of(error: SQLAlchemyError) -> str:
    """What the database said, on one line; never the address, which can hold a password."""
    lines = str(getattr(error, "orig", None) or type(error).__name__).splitlines()
    return lines[0] if lines else type(error).__name__


def open_unchanged(settings: Settings, clock: Clock | None = None) -> Instance:
    """The instance that a database holds. UsageError if there is none, or if it is not at this program's step."""
    database = existing_database(settings.database)
    with database.reading() as connection:
        found, wanted = step_of(connection), known_steps(database)[0]
        if found is None:
            raise UsageError(
                _("no scheme runs in {database}").format(database=make_url(settings.database)),
                remedy=_("set ISONOMIA_DATABASE, or --database, as the service has it"),
            )
        if found != wanted:
            raise UsageError(
                _("the database is at step {found}, the program at {wanted}").format(found=found, wanted=wanted),
                remedy=_("use the program that serves it, or start the service once with this one"),
            )
        return _instance(connection, settings, database, clock or SystemClock())


def _instance(connection: Connection, settings: Settings, database: Database, clock: Clock) -> Instance:
    text = connection.execute(select(scheme_version.c.text).order_by(scheme_version.c.version).limit(1)).scalar_one()
    scheme = compiled("scheme.yaml", text)
    key = bytes.fromhex(stored(connection, "secret.tombstones"))
    is_made_up = stored(connection, "kind") == "demonstration"
    return Instance(settings, database, clock, scheme.title, scheme, key, is_made_up)
