"""Erasing oneself."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _
from isonomia.service.access.cookies import signed_out
from isonomia.service.access.declared import PUBLIC, SIGNED_IN, Asking, Here, Routes
from isonomia.service.erasures.erasures import erase
from isonomia.service.forms import Form
from isonomia.service.pages import go, show
from isonomia.service.problems import invalid

routes = Routes(tags=["erasures"])


@routes.page("/me/erase", SIGNED_IN)
def erase_page(request: Request) -> HTMLResponse:
    """What is erased, and what remains."""
    return show(request, "erase.html.j2")


@routes.form("/me/erase", SIGNED_IN)
def erase_now(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Erase, at once; the box must be ticked, as nothing brings it back."""
    if not form.is_ticked("sure"):
        raise invalid(_("The box is not ticked, and nothing was erased."), _("Go back and tick it, or leave the page."))
    with here.database.writing() as connection:
        erase(connection, here, actor.actor_id)
    here.database.forget()
    return signed_out(here, go("/erased"))


@routes.page("/erased", PUBLIC)
def erased(request: Request) -> HTMLResponse:
    """It is done."""
    return show(request, "erased.html.j2")
