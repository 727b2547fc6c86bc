"""The desk's pages: the queue, and a page for each matter."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _, speaking
from isonomia.procedure.actions import Action
from isonomia.procedure.who_may import Matter, may, require
from isonomia.service.access.actor import Actor
from isonomia.service.access.declared import REVIEWER, Asking, Here, Routes
from isonomia.service.appeals import appealing
from isonomia.service.claims import claiming
from isonomia.service.claims.pages import claim_words, said_values
from isonomia.service.consequences import deciding
from isonomia.service.consequences.cases import Awaited, awaits, find_case
from isonomia.service.consequences.views import view_case
from isonomia.service.conversations.dialogue import tell_of_message
from isonomia.service.desk.queue import ACTIONS, kind_words, queue
from isonomia.service.disputes import disputing
from isonomia.service.disputes.kept import disputes_of_event, find_dispute
from isonomia.service.disputes.views import state_words, view_dispute
from isonomia.service.forms import Form, SentForm
from isonomia.service.matters.fact_file import FactFile, fact_file
from isonomia.service.matters.people import acting
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import invalid, not_found

routes = Routes(tags=["desk"])


def _expect_may_read(actor: Actor, matter: Matter) -> None:
    """NotAllowed for one's own file; another reviewer has it."""
    require(acting(actor), Action.READ_FILE, matter)


