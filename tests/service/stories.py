"""What stories of contest share: acts of people, each in a transaction of its own, and what is so afterwards."""

from datetime import date

from sqlalchemy import select

from isonomia.procedure.consequence_case import ConsequenceCase
from isonomia.service.access.actor import Actor
from isonomia.service.consequences import deciding
from isonomia.service.consequences.cases import cases_of
from isonomia.service.disputes import disputing
from isonomia.service.matters.tables import effect
from isonomia.service.notices.notices import notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.records.tables import record
from isonomia.service.standings.refresh import account_of
from service.conftest import Town, late


def score(town: Town, member: str) -> int:
    with town.instance.database.reading() as connection:
        made = account_of(connection, town.instance, town.instance.version(connection), member)
    assert made is not None
    return made.score


def told(town: Town, member: str) -> list[str]:
    """What a member was told, oldest first."""
    with town.instance.database.reading() as connection:
        return [words_of(item.kind, item.parameters) for item in reversed(notices_of(connection, member))]


def the_case(town: Town, member: str, consequence: str = "desk_only") -> ConsequenceCase:
    """The member's latest case of a consequence."""
    with town.instance.database.reading() as connection:
        return [case for case in cases_of(connection, member) if case.consequence == consequence][-1]


def effects(town: Town, case: ConsequenceCase) -> list[tuple[str, date]]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(
            select(effect.c.change, effect.c.on_day)
            .where(effect.c.case_id == case.case_id)
            .order_by(effect.c.effect_id)
        )
        return [(change, day) for change, day in rows]


def kinds(town: Town, member: str) -> list[str]:
    with town.instance.database.reading() as connection:
        rows = connection.execute(select(record.c.kind).where(record.c.member == member).order_by(record.c.record_id))
        return list(rows.scalars())


def dispute(town: Town, member: Actor, event: str, grounds: str = "I paid in time.", *, is_new: bool = False) -> str:
    with town.instance.database.writing() as connection:
        return disputing.contest(connection, town.instance, member, ("payments", event), grounds, is_new=is_new)


def decide(
    town: Town, reviewer: Actor, dispute_id: str, outcome: str, reasons: str = "The bank's date.", **more
) -> None:
    with town.instance.database.writing() as connection:
        disputing.decide(connection, town.instance, reviewer, dispute_id, outcome, reasons, **more)


def people(town: Town) -> tuple[Actor, Actor]:
    """A member, and a reviewer who is none."""
    member = town.member("M-1")
    reviewer = town.person("Rosa", role="reviewer")
    return town.actor(member), town.actor(reviewer)


def confirm(town: Town, reviewer: Actor, case: ConsequenceCase, reasons: str = "Three reminders unanswered.") -> None:
    with town.instance.database.writing() as connection:
        deciding.confirm(connection, town.instance, reviewer, case.case_id, reasons)


def proposed(town: Town) -> ConsequenceCase:
    """A case that waits for a decision, its notice over."""
    town.take(late("p1", "M-1", "2026-03-02"))
    town.refresh()
    town.later(days=15)
    return the_case(town, "M-1")


def confirmed(town: Town, days: int) -> tuple[Actor, Actor, ConsequenceCase]:
    """A member and the reviewer who confirmed a case against the member, and the case some days later."""
    member, reviewer = people(town)
    confirm(town, reviewer, proposed(town))
    town.later(days=days)
    return member, reviewer, the_case(town, "M-1")
