"""Lodging, talking over, taking back and deciding an appeal. An appeal is kept in the case that it is against."""

from sqlalchemy import Connection

from isonomia.procedure import appeal
from isonomia.procedure.contest import Contest
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.decision import Ruling
from isonomia.service.access.actor import Actor
from isonomia.service.consequences.cases import hold_case, keep_case, new_id
from isonomia.service.consequences.deciding import store_step
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.people import acting, deciding_role


def lodge(
    connection: Connection, instance: Instance, actor: Actor, case_id: str, grounds: str, *, is_new: bool = False
) -> None:
    """The member contests a case; what an appeal suspends rests from this moment. `is_new`: the grounds are new."""
    assert actor.number is not None
    member, case = hold_case(connection, case_id, actor.number)
    scheme = instance.version(connection).scheme
    contest = Contest(acting(actor), grounds, instance.today, is_new)
    step = appeal.lodge_appeal(case, contest, appeal_id=new_id("a"), terms=terms_of(scheme.file.rights))
    store_step(connection, instance, actor, member, step)


def take_back(connection: Connection, instance: Instance, actor: Actor, case_id: str) -> None:
    """The member takes the open appeal back."""
    assert actor.number is not None
    member, case = hold_case(connection, case_id, actor.number)
    scheme = instance.version(connection).scheme
    step = appeal.withdraw_appeal(case, acting(actor), terms=terms_of(scheme.file.rights), on=instance.today)
    store_step(connection, instance, actor, member, step)


def write(
    connection: Connection, instance: Instance, actor: Actor, case_id: str, text: str, owner: str | None = None
) -> str:
    """A line of the dialogue; `owner` where the writer is the member. Returns the member's number."""
    member, case = hold_case(connection, case_id, owner)
    step = appeal.write_message(case, acting(actor), text, instance.today)
    keep_case(connection, instance, member, step.after)
    return member


def decide(
    connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str, *, upheld: bool
) -> None:
    """A reviewer decides the open appeal. Upheld, the case is undone with effect from its start."""
    member, case = hold_case(connection, case_id)
    scheme = instance.version(connection).scheme
    ruling = Ruling(acting(actor), deciding_role(scheme), reasons, instance.today)
    step = appeal.decide_appeal(case, ruling, upheld=upheld, terms=terms_of(scheme.file.rights))
    store_step(connection, instance, actor, member, step)
