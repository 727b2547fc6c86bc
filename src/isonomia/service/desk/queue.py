"""What waits for a person's decision, the nearest deadline first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from isonomia.locale import _
from isonomia.procedure import who_may
from isonomia.procedure.actions import Action
from isonomia.procedure.claim import Claim
from isonomia.procedure.consequence_case import ConsequenceCase
from isonomia.procedure.dispute import FactDispute
from isonomia.procedure.who_may import Matter, may
from isonomia.score.statement.reason import plain_name
from isonomia.service.claims.tables import claim
from isonomia.service.consequences.cases import awaits, effect_words
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.kept_state import from_text
from isonomia.service.members.tables import role

MOST_SHOWN = 500
ACTIONS = {
    "appeal": Action.DECIDE_APPEAL,
    "confirm": Action.CONFIRM_CONSEQUENCE,
    "confirm_end": Action.CONFIRM_CONSEQUENCE,
}


class MatterKind(StrEnum):
    """What there is to decide."""

    DISPUTE = "dispute"
    APPEAL = "appeal"
    CONFIRM = "confirm"
    CONFIRM_END = "confirm_end"
    CLAIM = "claim"


@dataclass(frozen=True)
class Waiting:
    """A matter that waits: who must not decide it stands in `matter`. `first`: from which day it can be decided."""

    kind: MatterKind
    what: str
    member: str
    address: str
    first: date
    decide_by: date | None
    escalated: int
    is_overdue: bool
    action: Action
    matter: Matter

    def why_not(self, actor: who_may.Actor) -> str:
        """Why this person cannot decide it; empty: she can."""
        return may(actor, self.action, self.matter).reason


def queue(connection: Connection, instance: Instance, language: str) -> list[Waiting]:
    """All that waits, the nearest deadline first; what has none comes last."""
    found = [
        *_disputes(connection, instance),
        *_cases(connection, instance, language),
        *_claims(connection, instance),
    ]
    return sorted(found, key=lambda item: (item.decide_by or date.max, item.first, item.address))[:MOST_SHOWN]


def without_decider(connection: Connection, instance: Instance, language: str) -> list[Waiting]:
    """What nobody may decide as things are: every reviewer had a hand in it. A steward appoints another one."""
    rows = connection.execute(select(role.c.person_id).where(role.c.role == who_may.Role.REVIEWER.value))
    reviewers = [who_may.Actor(person_id, frozenset({who_may.Role.REVIEWER})) for person_id in rows.scalars()]
    waiting = queue(connection, instance, language)
    return [item for item in waiting if not who_may.who_can(reviewers, item.action, item.matter)]


def _disputes(connection: Connection, instance: Instance) -> Iterator[Waiting]:
    rows = connection.execute(
        select(dispute.c.member, dispute.c.state)
        .where(dispute.c.is_open.is_(True))
        .order_by(dispute.c.decide_by)
        .limit(MOST_SHOWN)
    )
    for member, state in rows:
        made = from_text(FactDispute, state)
        yield Waiting(
            MatterKind.DISPUTE,
            plain_name(made.fact.source),
            member,
            f"/desk/disputes/{made.dispute_id}",
            made.opened_on,
            made.decide_until,
            made.escalated,
            made.escalated > 0 or made.decide_until < instance.today,
            Action.DECIDE_DISPUTE,
            made.matter,
        )


def _cases(connection: Connection, instance: Instance, language: str) -> Iterator[Waiting]:
    scheme = instance.version(connection).scheme
    rows = connection.execute(
        select(consequence_case.c.member, consequence_case.c.state)
        .where(consequence_case.c.waits_for.is_not(None))
        .order_by(consequence_case.c.decide_by)
        .limit(MOST_SHOWN)
    )
    for member, state in rows:
        case = from_text(ConsequenceCase, state)
        waits = awaits(case)
        assert waits is not None, "only what waits is read"
        late = case.open_appeal.escalated if case.open_appeal is not None else case.escalated
        yield Waiting(
            MatterKind(waits.what.value),
            effect_words(scheme, case.consequence, language),
            member,
            f"/desk/cases/{case.case_id}",
            waits.first,
            waits.until,
            late,
            late > 0 or (waits.until is not None and waits.until < instance.today),
            ACTIONS[waits.what.value],
            case.matter,
        )


def _claims(connection: Connection, instance: Instance) -> Iterator[Waiting]:
    rows = connection.execute(
        select(claim.c.member, claim.c.state).where(claim.c.is_open.is_(True)).order_by(claim.c.decide_by)
    )
    for member, state in rows.fetchmany(MOST_SHOWN):
        made = from_text(Claim, state)
        assert made.said is not None, "an open claim is not deleted"
        yield Waiting(
            MatterKind.CLAIM,
            plain_name(made.said.source),
            member,
            f"/desk/claims/{made.claim_id}",
            made.reported_on,
            made.decide_until,
            0,
            made.decide_until < instance.today,
            Action.CONFIRM_CLAIM,
            made.matter,
        )


def kind_words(kind: MatterKind) -> str:
    """A kind of matter in words."""
    return {
        MatterKind.DISPUTE: _("A fact is disputed"),
        MatterKind.APPEAL: _("An appeal"),
        MatterKind.CONFIRM: _("A consequence is proposed"),
        MatterKind.CONFIRM_END: _("A benefit is to end"),
        MatterKind.CLAIM: _("A report about a member"),
    }[kind]
