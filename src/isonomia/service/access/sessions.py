"""Sessions: a row for each, a random token with the person, its digest with us."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from isonomia.service.access.actor import NOBODY, Actor, Role
from isonomia.service.access.tables import machine_key, session
from isonomia.service.database.statements import add
from isonomia.service.instance.secrets import digest, new_token
from isonomia.service.members.membership import latest_move
from isonomia.service.members.tables import person, role

LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=5)
OPEN = (
    select(
        session,
        person.c.member,
        person.c.display_name,
        person.c.language,
        latest_move(person.c.member).scalar_subquery().label("latest_move"),
        role.c.role,
        role.c.source,
    )
    .join(person, person.c.person_id == session.c.person_id)
    .outerjoin(role, role.c.person_id == session.c.person_id)
    .where(
        session.c.token_digest == bindparam("token_digest"),
        session.c.expires_at > bindparam("now"),
        session.c.seen_at > bindparam("idle_since"),
    )
)
"""A session that is not over, with its person: a row for each role, one where there is none. Each request asks this, so
that it is one statement, and written once."""


def begin_session(connection: Connection, person_id: str, way: str, now: datetime) -> str:
    """Sign a person in: a new token each time, so that none can be planted beforehand. Clears what is over."""
    token = new_token()
    connection.execute(delete(session).where(session.c.person_id == person_id, session.c.expires_at <= now))
    add(
        connection,
        session,
        token_digest=digest(token),
        person_id=person_id,
        created_at=now,
        seen_at=now,
        expires_at=now + LONGEST,
        way=way,
    )
    return token


@dataclass(frozen=True)
class OpenSession:
    """A session as its person sees it; `number` names it without being its token."""

    number: str
    way: str
    created_at: datetime
    seen_at: datetime
    is_this: bool


def open_sessions(connection: Connection, actor: Actor, now: datetime, idle: timedelta) -> list[OpenSession]:
    """Where a person is signed in now, latest first."""
    rows = connection.execute(
        select(session)
        .where(session.c.person_id == actor.actor_id, session.c.expires_at > now, session.c.seen_at > now - idle)
        .order_by(session.c.created_at.desc(), session.c.token_digest)
    )
    return [
        OpenSession(
            digest(row.token_digest)[:16],
            row.way,
            row.created_at,
            row.seen_at,
            row.token_digest == actor.session_digest,
        )
        for row in rows
    ]


def end_numbered(connection: Connection, person_id: str, number: str) -> str | None:
    """End one session of a person; returns its token's digest, or None if the person has none of this number."""
    wanted = select(session.c.token_digest).where(session.c.person_id == person_id)
    for token_digest in connection.execute(wanted).scalars().all():
        if digest(token_digest)[:16] == number:
            end_session(connection, token_digest)
            return str(token_digest)
    return None


def end_session(connection: Connection, token_digest: str) -> None:
    """Sign out."""
    connection.execute(delete(session).where(session.c.token_digest == token_digest))


def end_all_sessions(connection: Connection, person_id: str) -> None:
    """Sign a person out everywhere."""
    connection.execute(delete(session).where(session.c.person_id == person_id))


def actor_of_session(connection: Connection, token: str, now: datetime, idle: timedelta) -> Actor:
    """Who bears a token; nobody, if it is unknown or over."""
    asked = {"token_digest": digest(token), "now": now, "idle_since": now - idle}
    rows = connection.execute(OPEN, asked).all()
    if not rows:
        return NOBODY
    found = rows[0]
    roles = [(row.role, row.source) for row in rows if row.role is not None]
    held = {Role(name) for name, _source in roles}
    is_member = found.latest_move == "join"
    return Actor(
        actor_id=found.person_id,
        member=found.member if is_member else None,
        name=found.display_name,
        language=found.language,
        roles=frozenset(held | ({Role.MEMBER} if is_member else set())),
        sources=frozenset(source for name, source in roles if name == Role.RECORDER and source),
        session_digest=found.token_digest,
        is_to_be_noted=found.seen_at < now - SEEN_EVERY,
        way=found.way,
        signed_in_at=found.created_at,
        former=found.member if found.latest_move == "leave" else None,
    )


def note_seen(connection: Connection, token_digest: str, now: datetime) -> None:
    """Keep a session alive; written at most every few minutes."""
    connection.execute(
        update(session)
        .where(session.c.token_digest == token_digest, session.c.seen_at < now - SEEN_EVERY)
        .values(seen_at=now)
    )


def actor_of_key(connection: Connection, secret: str, now: datetime) -> Actor:
    """The machine that bears a key; nobody, if it is unknown, over or revoked."""
    found = connection.execute(select(machine_key).where(machine_key.c.secret_digest == digest(secret))).first()
    if found is None or found.revoked_at is not None or (found.expires_at is not None and found.expires_at <= now):
        return NOBODY
    return Actor(actor_id=found.key_id, name=found.name, scopes=frozenset(found.scopes.split()), is_machine=True)
