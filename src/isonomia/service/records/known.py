"""What the database says about the members and events of a batch: asked in one question, made once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from sqlalchemy import Connection, Text, literal, null, select, union_all
from sqlalchemy import cast as sql_cast

from isonomia.ledger.enrolment import Enrolment, enrolments
from isonomia.ledger.record import Event, Membership, Origin
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.service.database.instants import Instant
from isonomia.service.database.statements import handed_texts, is_among
from isonomia.service.members.tables import consent
from isonomia.service.records.tables import MEMBERSHIPS, record, tombstone
from isonomia.service.records.wire import ORIGIN

CONSENT, ERASED = "consent", "erased"


@dataclass(frozen=True)
class Known:
    """When each member takes part, to which sources each has agreed, and which events were erased."""

    enrolled: Mapping[str, Sequence[Enrolment]]
    consents: frozenset[tuple[str, str]]
    erased: frozenset[str]


def known_about(connection: Connection, scheme: Scheme, events: Sequence[Event], macs: Sequence[str]) -> Known:
    """What is known about the members of some events, and of the events by their tombstones."""
    asked = {
        "members": handed_texts(connection, {event.member for event in events}),
        "sources": handed_texts(connection, {event.source for event in events}),
        "macs": handed_texts(connection, macs),
    }
    moves: dict[str, list[Membership]] = {}
    consents: set[tuple[str, str]] = set()
    erased: set[str] = set()
    found = connection.execute(_question(connection.dialect.name), asked).all()
    for what, name, source, occurred_at, recorded_at, number in found:
        if what == CONSENT:
            consents.add((name, source))
        elif what == ERASED:
            erased.add(name)
        else:
            kind = cast(Literal["join", "leave"], what)
            day = local_date(occurred_at, scheme.zone)
            move = Membership(
                recorded_at=recorded_at,
                origin=Origin(ORIGIN, number),
                kind=kind,
                member=name,
                occurred_at=occurred_at,
                occurred_on=day,
            )
            moves.setdefault(name, []).append(move)
    enrolled = {member: _stretches(own) for member, own in moves.items()}
    return Known(enrolled, frozenset(consents), frozenset(erased))


def _stretches(moves: list[Membership]) -> list[Enrolment]:
    if len(moves) == 1 and moves[0].kind == "join":  # so it is of almost everyone
        return [Enrolment(moves[0].occurred_on, None)]
    return enrolments(sorted(moves, key=lambda move: move.origin.row))


@cache
def _question(dialect: str) -> Any:
    no_moment, no_number = sql_cast(null(), Instant), sql_cast(null(), record.c.record_id.type)
    moves = select(
        record.c.kind,
        record.c.member,
        literal("", Text),
        record.c.occurred_at,
        record.c.recorded_at,
        record.c.record_id,
    ).where(is_among(dialect, record.c.member, "members"), MEMBERSHIPS)
    agreed = select(literal(CONSENT, Text), consent.c.member, consent.c.source, no_moment, no_moment, no_number).where(
        is_among(dialect, consent.c.member, "members"),
        is_among(dialect, consent.c.source, "sources"),
        consent.c.withdrawn_at.is_(None),
    )
    gone = select(literal(ERASED, Text), tombstone.c.mac, literal("", Text), no_moment, no_moment, no_number).where(
        is_among(dialect, tombstone.c.mac, "macs")
    )
    return union_all(moves, agreed, gone)
