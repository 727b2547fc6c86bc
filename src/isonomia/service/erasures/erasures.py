"""Erasure. What is left says that something was erased, and refuses to take it in again; nothing says whose it was.

The log keeps its leaves, which are digests under a key of the person's own; with the key gone they say nothing, and
the log stays verifiable (docs/service/transparency-log.md).
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select, update

from isonomia.locale import _
from isonomia.service.audit.entries import forget_person
from isonomia.service.claims.tables import claim
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.credentials.credentials import withdraw
from isonomia.service.database.personal import personal_columns
from isonomia.service.database.statements import insert_new
from isonomia.service.disputes.tables import dispute
from isonomia.service.erasures.tables import erasure
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import keyed
from isonomia.service.matters.people import hold
from isonomia.service.members.membership import number_of
from isonomia.service.members.tables import role
from isonomia.service.problems import conflict
from isonomia.service.records.tables import idempotency, record, tombstone
from isonomia.service.records.wire import canonical
from isonomia.service.scheme_versions.tables import scheme_version
from isonomia.service.webhooks.sharing import switch_off

SOMEBODY = "erased"  # in place of the id of whoever had a hand in another's matter


def erase(connection: Connection, instance: Instance, person_id: str) -> None:
    """Erase a person from every table, at once and for good. The files are cleaned by `Database.forget`.

    Raises Problem where the person is the last steward: a scheme without one cannot be put right any more.
    """
    _expect_not_last_steward(connection, person_id)
    erase_even_last(connection, instance, person_id)


def erase_even_last(connection: Connection, instance: Instance, person_id: str) -> None:
    """Erase whoever it is: for a restore, which must not bring back a steward who was erased later."""
    member = number_of(connection, person_id)
    if member is not None:
        hold(connection, member)
        events = select(record.c.source, record.c.event_id).where(record.c.member == member, record.c.kind == "event")
        leave_tombstones(connection, instance, [(source, number) for source, number in connection.execute(events)])
        _take_name_from_moved(connection, member)
        _forget_answers(connection, member)
        switch_off(connection, instance, member)
        withdraw(connection, instance, member)
    forget_person(connection, person_id)
    _take_out_of_others_matters(connection, person_id)
    _take_name_from_versions(connection, person_id)
    values = {"person": person_id, "member": member}
    for table, column in personal_columns():
        value = values[column.info["names"]]
        if value is not None:
            connection.execute(delete(table).where(column == value))
    mark = {"mac": mark_of(instance.tombstone_key, person_id), "erased_at": instance.now}
    insert_new(connection, erasure, [mark], "mac")


def mark_of(key: bytes, person_id: str) -> str:
    """What is kept of an erased person: enough to know the person again in an older backup, and nowhere else."""
    return keyed(key, "person", person_id)


def _expect_not_last_steward(connection: Connection, person_id: str) -> None:
    stewards = set(connection.execute(select(role.c.person_id).where(role.c.role == "steward")).scalars())
    if stewards == {person_id}:
        raise conflict("last-steward", _("You are the only steward."), _("Make somebody else a steward first."))


def leave_tombstones(connection: Connection, instance: Instance, events: Iterable[tuple[str, str]]) -> None:
    """A keyed digest for each event, by source and number: it is not taken in again (docs/semantics.md, 6.26)."""
    macs = [{"mac": keyed(instance.tombstone_key, source, event_id)} for source, event_id in events]
    insert_new(connection, tombstone, macs, "mac")


def _take_name_from_moved(connection: Connection, member: str) -> None:
    """Events that turned out to be another's keep their points and lose this name (docs/semantics.md, 6.26)."""
    named = select(record.c.record_id, record.c.member, record.c.body).where(
        record.c.member != member, record.c.body.contains(json.dumps(member, ensure_ascii=False), autoescape=True)
    )
    for number, present, body in connection.execute(named).all():
        found = json.loads(body)
        if found.get("member") != member:
            continue
        found["member"] = present
        text = canonical(found)
        connection.execute(update(record).where(record.c.record_id == number).values(body=text))


def _take_out_of_others_matters(connection: Connection, person_id: str) -> None:
    """What a person reported, recorded or decided of others stays; that it was this person does not."""
    quoted = json.dumps(person_id)
    for table in (claim, consequence_case, dispute):
        named = table.c.state.contains(quoted, autoescape=True)
        connection.execute(
            update(table).where(named).values(state=func.replace(table.c.state, quoted, json.dumps(SOMEBODY)))
        )
    connection.execute(update(claim).where(claim.c.reporter == person_id).values(reporter=None))


def _take_name_from_versions(connection: Connection, person_id: str) -> None:
    """A version of the scheme stays when the steward who proposed or announced it is erased; the name goes."""
    for column in (scheme_version.c.proposed_by, scheme_version.c.announced_by):
        connection.execute(update(scheme_version).where(column == person_id).values({column.name: None}))


def _forget_answers(connection: Connection, member: str) -> None:
    """Answers to machines that quote the member's number."""
    connection.execute(delete(idempotency).where(idempotency.c.answer.contains(member, autoescape=True)))
