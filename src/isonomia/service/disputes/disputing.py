"""Disputing a fact, talking it over, taking it back, deciding: each in one transaction with all that follows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from isonomia.ledger.parse_record import CellText
from isonomia.periods import local_date
from isonomia.procedure.contest import Contest
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.decision import Ruling
from isonomia.procedure.dispute import (
    DisputableFact,
    DisputeStep,
    FactCorrection,
    Outcome,
    decide_dispute,
    escalate_dispute,
    open_dispute,
    withdraw_dispute,
    write_to_reviewer,
)
from isonomia.procedure.follows import LedgerRecord
from isonomia.service.access.actor import Actor
from isonomia.service.consequences.cases import cases_of, new_id
from isonomia.service.consequences.following import look_again
from isonomia.service.disputes.kept import about_dispute, disputes_of_event, hold_dispute, keep_dispute
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.fact_file import FactFile, fact_file
from isonomia.service.matters.follow_up import carry_out
from isonomia.service.matters.people import acting, deciding_role, hold, person_of
from isonomia.service.problems import not_found
from isonomia.service.records.tables import record

MOST_AT_ONCE = 200


def disputable(connection: Connection, found: FactFile) -> DisputableFact:
    """A fact as the procedure asks about it."""
    return DisputableFact(
        source=found.event.source,
        event_id=found.event.event_id,
        member=person_of(connection, found.event.member),
        told_on=local_date(found.recorded_at, found.version.scheme.zone),
        recorded_by=found.recorded_by,
        reported_by=found.reported_by,
        counts=found.counts,
    )


def contest(
    connection: Connection,
    instance: Instance,
    actor: Actor,
    event: tuple[str, str],
    grounds: str,
    *,
    is_new: bool = False,
) -> str:
    """The member disputes an event (its source and name); returns the dispute's name. `is_new`: on new grounds."""
    assert actor.member is not None
    hold(connection, actor.member)
    found = fact_file(connection, instance, actor.member, *event, actor.language)
    if found is None:
        raise not_found()
    step = open_dispute(
        disputable(connection, found),
        Contest(acting(actor), grounds, instance.today, is_new),
        dispute_id=new_id("d"),
        earlier=[item for item in disputes_of_event(connection, *event) if item.fact.member == actor.actor_id],
        terms=terms_of(found.version.scheme.file.rights),
    )
    _store(connection, instance, actor.actor_id, actor.member, step)
    return step.after.dispute_id


def take_back(connection: Connection, instance: Instance, actor: Actor, dispute_id: str) -> None:
    """The member takes it back: the fact counts again."""
    assert actor.number is not None
    member, found = hold_dispute(connection, dispute_id, actor.number)
    _store(connection, instance, actor.actor_id, member, withdraw_dispute(found, acting(actor), instance.today))


def write(
    connection: Connection, instance: Instance, actor: Actor, dispute_id: str, text: str, owner: str | None = None
) -> str:
    """A line of the dialogue; `owner` where the writer is the member. Returns the member's number."""
    member, found = hold_dispute(connection, dispute_id, owner)
    keep_dispute(connection, member, write_to_reviewer(found, acting(actor), text, instance.today).after)
    return member


def decide(
    connection: Connection,
    instance: Instance,
    actor: Actor,
    dispute_id: str,
    outcome: Outcome,
    reasons: str,
    corrected: Mapping[str, Any] | None = None,
) -> None:
    """A reviewer decides. `corrected` names what is changed: data, occurred_at, member, as in a correction's record."""
    member, found = hold_dispute(connection, dispute_id)
    correction = FactCorrection(correction_id=new_id("k"), **corrected) if corrected else None
    ruling = Ruling(acting(actor), deciding_role(instance.version(connection).scheme), reasons, instance.today)
    cases = cases_of(connection, member)
    _store(
        connection,
        instance,
        actor.actor_id,
        member,
        decide_dispute(found, ruling, outcome, cases=cases, correction=correction),
    )


def changed_values(found: FactFile, sent: Mapping[str, str]) -> dict[str, Any]:
    """What a form changes of a fact: fields of its data, its day, its member. What is as it was is left out."""
    differing = [field.name for field in found.fields if _differs(field.value, sent, field.name)]
    data = {name: CellText(sent[name]) if sent[name] else None for name in differing}
    changed: dict[str, Any] = {"data": data} if data else {}
    if sent.get("occurred_on") and sent["occurred_on"] != found.event.occurred_on.isoformat():
        changed["occurred_at"] = sent["occurred_on"]
    if sent.get("member") and sent["member"] != found.event.member:
        changed["member"] = sent["member"]
    return changed


def _differs(value: object, sent: Mapping[str, str], name: str) -> bool:
    return name in sent and sent[name] != value_text(value)


def value_text(value: object) -> str:
    """A value as a form holds it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def pass_days(connection: Connection, instance: Instance, most: int = MOST_AT_ONCE) -> int:
    """Pass on what was not decided in time; returns how many."""
    late = (
        select(dispute.c.dispute_id)
        .where(dispute.c.is_open.is_(True), dispute.c.decide_by < instance.today)
        .order_by(dispute.c.member, dispute.c.dispute_id)
        .limit(most)
    )
    names = connection.execute(late).scalars().all()
    for dispute_id in names:
        member, found = hold_dispute(connection, dispute_id)
        terms = terms_of(instance.version(connection).scheme.file.rights)
        if found.is_open and found.decide_until < instance.today:
            _store(connection, instance, "", member, escalate_dispute(found, terms, instance.today))
    return len(names)


def _store(connection: Connection, instance: Instance, by: str, member: str, step: DisputeStep) -> None:
    """Keep a dispute with all that follows; a changed ledger is looked at again, for whoever has the event now too."""
    made = step.after
    keep_dispute(connection, member, made)
    event = made.fact.source, made.fact.event_id
    about = about_dispute(connection, instance, member, *event, made.dispute_id)
    carry_out(connection, instance, by, step.follows, about)
    if any(isinstance(item, LedgerRecord) for item in step.follows):
        owner = connection.execute(
            select(record.c.member).where(
                record.c.kind == "event", record.c.source == event[0], record.c.event_id == event[1]
            )
        ).scalar_one()
        for number in sorted({member, owner}):
            look_again(connection, instance, number)
