"""The whole examination."""

from collections.abc import Iterator

from sqlalchemy import Connection

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.clock import Clock, SystemClock
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.database.steps import known_steps, step_of
from isonomia.service.doctor.keys import changeover
from isonomia.service.doctor.line import Level, Line
from isonomia.service.doctor.machine import address, clock, disk
from isonomia.service.doctor.work import backups, behind, stuck_deliveries
from isonomia.service.instance.unchanged import existing_database


def examine(settings: Settings, time: Clock | None = None) -> Iterator[Line]:
    """Look at everything; nothing is changed. What a broken part keeps from being seen is not looked at."""
    now = (time or SystemClock()).now()
    yield from address(settings)
    try:
        database = existing_database(settings.database)
    except UsageError as error:
        yield Line(Level.FAIL, str(error), error.remedy)
        return
    yield Line(Level.OK, _("the database answers"))
    yield from disk(database)
    with database.reading() as connection:
        step = _step(connection, database)
        yield step
        if step.level is Level.OK:
            for part in (clock, stuck_deliveries, behind, changeover, backups):
                yield from part(connection, now)
    database.close()


def _step(connection: Connection, database: Database) -> Line:
    found, known = step_of(connection), known_steps(database)
    if found is None:
        return Line(Level.FAIL, _("no scheme runs in this database"), _("begin with `isonomia serve scheme.yaml`"))
    if found == known[0]:
        return Line(Level.OK, _("the database is at step {step}, as the program").format(step=found))
    what = _("the database is at step {found}, the program at {wanted}").format(found=found, wanted=known[0])
    if found in known:
        return Line(Level.WARN, what, _("take a backup, then start the service: it takes the missing steps"))
    return Line(Level.FAIL, what, _("use the program that served it last, or a newer one"))
