"""Reporting another member, being heard, and deciding whether it becomes an event."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from isonomia.locale import _
from isonomia.periods import ONE_DAY
from isonomia.procedure.claim import (
    Claim,
    ClaimStep,
    Reported,
    answer_claim,
    confirm_claim,
    pass_claim_day,
    refuse_claim,
    report,
)
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.decision import Ruling
from isonomia.procedure.follows import LedgerRecord
from isonomia.scheme.model.vocabulary import SourceKind
from isonomia.scheme.scheme import Scheme
from isonomia.score.statement.reason import plain_name
from isonomia.service.access.actor import Actor
from isonomia.service.claims.tables import claim
from isonomia.service.consequences.cases import new_id
from isonomia.service.consequences.following import look_again
from isonomia.service.database.statements import put
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.follow_up import LANGUAGES, About, carry_out
from isonomia.service.matters.kept_state import as_shown, as_text, from_text
from isonomia.service.matters.people import acting, deciding_role, hold
from isonomia.service.members.tables import person
from isonomia.service.problems import invalid, not_found
from isonomia.service.records.intake import take_in
from isonomia.service.records.outcome import Refused

MOST_AT_ONCE = 200
CANNOT = frozenset({"record-not-a-member", "record-no-consent", "record-erased"})


def sources_of_reports(scheme: Scheme) -> list[str]:
    """The sources whose facts members report."""
    return [name for name, source in scheme.file.sources.items() if source.kind is SourceKind.REPORT]


def report_member(
    connection: Connection,
    instance: Instance,
    actor: Actor,
    member: str,
    source: str,
    day: str,
    data: Mapping[str, Any],
) -> str:
    """A member reports another; returns the claim's name. The person is told on the same day what is said.

    What could never become an event is refused at once, and with the same words whether the person does not take part,
    has not agreed to reports, or is not known: none of these is disclosed.
    """
    scheme = instance.version(connection).scheme
    if source not in sources_of_reports(scheme):
        raise not_found()
    row = {"kind": "event", "source": source, "event_id": new_id("r"), "member": member, "occurred_at": day}
    objection = _would_be_refused(connection, instance, actor, {**row, "data": dict(data)})
    about = connection.execute(select(person.c.person_id).where(person.c.member == member)).scalar()
    if about is None or (objection is not None and objection.code in CANNOT):
        raise invalid(_("No report about '{member}' can be taken.").format(member=member))
    if objection is not None:
        raise invalid(str(objection), objection.remedy)
    hold(connection, member)
    said = Reported(member=about, source=source, occurred_at=day, data=dict(data))
    terms = terms_of(scheme.file.rights)
    step = report(acting(actor), said, claim_id=row["event_id"], terms=terms, on=instance.today)
    _store(connection, instance, actor.actor_id, member, step)
    return step.after.claim_id


def _would_be_refused(
    connection: Connection, instance: Instance, actor: Actor, row: Mapping[str, Any]
) -> Refused | None:
    """What the ledger would object to; nothing is written."""
    trial = connection.begin_nested()
    (outcome,) = take_in(connection, instance.intake(connection, actor.actor_id), [row])
    trial.rollback()
    return outcome if isinstance(outcome, Refused) else None


def answer(connection: Connection, instance: Instance, actor: Actor, claim_id: str, text: str) -> None:
    """The person's own account."""
    member, found = hold_claim(connection, claim_id, actor.member)
    _store(connection, instance, actor.actor_id, member, answer_claim(found, acting(actor), text))


def decide(
    connection: Connection, instance: Instance, actor: Actor, claim_id: str, reasons: str, *, confirmed: bool
) -> None:
    """A reviewer who is neither confirms it, and it is an event; or refuses it."""
    member, found = hold_claim(connection, claim_id)
    ruling = Ruling(acting(actor), deciding_role(instance.version(connection).scheme), reasons, instance.today)
    step = confirm_claim(found, ruling) if confirmed else refuse_claim(found, ruling)
    _store(connection, instance, actor.actor_id, member, step)
    if any(isinstance(item, LedgerRecord) for item in step.follows):
        look_again(connection, instance, member)


def pass_days(connection: Connection, instance: Instance, most: int = MOST_AT_ONCE) -> int:
    """What a day brings: the undecided is refused by time, the refused is deleted. Returns how many."""
    due = select(claim.c.claim_id).where(claim.c.look_again_on <= instance.today)
    names = connection.execute(due.order_by(claim.c.member, claim.c.claim_id).limit(most)).scalars().all()
    for claim_id in names:
        member, found = hold_claim(connection, claim_id)
        _store(connection, instance, "", member, pass_claim_day(found, instance.today))
    return len(names)


# -- kept --------------------------------------------------------------------------------------------------------------


def find_claim(connection: Connection, claim_id: str, member: str | None = None) -> tuple[str, Claim]:
    """The member and the claim of this name; a Problem where there is none, it is not this member's, or deleted."""
    row = _row(connection, claim_id)
    if row is None or row.member is None or (member is not None and row.member != member):
        raise not_found()
    return row.member, from_text(Claim, row.state)


def hold_claim(connection: Connection, claim_id: str, member: str | None = None) -> tuple[str, Claim]:
    """The same, to be changed."""
    owner, _seen = find_claim(connection, claim_id, member)
    hold(connection, owner)
    return find_claim(connection, claim_id, member)


def claims_about(connection: Connection, member: str) -> list[Claim]:
    """What is said of a member, latest first."""
    rows = connection.execute(select(claim.c.state).where(claim.c.member == member)).scalars()
    return sorted((from_text(Claim, state) for state in rows), key=lambda item: item.reported_on, reverse=True)


def claims_by(connection: Connection, person_id: str) -> list[Claim]:
    """What a person has reported, latest first."""
    rows = connection.execute(select(claim.c.state).where(claim.c.reporter == person_id)).scalars()
    return sorted((from_text(Claim, state) for state in rows), key=lambda item: item.reported_on, reverse=True)


def _row(connection: Connection, claim_id: str) -> Any:
    return connection.execute(select(claim.c.member, claim.c.state).where(claim.c.claim_id == claim_id)).first()


def _store(connection: Connection, instance: Instance, by: str, member: str, step: ClaimStep) -> None:
    made = step.after
    subjects = {}
    if made.said is not None:
        subjects = dict.fromkeys(LANGUAGES, plain_name(made.said.source))
    next_day = made.decide_until + ONE_DAY if made.is_open else made.delete_on if made.said is not None else None
    row = {
        "claim_id": made.claim_id,
        "member": member if made.said is not None else None,
        "reporter": made.reporter or None,
        "is_open": made.is_open,
        "look_again_on": next_day,
        "decide_by": made.decide_until,
        "state": as_text(made),
        "shown": as_shown(made, made.said.member if made.said is not None else ""),
    }
    put(connection, claim, [row], ["claim_id"])
    carry_out(connection, instance, by, step.follows, About(f"/me/claims/{made.claim_id}", subjects, "/me/claims"))
