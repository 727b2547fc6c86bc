"""What is under way in the demonstration: a dispute that is open, one that is decided, and an open appeal."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from isonomia.procedure.appeal import OPEN_TO_APPEAL
from isonomia.service.access.actor import Actor, Role
from isonomia.service.appeals import appealing
from isonomia.service.consequences.cases import cases_of
from isonomia.service.disputes import disputing
from isonomia.service.disputes.kept import disputes_of
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person

REVIEWER = "Rosa (member board)"
Act = Callable[[Connection, Instance], None]


def _actor(connection: Connection, name: str) -> Actor:
    """One of the made-up people."""
    row = connection.execute(select(person.c.person_id, person.c.member).where(person.c.display_name == name)).one()
    role = Role.MEMBER if row.member is not None else Role.REVIEWER
    return Actor(row.person_id, row.member, name, "en", frozenset({role}))


def _ben_disputes(connection: Connection, instance: Instance) -> None:
    ben = _actor(connection, "Ben")
    grounds = "The bank was closed from the first to the fifth; I paid on the sixth."
    disputing.contest(connection, instance, ben, ("payments", "p-ben"), grounds)


def _ben_is_answered(connection: Connection, instance: Instance) -> None:
    ben, rosa = _actor(connection, "Ben"), _actor(connection, REVIEWER)
    assert ben.member is not None
    (found,) = disputes_of(connection, ben.member)
    reasons = "The bank confirms the closed days. Without them the fee came 28 days late, which counts nothing."
    disputing.decide(connection, instance, rosa, found.dispute_id, "corrected", reasons, {"data": {"days_late": 28}})


def _hanna_disputes(connection: Connection, instance: Instance) -> None:
    hanna, rosa = _actor(connection, "Hanna"), _actor(connection, REVIEWER)
    grounds = "I had agreed with the treasurer to pay in two parts."
    name = disputing.contest(connection, instance, hanna, ("payments", "p-hanna"), grounds)
    disputing.write(connection, instance, rosa, name, "Is there a message or a note of that agreement?")


def _ada_appeals(connection: Connection, instance: Instance) -> None:
    ada = _actor(connection, "Ada")
    assert ada.member is not None
    case = next(case for case in cases_of(connection, ada.member) if case.stage in OPEN_TO_APPEAL)
    grounds = "I was in hospital when the fee was due, and have asked to pay later."
    appealing.lodge(connection, instance, ada, case.case_id, grounds)


DAYS_AGO: dict[int, Act] = {15: _ben_disputes, 8: _ben_is_answered, 5: _hanna_disputes, 2: _ada_appeals}
"""What happens how many days ago, after that day's facts."""
