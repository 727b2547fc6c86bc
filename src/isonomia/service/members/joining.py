"""Inviting, joining and leaving. Nothing is recorded of a person who has not joined."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from isonomia.ledger.record import Membership, Origin
from isonomia.locale import _
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.service.badges.badges import switch_off as hide_badge
from isonomia.service.credentials.credentials import withdraw
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import digest, new_token
from isonomia.service.members.membership import is_enrolled, number_of
from isonomia.service.members.tables import consent, invitation, person, role
from isonomia.service.notices.notices import tell
from isonomia.service.problems import conflict, invalid, not_found
from isonomia.service.records.intake import take_records
from isonomia.service.records.outcome import Refused
from isonomia.service.retention.known import kept_in_words
from isonomia.service.scheme_versions.change import hold_announcements, tell_of_coming
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.webhooks.sharing import switch_off

DAYS_TO_ACCEPT = 30


@dataclass(frozen=True)
class SourceToAgreeTo:
    """What a person is told of one source before agreeing to it."""

    name: str
    fields: tuple[str, ...]
    purpose: str
    verified_by: str
    kept: str


def make_person(connection: Connection, name: str, member: str | None, now: datetime, language: str = "") -> str:
    """A person who can be given roles or an invitation; returns the person's id, which says nothing.

    `language` stays empty until the person chooses one.
    """
    person_id = f"p-{secrets.token_hex(8)}"
    add(
        connection,
        person,
        person_id=person_id,
        member=member,
        display_name=name,
        language=language,
        created_at=now,
        fact_key=secrets.token_hex(32),
    )
    return person_id


def grant(connection: Connection, person_id: str, name: str, now: datetime, source: str = "") -> None:
    """Give a person a role."""
    add(connection, role, person_id=person_id, role=name, source=source, granted_at=now)


def invite(connection: Connection, instance: Instance, person_id: str) -> str:
    """A secret that lets its bearer join as this person, once, within thirty days."""
    token = new_token()
    add(
        connection,
        invitation,
        token_digest=digest(token),
        person_id=person_id,
        created_at=instance.now,
        expires_on=instance.today + timedelta(days=DAYS_TO_ACCEPT),
    )
    return token


def invited(connection: Connection, instance: Instance, token: str) -> str | None:
    """The person whom an invitation names, if it is still good."""
    found = connection.execute(
        select(invitation.c.person_id).where(
            invitation.c.token_digest == digest(token),
            invitation.c.used_at.is_(None),
            invitation.c.expires_on >= instance.today,
        )
    )
    person_id: str | None = found.scalar()
    return person_id


def use_invitation(connection: Connection, token: str, now: datetime) -> None:
    """An invitation serves once; Problem 404 if someone else was quicker."""
    used = update(invitation).where(invitation.c.token_digest == digest(token), invitation.c.used_at.is_(None))
    if not connection.execute(used.values(used_at=now)).rowcount:
        raise not_found()


def to_agree_to(scheme: Scheme) -> list[SourceToAgreeTo]:
    """Each source as a person is told of it."""
    return [
        SourceToAgreeTo(
            name,
            tuple(declared.description or field for field, declared in source.fields.items()),
            source.purpose or "",
            source.verified_by or "",
            kept_in_words(scheme, name),
        )
        for name, source in scheme.file.sources.items()
    ]


def join(
    connection: Connection, instance: Instance, person_id: str, agreed: Collection[str], version: Version, shown: str
) -> str:
    """A person joins and agrees to some sources. Returns the name in the ledger.

    The others stay closed: facts of a source that was not agreed to are refused.
    """
    member = number_of(connection, person_id)
    if member is None:
        raise conflict("no-number", _("This person has no member's number."), _("a steward gives one"))
    if is_enrolled(connection, member):
        raise conflict("already-member", _("You take part already."))
    unknown = set(agreed) - set(version.scheme.file.sources)
    if unknown:
        raise invalid(_("The scheme has no source '{name}'.").format(name=min(unknown)))
    hold_announcements(connection, for_joining=True)
    now = instance.now
    rows = [
        {"member": member, "source": source, "version": version.number, "shown": shown, "given_at": now}
        for source in ("", *agreed)
    ]
    connection.execute(consent.insert(), rows)
    _append(connection, instance, person_id, "join", member)
    tell(connection, member, "joined", {}, now, about="/me")
    tell_of_coming(connection, member, instance.today, now)
    return str(member)


def leave(connection: Connection, instance: Instance, person_id: str, member: str) -> None:
    """A member leaves, at once and without a reason; every consent ends with it."""
    now = instance.now
    _append(connection, instance, person_id, "leave", member)
    connection.execute(
        update(consent).where(consent.c.member == member, consent.c.withdrawn_at.is_(None)).values(withdrawn_at=now)
    )
    switch_off(connection, instance, member)
    withdraw(connection, instance, member)
    hide_badge(connection, member)
    tell(connection, member, "left", {}, now, about="/")


def _append(connection: Connection, instance: Instance, person_id: str, kind: str, member: str) -> None:
    now = instance.now
    made = Membership(
        recorded_at=now,
        origin=Origin("request", 0),
        kind="join" if kind == "join" else "leave",
        member=member,
        occurred_at=now,
        occurred_on=local_date(now, instance.zone_of.zone),
    )
    (outcome,) = take_records(connection, instance.intake(connection, person_id), [made])
    if isinstance(outcome, Refused):
        raise conflict(outcome.code, str(outcome), outcome.remedy)
