"""Opening an instance by its database alone, for commands that look after it."""

from pathlib import Path

from sqlalchemy import inspect, make_url, select

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import Clock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.scheme_versions.in_force import compiled
from isonomia.service.scheme_versions.tables import scheme_version


def open_existing(settings: Settings, clock: Clock | None = None) -> Instance:
    """The instance that a database holds. UsageError if none was begun in it: nothing is made then, not even a file."""
    database = Database(settings.database)
    try:
        scheme = _first_scheme(database, settings.database)
    finally:
        database.close()
    if scheme is None:
        raise UsageError(
            _("no scheme runs in {database}").format(database=make_url(settings.database)),
            remedy=_("set ISONOMIA_DATABASE as the service has it, or begin with `isonomia serve scheme.yaml`"),
        )
    return open_instance(scheme, settings, clock)


def _first_scheme(database: Database, address: str) -> Scheme | None:
    """The scheme that the database was begun with; every version in it is checked when it is opened."""
    if database.is_sqlite and not Path(make_url(address).database or "").exists():
        return None
    if not inspect(database.engine).has_table(scheme_version.name):
        return None
    with database.reading() as connection:
        text = connection.execute(select(scheme_version.c.text).order_by(scheme_version.c.version).limit(1)).scalar()
    return compiled("scheme.yaml", text) if text is not None else None
