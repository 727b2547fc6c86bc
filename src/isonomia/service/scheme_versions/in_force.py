"""Which scheme is in force: the announced version with the latest day of effect that has come."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, select

from isonomia.errors import SchemeError, UsageError
from isonomia.locale import _
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.service.database.statements import add
from isonomia.service.refusal import refuse_unlawful
from isonomia.service.scheme_versions.tables import scheme_version

ANNOUNCED = select(scheme_version).where(scheme_version.c.state == "announced")
FIRST = ANNOUNCED.order_by(scheme_version.c.effective_on).limit(1)
LATEST_BEGUN = (
    ANNOUNCED.where(scheme_version.c.effective_on <= bindparam("day"))
    .order_by(scheme_version.c.effective_on.desc(), scheme_version.c.version.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Version:
    """One version: `written` as its author wrote it, `scheme` as it is scored, with what older ones still count."""

    number: int
    written: Scheme
    scheme: Scheme
    effective_on: date
    digest: str
    summary: str = ""

    @property
    def is_first(self) -> bool:
        """Whether nothing older counts: it is scored as it was written."""
        return self.scheme is self.written


def digest_of(text: str) -> str:
    """What a version is known by."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def compiled(name: str, text: str) -> Scheme:
    """The scheme of a text; SchemeError lists what is wrong with it."""
    reading = read_scheme_text(Path(name), text)
    if reading.scheme is None:
        raise SchemeError(reading.errors)
    return reading.scheme


def in_force(connection: Connection, day: date) -> Version:
    """The version in force on a local day; before the first one begins, that one."""
    row = connection.execute(LATEST_BEGUN, {"day": day}).first()
    return version_of(row or connection.execute(FIRST).one())


def version_of(row: Any) -> Version:
    """A row of the table, compiled."""
    name = "scheme.yaml"
    scheme = compiled(name, row.merged)
    return Version(row.version, compiled(name, row.text), scheme, row.effective_on, row.digest, row.summary)


def begin_with(connection: Connection, scheme: Scheme, day: date, now: object) -> None:
    """Make a scheme the first version, or find it as the latest one. UsageError where the file has moved on alone.

    A change of the file changes nothing for members until a steward has proposed it, they have been told, and their
    notice has run.
    """
    latest = connection.execute(
        select(scheme_version).where(scheme_version.c.state != "withdrawn").order_by(scheme_version.c.version.desc())
    ).first()
    if latest is None:
        add(
            connection,
            scheme_version,
            version=1,
            text=scheme.text,
            merged=scheme.text,
            digest=digest_of(scheme.text),
            state="announced",
            effective_on=day,
            proposed_at=now,
        )
        return
    known = connection.execute(select(scheme_version.c.digest).where(scheme_version.c.state != "withdrawn")).scalars()
    if digest_of(scheme.text) not in set(known):
        raise UsageError(
            _("{file} is not the scheme that members agreed to").format(file=scheme.path),
            remedy=_("start with the file as it was; a steward proposes the new one on the page 'Change the scheme'"),
        )


def refuse_any_unlawful(connection: Connection, day: date) -> None:
    """Check every version that is or will be in force, as it is in the database: SchemeRefused if one is unlawful."""
    rows = connection.execute(select(scheme_version.c.text).where(scheme_version.c.state == "announced"))
    for text in rows.scalars():
        refuse_unlawful(compiled("scheme.yaml", text), day)
