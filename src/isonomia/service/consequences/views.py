"""A case as it is shown, on its page and as data: what, from and until when, why, by whom, and how to contest it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from isonomia.locale import _
from isonomia.procedure.actions import Action
from isonomia.procedure.appeal import OPEN_TO_APPEAL
from isonomia.procedure.consequence_case import Appeal, ConsequenceCase, Route, stage_words
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.inverse import inverse_of
from isonomia.scheme.scheme import Scheme
from isonomia.service.consequences.cases import effect_language, effect_words
from isonomia.service.consequences.words import case_words
from isonomia.service.conversations.dialogue import DialogueLine, dialogue
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.fact_file import fact_address, titles_of
from isonomia.service.matters.people import deciding_role

MACHINE = "machine"
MOST_DECISIONS = 2  # an appeal, and once more on new grounds


@dataclass(frozen=True)
class FactBehind:
    """A fact of a case, with the rule that made points of it."""

    source: str
    event_id: str
    rule: str
    reason: str
    address: str


@dataclass(frozen=True)
class AppealView:
    """An appeal with its dialogue, as one side reads it."""

    appeal: Appeal
    lines: list[DialogueLine]


@dataclass(frozen=True)
class CaseView:
    """A case and all that is to be said of it."""

    case: ConsequenceCase
    effect: str
    effect_language: str
    stage: str
    sentences: list[str]
    facts: list[FactBehind]
    decided_by: str
    contest_to: str
    contest_until: date | None
    appeals: list[AppealView]
    undone_by: list[str]
    is_in_effect: bool

    @property
    def can_appeal(self) -> bool:
        """Whether the member can lodge an appeal now, as far as the case says."""
        return self.contest_until is not None

    @property
    def needs_new_grounds(self) -> bool:
        return any(item.decision is not None for item in self.case.appeals)

    @property
    def read_by(self) -> str:
        """Who reads what the member writes."""
        return _("{role}: a person who recorded none of these facts and has decided nothing in this case").format(
            role=self.contest_to
        )


def view_case(
    connection: Connection, instance: Instance, member: str, case: ConsequenceCase, reader: str, language: str
) -> CaseView:
    """The case for a reader (a person's id), in the language now spoken."""
    scheme = instance.version(connection).scheme
    role = deciding_role(scheme)
    appeals = [
        AppealView(item, dialogue(item.messages, reader=reader, member=case.member, role=role)) for item in case.appeals
    ]
    return CaseView(
        case,
        effect_words(scheme, case.consequence, language),
        effect_language(scheme, case.consequence, language),
        stage_words(case.stage),
        case_words(case, instance.today, language),
        _facts(connection, instance, member, case, language),
        case.decision.role if case.decision is not None else MACHINE,
        terms_of(scheme.file.rights).appeal_to or role,
        _contest_until(case, instance.today),
        appeals,
        [act.value for act in inverse_of(_act(case)).acts],
        case.is_in_effect(instance.today),
    )


def _act(case: ConsequenceCase) -> Action:
    if case.route is Route.ADVERSE:
        return Action.CONFIRM_CONSEQUENCE if case.decision is not None else Action.PROPOSE_CONSEQUENCE
    return Action.ANNOUNCE_END if case.noticed_on is not None else Action.GRANT_BENEFIT


def _contest_until(case: ConsequenceCase, today: date) -> date | None:
    """The last day to appeal, if the member can appeal today."""
    decided = sum(item.decision is not None for item in case.appeals)
    is_possible = case.open_appeal is None and case.stage in OPEN_TO_APPEAL and decided < MOST_DECISIONS
    if not is_possible or case.contest_until is None or today > case.contest_until:
        return None
    return case.contest_until


def _facts(
    connection: Connection, instance: Instance, member: str, case: ConsequenceCase, language: str
) -> list[FactBehind]:
    if not case.facts:
        return []
    titles = titles_of(connection, instance, member, [fact.key for fact in case.facts], language)
    return [
        FactBehind(
            fact.source,
            fact.event_id,
            fact.rule,
            titles[fact.key],
            fact_address(fact.source, fact.event_id),
        )
        for fact in case.facts
    ]


def case_data(view: CaseView, scheme: Scheme) -> dict[str, Any]:
    """The same for a program of the member's."""
    case = view.case
    written = scheme.file.consequences.get(case.consequence)
    return {
        "case": case.case_id,
        "consequence": case.consequence,
        "effect": view.effect,
        "kind": case.route.value,
        "stage": case.stage.value,
        "in_effect": view.is_in_effect,
        "from": case.starts_on,
        "until": case.ends_on,
        "opened_on": case.opened_on,
        "notice_until": case.notice_until,
        "decide_by": case.decide_until,
        "rule": {"band": case.band, "given_from": written.band if written else None, "version": case.scheme_version},
        "facts": [
            {"source": fact.source, "event_id": fact.event_id, "rule": fact.rule, "reason": fact.reason}
            for fact in view.facts
        ],
        "decision": _decision_data(view),
        "contest": {
            "possible": view.can_appeal,
            "until": view.contest_until,
            "to": view.contest_to,
            "how": f"/me/consequences/{case.case_id}",
            "read_by": view.read_by,
        },
        "appeals": [_appeal_data(item.appeal) for item in view.appeals],
        "undone_by": view.undone_by,
    }


def _decision_data(view: CaseView) -> dict[str, Any]:
    decision = view.case.decision
    if decision is None:
        return {"by": MACHINE, "role": None, "on": None, "reasons": None}
    return {"by": "person", "role": decision.role, "on": decision.on, "reasons": decision.reasons}


def _appeal_data(item: Appeal) -> dict[str, Any]:
    decision = item.decision
    return {
        "appeal": item.appeal_id,
        "opened_on": item.opened_on,
        "grounds": item.grounds,
        "suspends": item.suspends,
        "decide_by": item.decide_until,
        "late": item.escalated,
        "withdrawn_on": item.withdrawn_on,
        "outcome": None if decision is None else "upheld" if item.upheld else "rejected",
        "decided_by": decision.role if decision is not None else None,
        "decided_on": decision.on if decision is not None else None,
        "reasons": decision.reasons if decision is not None else None,
    }
