"""Making and withdrawing credentials."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, delete, select, update

from isonomia.locale import _
from isonomia.periods import ONE_DAY
from isonomia.service.credentials.forms import OPEN_BADGE, SD_JWT, Content, as_open_badge, as_sd_jwt
from isonomia.service.credentials.guarantee import LONGEST, held_until, last_day_of_version
from isonomia.service.credentials.keys import leaked_keys, signing
from isonomia.service.credentials.status_list import SIZE
from isonomia.service.credentials.tables import credential, credential_status
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import conflict, invalid, not_found
from isonomia.service.statements.statements import statement_of

MOST_VALID = 20  # of one member at the same time
FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Choice:
    """A band that a member can prove now, and until when at most."""

    band: str
    title: str
    until: date


@dataclass(frozen=True)
class Wish:
    """What a member asks for."""

    form: str
    band: str
    days: int
    name: str | None


@dataclass(frozen=True)
class Credential:
    """What the member takes along; it is kept nowhere else."""

    file_name: str
    text: str


def choices(connection: Connection, instance: Instance, member: str) -> list[Choice]:
    """The bands that a member has, from the best down to the worst; empty where the scheme has none."""
    made = statement_of(connection, instance, member, "en")
    present = made.statement.band if made is not None else None
    if made is None or present is None:
        return []
    last = _last_day(connection, instance)
    scheme = made.version.scheme
    best = next(band.goodness for band in scheme.bands if band.name == present.name)
    held = sorted((band for band in scheme.bands if band.goodness <= best), key=lambda band: -band.goodness)
    return [
        Choice(band.name, band.title, held_until(made.accounts, instance.now, band.goodness, last)) for band in held
    ]


def _last_day(connection: Connection, instance: Instance) -> date:
    last = instance.today + LONGEST
    version_ends = last_day_of_version(connection, instance.today)
    return last if version_ends is None else min(last, version_ends)


def make(connection: Connection, instance: Instance, member: str, wish: Wish) -> Credential:
    """A credential for a member, valid for the days asked for, or for fewer if the band is certain for fewer."""
    if wish.form not in (SD_JWT, OPEN_BADGE):
        raise invalid(_("There is no such form of a credential."))
    if not 1 <= wish.days <= LONGEST.days:
        raise invalid(_("{count} days").format(count=wish.days), _("Choose from 1 to 90 days."))
    found = next((item for item in choices(connection, instance, member) if item.band == wish.band), None)
    if found is None:
        raise conflict("band-not-held", _("You do not have this band now."), _("Choose one that you have."))
    _expect_few(connection, instance, member)
    until = min(found.until, instance.today + timedelta(days=wish.days))
    index = _new_index(connection, instance, until)
    number = str(uuid.uuid4())
    key, key_id = signing(connection, instance)
    row = {
        "credential_id": number,
        "member": member,
        "form": wish.form,
        "band": found.band,
        "has_name": wish.name is not None,
        "issued_at": instance.now,
        "valid_until": until,
        "status_index": index,
        "key_id": key_id,
    }
    add(connection, credential, **row)
    content = _content(connection, instance, number, found, until, index, wish.name)
    if wish.form == SD_JWT:
        return Credential("standing.sd-jwt", as_sd_jwt(content, key, key_id))
    return Credential("standing-badge.jwt", as_open_badge(content, key, key_id))


def _content(  # what a credential consists of
    connection: Connection, instance: Instance, number: str, found: Choice, until: date, index: int, name: str | None
) -> Content:
    scheme = instance.version(connection).scheme
    zone = scheme.zone
    return Content(
        credential_id=number,
        origin=instance.settings.origin,
        issuer=instance.name,
        scheme=scheme.name,
        scheme_title=scheme.title,
        band=found.band,
        band_title=found.title,
        held_on=instance.today,
        until=until,
        begins=datetime.combine(instance.today, time(), zone),  # of the day, so that the second tells nobody apart
        ends=datetime.combine(until + ONE_DAY, time(), zone),
        status_index=index,
        name=name,
    )


def _expect_few(connection: Connection, instance: Instance, member: str) -> None:
    wanted = select(credential.c.key_id).where(
        credential.c.member == member,
        credential.c.withdrawn_at.is_(None),
        credential.c.valid_until >= instance.today,
    )
    leaked = leaked_keys(connection)
    if sum(key_id not in leaked for key_id in connection.execute(wanted).scalars()) >= MOST_VALID:
        raise conflict(
            "too-many-credentials",
            _("You have {count} valid credentials.").format(count=MOST_VALID),
            _("Withdraw one first."),
        )


def _new_index(connection: Connection, instance: Instance, until: date) -> int:
    """A random place in the list that is free; places of what ran out a month ago are free again."""
    forgotten = credential_status.c.valid_until < instance.today - FORGOTTEN_AFTER
    connection.execute(delete(credential_status).where(forgotten))
    taken = set(connection.execute(select(credential_status.c.status_index)).scalars())
    if len(taken) >= SIZE:
        raise conflict("list-full", _("The list of credentials is full."), _("Try again in some days."))
    index = secrets.randbelow(SIZE)
    while index in taken:
        index = secrets.randbelow(SIZE)
    add(connection, credential_status, status_index=index, valid_until=until)
    return index


def credentials_of(connection: Connection, member: str) -> list[dict[str, object]]:
    """A member's credentials, latest first; `is_void` where the key of one leaked."""
    wanted = select(credential).where(credential.c.member == member).order_by(credential.c.issued_at.desc())
    leaked = leaked_keys(connection)
    rows = connection.execute(wanted).mappings()
    return [dict(row) | {"is_void": row["key_id"] in leaked} for row in rows]


def withdraw(connection: Connection, instance: Instance, member: str, credential_id: str | None = None) -> None:
    """Withdraw one credential of a member, or all. The list says so from now on, whoever is gone."""
    wanted = select(credential.c.credential_id, credential.c.status_index).where(
        credential.c.member == member, credential.c.withdrawn_at.is_(None)
    )
    if credential_id is not None:
        known = select(credential.c.credential_id).where(
            credential.c.member == member, credential.c.credential_id == credential_id
        )
        if connection.execute(known).first() is None:
            raise not_found()
        wanted = wanted.where(credential.c.credential_id == credential_id)
    for number, index in connection.execute(wanted).all():
        connection.execute(
            update(credential).where(credential.c.credential_id == number).values(withdrawn_at=instance.now)
        )
        is_place = credential_status.c.status_index == index
        connection.execute(update(credential_status).where(is_place).values(revoked_at=instance.now))


def revoked(connection: Connection) -> list[int]:
    """The places of the list that are revoked."""
    wanted = select(credential_status.c.status_index).where(credential_status.c.revoked_at.is_not(None))
    return list(connection.execute(wanted).scalars())
