"""A person decides about a case, with reasons: in one transaction with all that follows."""

from collections.abc import Callable

from sqlalchemy import Connection

from isonomia.locale import _
from isonomia.procedure import adverse, benefit
from isonomia.procedure.benefit import CaseStep
from isonomia.procedure.consequence_case import ConsequenceCase
from isonomia.procedure.deadlines import Terms, terms_of
from isonomia.procedure.decision import Ruling
from isonomia.procedure.follows import LedgerRecord
from isonomia.scheme.scheme import Scheme
from isonomia.service.access.actor import Actor
from isonomia.service.consequences.cases import about_case, hold_case, keep_case
from isonomia.service.consequences.following import look_again
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.follow_up import carry_out
from isonomia.service.matters.people import acting, deciding_role
from isonomia.service.problems import conflict

Act = Callable[[ConsequenceCase, Scheme, Terms, Ruling], CaseStep]


def confirm(connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str) -> None:
    """It takes effect on the day after, up to its end. NotAllowed before notice has run."""
    _decide(connection, instance, actor, case_id, reasons, _confirm)


def refuse(connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str) -> None:
    """Nothing happens to the member."""
    _decide(connection, instance, actor, case_id, reasons, lambda case, _scheme, _terms, it: adverse.refuse(case, it))


def undo(connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str) -> None:
    """As though it had never been, with effect from its start."""
    _decide(connection, instance, actor, case_id, reasons, lambda case, _scheme, _terms, it: adverse.undo(case, it))


def confirm_end(connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str) -> None:
    """A benefit without which a member has less than everyone had ends on the day after."""
    _decide(
        connection,
        instance,
        actor,
        case_id,
        reasons,
        lambda case, _scheme, terms, it: benefit.confirm_end(case, it, terms),
    )


def _confirm(case: ConsequenceCase, scheme: Scheme, terms: Terms, ruling: Ruling) -> CaseStep:
    written = scheme.file.consequences.get(case.consequence)
    if written is None:
        raise conflict("not-in-force", _("The scheme in force no longer has this consequence."), _("Refuse it."))
    return adverse.confirm(case, written, ruling, terms)


def _decide(connection: Connection, instance: Instance, actor: Actor, case_id: str, reasons: str, act: Act) -> None:
    member, case = hold_case(connection, case_id)
    scheme = instance.version(connection).scheme
    ruling = Ruling(acting(actor), decider(scheme, case.consequence), reasons, instance.today)
    step = act(case, scheme, terms_of(scheme.file.rights), ruling)
    store_step(connection, instance, actor, member, step)


def store_step(connection: Connection, instance: Instance, actor: Actor, member: str, step: CaseStep) -> None:
    """Keep a case after a person's act, do what follows, and look again where that changed the ledger."""
    scheme = instance.version(connection).scheme
    keep_case(connection, instance, member, step.after)
    carry_out(connection, instance, actor.actor_id, step.follows, about_case(scheme, step.after))
    if any(isinstance(item, LedgerRecord) for item in step.follows):
        look_again(connection, instance, member)


def decider(scheme: Scheme, consequence: str) -> str:
    """Which role decides about a consequence, in the scheme's words."""
    written = scheme.file.consequences.get(consequence)
    return (written.decider if written is not None else None) or deciding_role(scheme)
