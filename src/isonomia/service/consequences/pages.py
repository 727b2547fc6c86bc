"""What follows for me: each consequence with its facts, its dates, and how to contest it."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from isonomia.locale import speaking
from isonomia.service.access.declared import CONCERNED, MEMBER, Asking, Here, Routes
from isonomia.service.consequences.cases import readable_case, readable_cases
from isonomia.service.consequences.views import CaseView, case_data, view_case
from isonomia.service.pages import language_of, show

routes = Routes(tags=["consequences"])


def _views(here: Here, actor: Asking, language: str) -> list[CaseView]:
    assert actor.number is not None
    with here.database.reading() as connection, speaking(language):
        cases = readable_cases(connection, here, actor)
        return [view_case(connection, here, actor.number, case, actor.actor_id, language) for case in cases]


@routes.page("/me/consequences", MEMBER)
def my_consequences(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """All that follows, what is under way first."""
    views = _views(here, actor, language_of(request))
    views.sort(key=lambda view: view.case.is_closed)
    return show(request, "consequences.html.j2", views=views)


@routes.page("/me/consequences/{case_id}", CONCERNED)
def my_case(request: Request, here: Here, actor: Asking, case_id: str) -> HTMLResponse:
    """One of them."""
    language = language_of(request)
    with here.database.reading() as connection, speaking(language):
        member, case = readable_case(connection, here, actor, case_id)
        view = view_case(connection, here, member, case, actor.actor_id, language)
    return show(request, "case.html.j2", view=view)


@routes.api("GET", "/api/v1/me/consequences", CONCERNED)
def my_consequences_as_data(request: Request, here: Here, actor: Asking) -> list[dict[str, Any]]:
    """Each consequence and each decision about it, for a program of the member's."""
    views = _views(here, actor, language_of(request))
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
    return [case_data(view, scheme) for view in views]
