"""Appealing against what follows, from the page of the case."""

from fastapi.responses import RedirectResponse

from isonomia.locale import _
from isonomia.service.access.declared import CONCERNED, Asking, Here, Routes
from isonomia.service.appeals.appealing import lodge, take_back, write
from isonomia.service.forms import Form
from isonomia.service.pages import go

routes = Routes(tags=["appeals"])


@routes.form("/me/consequences/{case_id}/appeal", CONCERNED)
def lodge_now(here: Here, actor: Asking, case_id: str, form: Form) -> RedirectResponse:
    """Lodge an appeal."""
    with here.database.writing() as connection:
        grounds = form.text("grounds", _("What is wrong"))
        lodge(connection, here, actor, case_id, grounds, is_new=form.is_ticked("new_grounds"))
    return go(f"/me/consequences/{case_id}")


@routes.form("/me/consequences/{case_id}/message", CONCERNED)
def write_now(here: Here, actor: Asking, case_id: str, form: Form) -> RedirectResponse:
    """Write to the reviewer."""
    with here.database.writing() as connection:
        assert actor.number is not None
        write(connection, here, actor, case_id, form.text("text", _("Your message")), actor.number)
    return go(f"/me/consequences/{case_id}")


@routes.form("/me/consequences/{case_id}/withdraw", CONCERNED)
def take_back_now(here: Here, actor: Asking, case_id: str) -> RedirectResponse:
    """Take the appeal back."""
    with here.database.writing() as connection:
        take_back(connection, here, actor, case_id)
    return go(f"/me/consequences/{case_id}")