@routes.page("/desk", REVIEWER)
def desk(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What waits, the nearest deadline first."""
    language = language_of(request)
    with here.database.reading() as connection:
        found = queue(connection, here, language)
    with speaking(language):
        items = [(item, kind_words(item.kind), item.why_not(acting(actor))) for item in found]
    return show(request, "desk.html.j2", items=items, today=here.today)


# -- disputes ----------------------------------------------------------------------------------------------------------


@routes.page("/desk/disputes/{dispute_id}", REVIEWER)
def dispute_file(request: Request, here: Here, actor: Asking, dispute_id: str) -> HTMLResponse:
    """The file of a dispute."""
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        member, found = find_dispute(connection, dispute_id)
        _expect_may_read(actor, found.matter)
        view = view_dispute(connection, here, member, found, actor.actor_id, language)
        same = disputes_of_event(connection, found.fact.source, found.fact.event_id)
        earlier = [(item, state_words(item)) for item in same if item.dispute_id != dispute_id]
    return show(
        request,
        "desk_dispute.html.j2",
        view=view,
        found=view.fact,
        member=member,
        earlier=earlier,
        why_not=may(acting(actor), Action.DECIDE_DISPUTE, found.matter).reason,
        value_text=disputing.value_text,
    )


@routes.form("/desk/disputes/{dispute_id}/message", REVIEWER)
def write_about_dispute(here: Here, actor: Asking, dispute_id: str, form: Form) -> RedirectResponse:
    """Write to the member."""
    with here.database.writing() as connection:
        _expect_may_read(actor, find_dispute(connection, dispute_id)[1].matter)
        member = disputing.write(connection, here, actor, dispute_id, form.text("text", _("Your message")))
        tell_of_message(connection, here, member, f"/me/disputes/{dispute_id}")
    return go(f"/desk/disputes/{dispute_id}")


@routes.form("/desk/disputes/{dispute_id}/decide", REVIEWER)
def decide_dispute(here: Here, actor: Asking, dispute_id: str, form: Form) -> RedirectResponse:
    """Uphold, reject, or correct."""
    reasons = form.text("reasons", _("Reasons"))
    with here.database.writing() as connection:
        match form.text("outcome", _("Your decision")):
            case "upheld":
                disputing.decide(connection, here, actor, dispute_id, "upheld", reasons)
            case "rejected":
                disputing.decide(connection, here, actor, dispute_id, "rejected", reasons)
            case "corrected":
                member, made = find_dispute(connection, dispute_id)
                fact = fact_file(connection, here, member, made.fact.source, made.fact.event_id, actor.language)
                values = _corrected(fact, form)
                disputing.decide(connection, here, actor, dispute_id, "corrected", reasons, values)
            case other:
                raise invalid(_("There is no decision '{name}'.").format(name=other))
    return go("/desk")


def _corrected(fact: FactFile | None, form: SentForm) -> dict[str, object]:
    """What the form changes; a Problem where that is nothing."""
    if fact is None:
        raise not_found()
    sent = {field.name: form.optional(f"value.{field.name}") for field in fact.fields}
    sent |= {name: form.optional(name) for name in ("occurred_on", "member")}
    values = disputing.changed_values(fact, sent)
    if not values:
        raise invalid(_("Nothing is corrected."), _("Change a value, the day or the member; or uphold or reject."))
    return values


# -- cases -------------------------------------------------------------------------------------------------------------


@routes.page("/desk/cases/{case_id}", REVIEWER)
def case_file(request: Request, here: Here, actor: Asking, case_id: str) -> HTMLResponse:
    """The file of a case: a proposal, an appeal, or what can be undone."""
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        member, case = find_case(connection, case_id)
        _expect_may_read(actor, case.matter)
        view = view_case(connection, here, member, case, actor.actor_id, language)
        facts = [fact_file(connection, here, member, fact.source, fact.event_id, language) for fact in case.facts]
    waits = awaits(case)
    action = ACTIONS[waits.what.value] if waits is not None else Action.UNDO_CONSEQUENCE
    return show(
        request,
        "desk_case.html.j2",
        view=view,
        member=member,
        facts=[fact for fact in facts if fact is not None],
        waits=waits.what.value if waits is not None else "",
        first=waits.first if waits is not None and waits.what is not Awaited.APPEAL else None,
        is_early=waits is not None and here.today < waits.first,
        why_not=may(acting(actor), action, case.matter).reason if waits is not None else "",
    )


@routes.form("/desk/cases/{case_id}/message", REVIEWER)
def write_about_case(here: Here, actor: Asking, case_id: str, form: Form) -> RedirectResponse:
    """Write to the member."""
    with here.database.writing() as connection:
        _expect_may_read(actor, find_case(connection, case_id)[1].matter)
        member = appealing.write(connection, here, actor, case_id, form.text("text", _("Your message")))
        tell_of_message(connection, here, member, f"/me/consequences/{case_id}")
    return go(f"/desk/cases/{case_id}")


@routes.form("/desk/cases/{case_id}/decide", REVIEWER)
def decide_case(here: Here, actor: Asking, case_id: str, form: Form) -> RedirectResponse:
    """Confirm or refuse a proposal, uphold or reject an appeal, or undo what took effect."""
    reasons = form.text("reasons", _("Reasons"))
    with here.database.writing() as connection:
        match form.text("outcome", _("Your decision")):
            case "upheld":
                appealing.decide(connection, here, actor, case_id, reasons, upheld=True)
            case "rejected":
                appealing.decide(connection, here, actor, case_id, reasons, upheld=False)
            case "confirm":
                deciding.confirm(connection, here, actor, case_id, reasons)
            case "confirm_end":
                deciding.confirm_end(connection, here, actor, case_id, reasons)
            case "refuse":
                deciding.refuse(connection, here, actor, case_id, reasons)
            case "undo":
                deciding.undo(connection, here, actor, case_id, reasons)
            case other:
                raise invalid(_("There is no decision '{name}'.").format(name=other))
    return go("/desk")


# -- claims ------------------------------------------------------------------------------------------------------------


@routes.page("/desk/claims/{claim_id}", REVIEWER)
def claim_file(request: Request, here: Here, actor: Asking, claim_id: str) -> HTMLResponse:
    """The file of a claim."""
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        scheme = here.version(connection).scheme
        member, found = claiming.find_claim(connection, claim_id)
        _expect_may_read(actor, found.matter)
        state = claim_words(found)
    assert found.said is not None
    return show(
        request,
        "desk_claim.html.j2",
        claim=found,
        values=said_values(scheme, found.said),
        member=member,
        state=state,
        why_not=may(acting(actor), Action.CONFIRM_CLAIM, found.matter).reason,
        is_early=not found.answer and here.today <= found.answer_until,
    )


@routes.form("/desk/claims/{claim_id}/decide", REVIEWER)
def decide_claim(here: Here, actor: Asking, claim_id: str, form: Form) -> RedirectResponse:
    """Confirm it, and it is an event; or refuse it."""
    reasons = form.text("reasons", _("Reasons"))
    outcome = form.text("outcome", _("Your decision"))
    if outcome not in ("confirm", "refuse"):
        raise invalid(_("There is no decision '{name}'.").format(name=outcome))
    with here.database.writing() as connection:
        claiming.decide(connection, here, actor, claim_id, reasons, confirmed=outcome == "confirm")
    return go("/desk")
