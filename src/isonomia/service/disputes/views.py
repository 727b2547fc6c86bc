"""A dispute as it is shown, on its page and as data."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from isonomia.locale import _
from isonomia.procedure.dispute import FactDispute
from isonomia.service.conversations.dialogue import DialogueLine, dialogue
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.fact_file import FactFile, fact_file, title_of
from isonomia.service.matters.people import deciding_role


@dataclass(frozen=True)
class DisputeView:
    """A dispute with its fact and its dialogue, as one side reads it."""

    dispute: FactDispute
    fact: FactFile | None
    title: str
    state: str
    lines: list[DialogueLine]
    read_by: str


def view_dispute(
    connection: Connection, instance: Instance, member: str, dispute: FactDispute, reader: str, language: str
) -> DisputeView:
    """The dispute for a reader (a person's id), in the language now spoken. The fact may be another's by now."""
    source, event_id = dispute.fact.source, dispute.fact.event_id
    fact = fact_file(connection, instance, member, source, event_id, language)
    role = deciding_role(instance.version(connection).scheme)
    return DisputeView(
        dispute,
        fact,
        fact.title if fact is not None else title_of((), source, event_id),
        state_words(dispute),
        dialogue(dispute.messages, reader=reader, member=dispute.fact.member, role=role),
        _("{role}: a person who did not record this fact").format(role=role),
    )


def state_words(dispute: FactDispute) -> str:
    """Where a dispute stands, in a few words."""
    if dispute.withdrawn_on is not None:
        return _("taken back")
    return {
        None: _("open"),
        "upheld": _("upheld: the fact no longer counts"),
        "rejected": _("rejected: the fact stands"),
        "corrected": _("corrected: the fact counts as it is now"),
    }[dispute.outcome]


def dispute_data(view: DisputeView) -> dict[str, Any]:
    """The same for a program of the member's."""
    made = view.dispute
    decision = made.decision
    return {
        "dispute": made.dispute_id,
        "source": made.fact.source,
        "event_id": made.fact.event_id,
        "reason": view.title,
        "rules": [line.rule for line in view.fact.lines] if view.fact is not None else [],
        "version": view.fact.version.number if view.fact is not None else None,
        "opened_on": made.opened_on,
        "grounds": made.grounds,
        "open": made.is_open,
        "decide_by": made.decide_until,
        "late": made.escalated,
        "withdrawn_on": made.withdrawn_on,
        "outcome": made.outcome,
        "decided_by": decision.role if decision is not None else None,
        "decided_on": decision.on if decision is not None else None,
        "reasons": decision.reasons if decision is not None else None,
        "read_by": view.read_by,
        "how": f"/me/disputes/{made.dispute_id}",
    }
