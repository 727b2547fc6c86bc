"""A running instance: what every request and every job works with."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import Clock, SystemClock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.instance.secrets import secret, stored_or_made
from isonomia.service.instance.tables import setting
from isonomia.service.records.intake import Intake
from isonomia.service.refusal import refuse_unlawful
from isonomia.service.scheme_versions.in_force import Version, begin_with, in_force, refuse_any_unlawful
from isonomia.service.scheme_versions.succession import source_days

RESTORING = "restoring"
"""The name of a setting that stands in a database while it is being restored."""


@dataclass(frozen=True)
class Instance:
    """One scheme, one database, one clock."""

    settings: Settings
    database: Database
    clock: Clock
    name: str
    zone_of: Scheme  # the first scheme; its zone never changes
    tombstone_key: bytes
    is_demonstration: bool = False

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        """The local date in the scheme's zone."""
        return local_date(self.clock.now(), self.zone_of.zone)

    def version(self, connection: Connection) -> Version:
        """The version in force today."""
        return in_force(connection, self.today)

    def intake(self, connection: Connection, recorded_by: str) -> Intake:
        """What taking records in needs, now and by the scheme in force."""
        version = self.version(connection)
        days = source_days(connection, version)
        return Intake(version.scheme, self.now, recorded_by, self.tombstone_key, days)


def open_instance(
    scheme: Scheme, settings: Settings, clock: Clock | None = None, *, is_demonstration: bool = False
) -> Instance:
    """Open the database, bring it up to date, and refuse what must not run.

    SchemeRefused where the file, or any version in the database, has what the service never runs.
    """
    from isonomia.service.database.migrate import migrate
    from isonomia.service.log.keys import make_key

    moment = clock or SystemClock()
    today = local_date(moment.now(), scheme.zone)
    refuse_unlawful(scheme, today)
    database = Database(settings.database)
    instance = Instance(settings, database, moment, scheme.title, scheme, b"", is_demonstration)
    try:
        migrate(database)
        with database.writing() as connection:
            _expect_whole(connection)
            _expect_kind(connection, is_demonstration)
            begin_with(connection, scheme, today, moment.now())
            refuse_any_unlawful(connection, today)
            key = secret(connection, "tombstones")
            make_key(connection, instance)
    except BaseException:
        database.close()
        raise
    return replace(instance, tombstone_key=key)


def _expect_whole(connection: Connection) -> None:
    """A restore that was interrupted may still hold people who were erased."""
    if connection.execute(select(setting.c.name).where(setting.c.name == RESTORING)).first() is not None:
        raise UsageError(
            _("a restore of this database was not finished"),
            remedy=_("run `isonomia admin restore --replace` with the same backup again"),
        )


def _expect_kind(connection: Connection, is_demonstration: bool) -> None:
    """A demonstration has links that sign people in; it never opens a database that was not made for one."""
    kind = "demonstration" if is_demonstration else "real"
    found = stored_or_made(connection, "kind", lambda: kind)
    if found != kind:
        raise UsageError(
            _("the database was made for a {found} community").format(found=found),
            remedy=_("a demonstration keeps a database of its own: `isonomia serve --demo --folder DIR`"),
        )
