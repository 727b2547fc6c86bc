"""Switching a badge on and off, and what it shows."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.service.badges.tables import badge
from isonomia.service.database.statements import insert_new
from isonomia.service.instance.instance import Instance
from isonomia.service.members.membership import is_enrolled
from isonomia.service.problems import conflict
from isonomia.service.standings.tables import standing


@dataclass(frozen=True)
class Shown:
    """What a badge says."""

    scheme: str
    band: str


def can_show(scheme: Scheme) -> bool:
    """Whether a scheme's members have something to show.

    What the scheme says of publication (`rights.publication`) binds those who run it, not the member: under `private`
    too she may show her own band, as she may tell it. Without bands there is only a score, and that is never shown.
    """
    return bool(scheme.bands)


def badge_of(connection: Connection, member: str) -> str | None:
    """The id of a member's badge; None while it is off."""
    found: str | None = connection.execute(select(badge.c.badge_id).where(badge.c.member == member)).scalar()
    return found


def switch_on(connection: Connection, instance: Instance, member: str) -> None:
    """Show the badge, at an address of its own. A second time changes nothing."""
    if not can_show(instance.version(connection).scheme):
        raise conflict("no-bands", _("This scheme has no bands, and so nothing that a badge could show."))
    row = {"badge_id": secrets.token_urlsafe(16), "member": member, "created_at": instance.now}
    insert_new(connection, badge, [row], "member")


def switch_off(connection: Connection, member: str) -> None:
    """Show nothing any more; the address is dead, and one that is switched on later is another."""
    connection.execute(delete(badge).where(badge.c.member == member))


def shown(connection: Connection, instance: Instance, badge_id: str) -> Shown | None:
    """What a badge says now; None where there is none, or nothing to show."""
    found = connection.execute(
        select(badge.c.member, standing.c.band)
        .join(standing, standing.c.member == badge.c.member)
        .where(badge.c.badge_id == badge_id)
    ).first()
    if found is None or not is_enrolled(connection, found.member):
        return None
    scheme = instance.version(connection).scheme
    titles = {band.name: band.title for band in scheme.bands}
    return Shown(scheme.title, titles[found.band]) if found.band in titles else None
