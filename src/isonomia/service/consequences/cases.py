"""Keeping cases and reading them back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from isonomia.periods import ONE_DAY
from isonomia.procedure.after_leaving import is_case_readable
from isonomia.procedure.consequence_case import ConsequenceCase, Stage
from isonomia.scheme.scheme import Scheme
from isonomia.score.statement.reason import in_language, language_among, plain_name
from isonomia.service.access.actor import Actor
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.database.statements import put
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.after_leaving import readable
from isonomia.service.matters.follow_up import LANGUAGES, About
from isonomia.service.matters.kept_state import as_shown, as_text, from_text
from isonomia.service.matters.people import hold
from isonomia.service.problems import not_found
from isonomia.service.webhooks.consequence_events import announce_case


class Awaited(StrEnum):
    """Which decision of a person a case waits for."""

    APPEAL = "appeal"
    CONFIRM = "confirm"
    CONFIRM_END = "confirm_end"


@dataclass(frozen=True)
class Awaits:
    """The decision that a case waits for, on which days it can be taken in time; None: without an end."""

    what: Awaited
    first: date
    until: date | None


def new_id(kind: str) -> str:
    """An identifier that says nothing."""
    return f"{kind}-{secrets.token_hex(8)}"


def awaits(case: ConsequenceCase) -> Awaits | None:
    """What a case waits for; None while nobody has to decide."""
    appeal = case.open_appeal
    if appeal is not None:
        return Awaits(Awaited.APPEAL, appeal.opened_on, appeal.decide_until)
    if case.stage is Stage.NOTICED and case.notice_until is not None:
        return Awaits(Awaited.CONFIRM, case.notice_until + ONE_DAY, case.decide_until)
    if case.waits_for_its_end and case.notice_until is not None:
        return Awaits(Awaited.CONFIRM_END, case.notice_until + ONE_DAY, case.decide_until)
    return None


def keep_case(connection: Connection, instance: Instance, member: str, case: ConsequenceCase) -> None:
    """Keep a case as it is now. Whoever calls holds the member."""
    waits = awaits(case)
    row = {
        "case_id": case.case_id,
        "member": member,
        "consequence": case.consequence,
        "stage": case.stage.value,
        "is_closed": case.is_closed,
        "waits_for": waits.what.value if waits is not None else None,
        "decide_by": waits.until if waits is not None else None,
        "passed_on": instance.today,
        "state": as_text(case),
        "shown": as_shown(case, case.member),
    }
    before = _row(connection, case.case_id)
    seen = (from_text(ConsequenceCase, before.state), before.passed_on) if before is not None else None
    put(connection, consequence_case, [row], ["case_id"])
    announce_case(connection, instance, member, seen, case)


def cases_of(connection: Connection, member: str) -> list[ConsequenceCase]:
    """A member's cases, oldest first."""
    rows = connection.execute(select(consequence_case.c.state).where(consequence_case.c.member == member))
    found = [from_text(ConsequenceCase, state) for state in rows.scalars()]
    return sorted(found, key=lambda case: (case.opened_on, case.case_id))


def readable_cases(connection: Connection, instance: Instance, actor: Actor) -> list[ConsequenceCase]:
    """The cases that somebody can read as their own, oldest first: of who has left, those not yet over."""
    assert actor.number is not None
    return readable(connection, instance, actor, cases_of(connection, actor.number), is_case_readable)


def readable_case(
    connection: Connection, instance: Instance, actor: Actor, case_id: str
) -> tuple[str, ConsequenceCase]:
    """One of these, with the member's number; a Problem where there is none of this name."""
    assert actor.number is not None
    for case in readable_cases(connection, instance, actor):
        if case.case_id == case_id:
            return actor.number, case
    raise not_found()


def find_case(connection: Connection, case_id: str, member: str | None = None) -> tuple[str, ConsequenceCase]:
    """The member and the case of this name; a Problem where there is none, or it is not this member's."""
    row = _row(connection, case_id)
    if row is None or (member is not None and row.member != member):
        raise not_found()
    return row.member, from_text(ConsequenceCase, row.state)


def hold_case(connection: Connection, case_id: str, member: str | None = None) -> tuple[str, ConsequenceCase]:
    """The same, to be changed: nobody else changes anything of the member until the transaction ends."""
    owner, _seen = find_case(connection, case_id, member)
    hold(connection, owner)
    return find_case(connection, case_id, member)


def _row(connection: Connection, case_id: str) -> Any:
    wanted = select(consequence_case.c.member, consequence_case.c.state, consequence_case.c.passed_on)
    return connection.execute(wanted.where(consequence_case.c.case_id == case_id)).first()


def effect_words(scheme: Scheme, consequence: str, language: str) -> str:
    """What a consequence does, in its author's words."""
    effect = _effect(scheme, consequence)
    return effect if isinstance(effect, str) else in_language(effect, language)


def effect_language(scheme: Scheme, consequence: str, language: str) -> str:
    """In which language those words are."""
    effect = _effect(scheme, consequence)
    return scheme.file.language if isinstance(effect, str) else language_among(effect, language)


def _effect(scheme: Scheme, consequence: str) -> str | Mapping[str, str]:
    written = scheme.file.consequences.get(consequence)
    effect = written.effect if written is not None else None
    return effect if effect is not None else plain_name(consequence)


def about_case(scheme: Scheme, case: ConsequenceCase) -> About:
    """A case, for those who are told of it."""
    subjects = {language: effect_words(scheme, case.consequence, language) for language in LANGUAGES}
    return About(f"/me/consequences/{case.case_id}", subjects)
