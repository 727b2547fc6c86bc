"""Agreeing to further sources, after joining: each on its own, with the version in which it was shown."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select, update

from isonomia.service.members.tables import consent
from isonomia.service.scheme_versions.in_force import Version


def agreed_sources(connection: Connection, member: str) -> frozenset[str]:
    """The sources that a member agrees to now."""
    wanted = select(consent.c.source).where(
        consent.c.member == member, consent.c.withdrawn_at.is_(None), consent.c.source != ""
    )
    return frozenset(connection.execute(wanted).scalars())


def agree(connection: Connection, member: str, sources: Collection[str], version: Version, now: datetime) -> None:
    """Keep a consent for each source that is not agreed to yet."""
    new = sorted(set(sources) - agreed_sources(connection, member))
    rows = [
        {"member": member, "source": source, "version": version.number, "shown": version.digest, "given_at": now}
        for source in new
    ]
    if rows:
        connection.execute(consent.insert(), rows)


def end_consents_of(connection: Connection, version: int, now: datetime) -> None:
    """Consents that were given to a version which never comes end with it."""
    ended = update(consent).where(consent.c.version == version, consent.c.withdrawn_at.is_(None))
    connection.execute(ended.where(consent.c.source != "").values(withdrawn_at=now))
