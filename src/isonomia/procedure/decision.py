"""A decision by a person: who, in which role, on which day, and why."""

from dataclasses import dataclass
from datetime import date

from isonomia.errors import NotAllowed
from isonomia.locale import _
from isonomia.procedure.actions import Action
from isonomia.procedure.who_may import Actor, Matter, require


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody is about to decide. `role` is what the member is told of the decider, in the scheme's words."""

    by: Actor
    role: str
    reasons: str
    on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """`by` is kept for the audit log; members are told the role. Reasons are never empty."""

    by: str
    role: str
    on: date
    reasons: str


def decide(ruling: Ruling, action: Action, matter: Matter) -> Decision:
    """The decision, if its author may take it and gives reasons (Digital Services Act 17); else NotAllowed."""
    require(ruling.by, action, matter)
    if not ruling.reasons.strip():
        raise NotAllowed(
            _("a decision needs its reasons"), _("say which facts you looked at and why they suffice, or do not")
        )
    return Decision(ruling.by.name, ruling.role, ruling.on, ruling.reasons.strip())
