"""Signing in and out."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from isonomia.service.access.cookies import begin_here, signed_in, signed_out
from isonomia.service.access.declared import PUBLIC, SIGNED_IN, Asking, Here, Routes
from isonomia.service.access.sessions import end_session
from isonomia.service.demonstration.people import person_of_link
from isonomia.service.oidc.provider import provider_name
from isonomia.service.pages import go, show, style_sheet
from isonomia.service.problems import not_found

routes = Routes(tags=["access"])


@routes.page("/sign-in", PUBLIC)
def sign_in_page(request: Request, here: Here) -> HTMLResponse:
    """The ways in."""
    return show(request, "sign_in.html.j2", provider=provider_name(here.settings))


@routes.form("/sign-out", SIGNED_IN)
def sign_out(here: Here, actor: Asking) -> RedirectResponse:
    """End this session."""
    with here.database.writing() as connection:
        end_session(connection, actor.session_digest)
    return signed_out(here, go("/"))


@routes.page("/demonstration/{token}", PUBLIC)
def enter_demonstration(request: Request, here: Here, token: str) -> RedirectResponse:
    """A link of the demonstration: signs its made-up person in. There is no such link anywhere else."""
    if not here.is_demonstration:
        raise not_found()
    with here.database.writing() as connection:
        found = person_of_link(connection, token)
        if found is None:
            raise not_found()
        session = begin_here(request, connection, found.person_id, "demonstration")
    return signed_in(here, go(found.leads_to), session)


@routes.page("/style.css", PUBLIC)
def style() -> Response:
    """The style of all pages."""
    return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
