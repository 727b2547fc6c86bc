"""The member's switch, and the picture for everybody who has its address."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from isonomia.service.access.declared import MEMBER, PUBLIC, Asking, Here, Routes
from isonomia.service.badges import badges as verbs
from isonomia.service.badges.picture import picture
from isonomia.service.forms import Form
from isonomia.service.pages import go, show
from isonomia.service.problems import not_found

routes = Routes(tags=["badges"])
HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",  # it is made to stand on other sites' pages
}


@routes.page("/me/badge", MEMBER)
def my_badge(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What the badge shows, and to whom."""
    assert actor.member is not None
    with here.database.reading() as connection:
        badge_id = verbs.badge_of(connection, actor.member)
        content = verbs.shown(connection, here, badge_id) if badge_id is not None else None
        can_show = verbs.can_show(here.version(connection).scheme)
    return show(request, "badge.html.j2", badge_id=badge_id, content=content, can_show=can_show)


@routes.form("/me/badge", MEMBER)
def switch(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Switch it on or off."""
    assert actor.member is not None
    with here.database.writing() as connection:
        if form.is_ticked("on"):
            verbs.switch_on(connection, here, actor.member)
        else:
            verbs.switch_off(connection, actor.member)
    return go("/me/badge")


@routes.api("GET", "/badges/{badge_id}.svg", PUBLIC, response_class=Response)
def badge_picture(here: Here, badge_id: str) -> Response:
    """A badge that its member shows; nothing where it is off. No cookie is set or needed."""
    with here.database.reading() as connection:
        found = verbs.shown(connection, here, badge_id)
    if found is None:
        raise not_found()
    return Response(picture(found), media_type="image/svg+xml", headers=HEADERS)
