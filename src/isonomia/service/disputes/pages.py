"""A fact of mine, disputing it, and what became of my disputes and appeals."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _, speaking
from isonomia.procedure.deadlines import dispute_until, terms_of
from isonomia.service.access.declared import CONCERNED, MEMBER, Asking, Here, Routes
from isonomia.service.consequences.cases import readable_cases
from isonomia.service.consequences.views import view_case
from isonomia.service.disputes.disputing import contest, disputable, take_back, write
from isonomia.service.disputes.kept import disputes_of_event, readable_dispute, readable_disputes
from isonomia.service.disputes.views import DisputeView, dispute_data, view_dispute
from isonomia.service.forms import Form
from isonomia.service.matters.fact_file import fact_file
from isonomia.service.matters.people import deciding_role
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import not_found

routes = Routes(tags=["disputes"])


@routes.page("/me/fact", MEMBER)
def my_fact(request: Request, here: Here, actor: Asking, source: str = "", event: str = "") -> HTMLResponse:
    """One fact: what was recorded, by whom, what it counts, and how to dispute it."""
    assert actor.member is not None
    with here.database.reading() as connection:
        found = fact_file(connection, here, actor.member, source, event, language_of(request))
        if found is None:
            raise not_found()
        earlier = [item for item in disputes_of_event(connection, source, event) if item.fact.member == actor.actor_id]
        scheme = found.version.scheme
        until = dispute_until(disputable(connection, found).told_on, terms_of(scheme.file.rights))
    decided = sum(item.decision is not None for item in earlier)
    is_open = any(item.is_open for item in earlier)
    can_dispute = found.counts and not is_open and decided < 2 and (until is None or here.today <= until)
    return show(
        request,
        "fact.html.j2",
        found=found,
        earlier=earlier,
        until=until,
        can_dispute=can_dispute,
        decided=decided,
        role=deciding_role(scheme),
        suspends=scheme.appeal_suspends,
    )


@routes.form("/me/fact", MEMBER)
def dispute_now(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Dispute it."""
    event = form.text("source"), form.text("event")
    with here.database.writing() as connection:
        grounds = form.text("grounds", _("What is wrong"))
        dispute_id = contest(connection, here, actor, event, grounds, is_new=form.is_ticked("new_grounds"))
    return go(f"/me/disputes/{dispute_id}")


def _views(here: Here, actor: Asking, language: str) -> list[DisputeView]:
    assert actor.number is not None
    with here.database.reading() as connection, speaking(language):
        found = readable_disputes(connection, here, actor)
        return [view_dispute(connection, here, actor.number, item, actor.actor_id, language) for item in found]


@routes.page("/me/disputes", CONCERNED)
def my_disputes(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """My disputes and appeals, with their deadlines; for who has left, whatever else can still be contested too."""
    assert actor.number is not None
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        cases = readable_cases(connection, here, actor)
        views = [view_case(connection, here, actor.number, case, actor.actor_id, language) for case in cases]
    return show(
        request,
        "disputes.html.j2",
        disputes=_views(here, actor, language),
        appealed=[view for view in views if view.case.appeals],
        others=[view for view in views if not view.case.appeals] if actor.has_left else [],
    )


@routes.page("/me/disputes/{dispute_id}", CONCERNED)
def my_dispute(request: Request, here: Here, actor: Asking, dispute_id: str) -> HTMLResponse:
    """One of them: the dialogue, and the decision with its reasons."""
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        member, found = readable_dispute(connection, here, actor, dispute_id)
        view = view_dispute(connection, here, member, found, actor.actor_id, language)
    return show(request, "dispute.html.j2", view=view)


@routes.form("/me/disputes/{dispute_id}/message", CONCERNED)
def write_now(here: Here, actor: Asking, dispute_id: str, form: Form) -> RedirectResponse:
    """Write to the reviewer."""
    with here.database.writing() as connection:
        assert actor.number is not None
        write(connection, here, actor, dispute_id, form.text("text", _("Your message")), actor.number)
    return go(f"/me/disputes/{dispute_id}")


@routes.form("/me/disputes/{dispute_id}/withdraw", CONCERNED)
def take_back_now(here: Here, actor: Asking, dispute_id: str) -> RedirectResponse:
    """Take it back."""
    with here.database.writing() as connection:
        take_back(connection, here, actor, dispute_id)
    return go(f"/me/disputes/{dispute_id}")


@routes.api("GET", "/api/v1/me/disputes", CONCERNED)
def my_disputes_as_data(request: Request, here: Here, actor: Asking) -> list[dict[str, Any]]:
    """Each dispute and its decision, for a program of the member's."""
    return [dispute_data(view) for view in _views(here, actor, language_of(request))]
