"""The machine, its clock and its configuration."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from isonomia.locale import _
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.doctor.line import Level, Line
from isonomia.service.records.tables import record

LEAST_FREE = 1024**3  # bytes
LEAST_SHARE = 0.05
CLOCKS_APART = timedelta(seconds=5)


def disk(database: Database) -> Iterator[Line]:
    """Room for what is still to come; PostgreSQL's disk is its own machine's."""
    if not database.is_sqlite:
        return
    folder = Path(str(database.engine.url.database)).absolute().parent
    found = shutil.disk_usage(folder)
    what = _("{free} MiB of {total} MiB are free where the database lies").format(
        free=found.free // 1024**2, total=found.total // 1024**2
    )
    if found.free < LEAST_FREE or found.free < found.total * LEAST_SHARE:
        yield Line(Level.WARN, what, _("make room: without any, nothing more is taken in"))
    else:
        yield Line(Level.OK, what)


def clock(connection: Connection, now: datetime) -> Iterator[Line]:
    """The clock against the ledger's last record, and against the database's own clock."""
    last = connection.execute(select(func.max(record.c.recorded_at))).scalar()
    if last is not None and last > now:
        yield Line(
            Level.FAIL,
            _("the clock shows {now}, before the last record of {last}").format(now=now, last=last),
            _("set the clock, and keep it by NTP"),
        )
        return
    if connection.dialect.name == "postgresql":
        theirs = connection.execute(select(func.clock_timestamp())).scalar_one()
        if abs(theirs - now) > CLOCKS_APART:
            yield Line(
                Level.WARN,
                _("this clock and the database's are {apart} apart").format(apart=abs(theirs - now)),
                _("keep both by NTP"),
            )
            return
    yield Line(Level.OK, _("the clock is not behind the ledger"))


def address(settings: Settings) -> Iterator[Line]:
    """How members reach it."""
    if not settings.is_secure:
        yield Line(
            Level.WARN,
            _("the address {origin} is not https: cookies are not bound to it").format(origin=settings.origin),
            _("serve it behind TLS and set ISONOMIA_ORIGIN; http is for trying out"),
        )
    else:
        yield Line(Level.OK, _("{origin} is https, with __Host- cookies").format(origin=settings.origin))
    if settings.is_secure and not settings.trusted_proxies:
        yield Line(
            Level.WARN,
            _("no proxy is trusted: behind one, all members share one limit of requests"),
            _("name its address in ISONOMIA_TRUSTED_PROXIES"),
        )
    if not settings.erased_list:
        yield Line(
            Level.WARN,
            _("no list of erasures is kept aside"),
            _("set ISONOMIA_ERASED_LIST to a file on another disk, so that no old backup brings anybody back"),
        )
