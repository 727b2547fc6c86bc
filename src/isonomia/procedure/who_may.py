"""Roles, and who may do what: an answer with its reason.

A person can have several roles. Whoever decides is a person, is not the one concerned, and recorded, reported and
decided none of it before (GDPR 22(3); Digital Services Act 20(6)).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from isonomia.errors import NotAllowed
from isonomia.locale import _
from isonomia.procedure.actions import Action


class Role(StrEnum):
    """What somebody is in a scheme. The values are stored and never change."""

    MEMBER = "member"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    STEWARD = "steward"
    AUDITOR = "auditor"
    MACHINE = "machine"


def role_words(role: Role) -> str:
    """What a role is called."""
    return {
        Role.MEMBER: _("member"),
        Role.RECORDER: _("recorder"),
        Role.REVIEWER: _("reviewer"),
        Role.STEWARD: _("steward"),
        Role.AUDITOR: _("auditor"),
        Role.MACHINE: _("machine"),
    }[role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an identifier, roles, and the sources that a recorder or a machine may write."""

    name: str
    roles: frozenset[Role]
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """What an act is about: the member concerned, the source, and who had a hand in it."""

    member: str | None = None
    source: str | None = None
    recorded_by: frozenset[str] = field(default=frozenset())
    reported_by: frozenset[str] = field(default=frozenset())
    decided_by: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody may act; if not, why, and what to do."""

    allowed: bool
    reason: str = ""
    remedy: str = ""


YES = Answer(True)
_MEMBER = frozenset({Role.MEMBER})
_RECORDING = frozenset({Role.RECORDER, Role.MACHINE})
_REVIEWER = frozenset({Role.REVIEWER})
_MACHINE = frozenset({Role.MACHINE})
_STEWARD = frozenset({Role.STEWARD})
_AUDITOR = frozenset({Role.AUDITOR})

ROLES: dict[Action, frozenset[Role]] = {
    Action.JOIN: _MEMBER,
    Action.LEAVE: _MEMBER,
    Action.CONSENT: _MEMBER,
    Action.READ_STATEMENT: _MEMBER,
    Action.EXPORT: _MEMBER,
    Action.ERASE: _MEMBER,
    Action.DISPUTE: _MEMBER,
    Action.WITHDRAW_DISPUTE: _MEMBER,
    Action.APPEAL: _MEMBER,
    Action.WITHDRAW_APPEAL: _MEMBER,
    Action.ANSWER_CLAIM: _MEMBER,
    Action.REPORT: _MEMBER,
    Action.WRITE_MESSAGE: _MEMBER | _REVIEWER,
    Action.RECORD: _RECORDING,
    Action.CORRECT: _RECORDING,
    Action.WITHDRAW_FACT: _RECORDING,
    Action.READ_FILE: _REVIEWER,
    Action.DECIDE_DISPUTE: _REVIEWER,
    Action.DECIDE_APPEAL: _REVIEWER,
    Action.CONFIRM_CONSEQUENCE: _REVIEWER,
    Action.REFUSE_CONSEQUENCE: _REVIEWER,
    Action.UNDO_CONSEQUENCE: _REVIEWER,
    Action.CONFIRM_CLAIM: _REVIEWER,
    Action.REFUSE_CLAIM: _REVIEWER,
    Action.GRANT_BENEFIT: _MACHINE,
    Action.ANNOUNCE_END: _MACHINE,
    Action.END_BENEFIT: _MACHINE,
    Action.PROPOSE_CONSEQUENCE: _MACHINE,
    Action.GIVE_NOTICE: _MACHINE,
    Action.PROPOSE_VERSION: _STEWARD,
    Action.WITHDRAW_VERSION: _STEWARD,
    Action.READ_LOG: _AUDITOR,
    Action.READ_AGGREGATES: _AUDITOR,
}
"""Who can do each action at all."""

DECIDING = frozenset(
    {
        Action.DECIDE_DISPUTE,
        Action.DECIDE_APPEAL,
        Action.CONFIRM_CONSEQUENCE,
        Action.REFUSE_CONSEQUENCE,
        Action.UNDO_CONSEQUENCE,
        Action.CONFIRM_CLAIM,
        Action.REFUSE_CLAIM,
    }
)
"""Decisions about a person: never by a machine, the person concerned, or one who had a hand in the facts."""
ABOUT_ONESELF = frozenset(action for action, roles in ROLES.items() if roles == _MEMBER) - {Action.REPORT}
OF_ONE_SOURCE = frozenset({Action.RECORD, Action.CORRECT, Action.WITHDRAW_FACT})


def may(actor: Actor, action: Action, matter: Matter | None = None) -> Answer:
    """Whether `actor` may do `action` about `matter`."""
    matter = matter or Matter()
    needed = ROLES[action]
    if not needed & actor.roles:
        names = " / ".join(role_words(role) for role in Role if role in needed)
        return Answer(
            False,
            _("only {roles} may do this: {action}").format(roles=names, action=action),
            _("ask somebody with that role"),
        )
    if action in ABOUT_ONESELF and matter.member != actor.name:
        return Answer(False, _("this is another member's"), _("only the member concerned can do this"))
    if action is Action.WRITE_MESSAGE and matter.member != actor.name and Role.REVIEWER not in actor.roles:
        return Answer(False, _("this is another member's"), _("only the member concerned can do this"))
    if action is Action.READ_FILE and matter.member == actor.name:
        return Answer(False, _("this is your own file"), _("read your statement; another reviewer has the file"))
    if action in OF_ONE_SOURCE and matter.source not in actor.sources:
        sources = ", ".join(sorted(actor.sources)) or _("none")
        return Answer(
            False,
            _("source '{source}' is not among those you record: {sources}").format(
                source=matter.source, sources=sources
            ),
            _("ask the steward for that source"),
        )
    return _may_decide(actor, matter) if action in DECIDING else YES


def _may_decide(actor: Actor, matter: Matter) -> Answer:
    """Whether this person is independent of the matter."""
    another = _("another reviewer decides it")
    if Role.MACHINE in actor.roles:
        return Answer(False, _("a machine decides nothing about a person"), _("a reviewer decides it"))
    if actor.name == matter.member:
        return Answer(False, _("nobody decides her own case"), another)
    if actor.name in matter.recorded_by:
        return Answer(False, _("who recorded a fact of the case does not decide it"), another)
    if actor.name in matter.reported_by:
        return Answer(False, _("who reported it does not decide it"), another)
    if actor.name in matter.decided_by:
        return Answer(False, _("who decided before in this case does not decide again"), another)
    return YES


def who_can(actors: Iterable[Actor], action: Action, matter: Matter) -> tuple[Actor, ...]:
    """Those who may do it, in the order given; where there is none, the steward has to appoint somebody."""
    return tuple(actor for actor in actors if may(actor, action, matter).allowed)


def require(actor: Actor, action: Action, matter: Matter | None = None) -> None:
    """NotAllowed with the reason, unless `actor` may do `action`."""
    answer = may(actor, action, matter)
    if not answer.allowed:
        raise NotAllowed(answer.reason, answer.remedy)
