"""Making recovery codes, and signing in with one: plain forms, without a script."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _
from isonomia.service.access.attempts import count_attempt
from isonomia.service.access.cookies import begin_here, signed_in
from isonomia.service.access.declared import PUBLIC, SIGNED_IN, Asking, Here, Routes
from isonomia.service.account.ways_in import require_recent
from isonomia.service.forms import Form
from isonomia.service.pages import go, show
from isonomia.service.problems import Problem
from isonomia.service.recovery.codes import new_codes, use_code

routes = Routes(tags=["recovery codes"])


@routes.form("/account/recovery-codes", SIGNED_IN)
def make_now(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """Ten new codes; the answer shows them, once."""
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        codes = new_codes(connection, here, actor)
    return show(request, "recovery_codes.html.j2", codes=codes)


@routes.form("/sign-in/recovery-code", PUBLIC)
def sign_in_with_code(request: Request, here: Here, form: Form) -> RedirectResponse:
    """Sign in with a code."""
    code = form.text("code", _("Recovery code"), 100)
    count_attempt(request, here, "recovery_code")
    with here.database.writing() as connection:
        person_id = use_code(connection, here, code)
        if person_id is None:
            raise Problem(
                403,
                "code-refused",
                _("This code was not accepted."),
                remedy=_("It may be mistyped, used or replaced by a newer one. Go back and try another."),
            )
        token = begin_here(request, connection, person_id, "recovery_code")
    return signed_in(here, go("/account"), token)
