"""To the organisation's sign-in and back.

A form of ours may not lead to another site (the policy's form-action, which browsers apply to redirects as well):
the answer is a page that goes on by itself, with a link for who does not want to wait.
"""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.access.attempts import count_attempt
from isonomia.service.access.cookies import begin_here, signed_in
from isonomia.service.access.declared import PUBLIC, SIGNED_IN, Asking, Here, Routes, cookie_name
from isonomia.service.account.ways_in import require_recent
from isonomia.service.instance.instance import Instance
from isonomia.service.oidc.errands import LASTS, begin_errand, end_errand
from isonomia.service.oidc.identities import link, note_used, person_of, unlink
from isonomia.service.oidc.provider import address_to_go_to, discover, is_configured, refused, subject_of
from isonomia.service.pages import go, show
from isonomia.service.problems import Problem, not_found

routes = Routes(tags=["provider"])


def errand_cookie(here: Instance) -> str:
    """The cookie of a browser that is on its way."""
    return cookie_name(here) + "-errand"


@routes.form("/sign-in/provider", PUBLIC)
def go_to_sign_in(request: Request, here: Here) -> HTMLResponse:
    """To the provider, to sign in."""
    return _leave(request, here, None)


@routes.form("/account/provider", SIGNED_IN)
def go_to_link(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """To the provider, to be linked."""
    with here.database.reading() as connection:
        require_recent(connection, here, actor)
    return _leave(request, here, actor.actor_id)


def _leave(request: Request, here: Instance, person_id: str | None) -> HTMLResponse:
    if not is_configured(here.settings):
        raise not_found()
    count_attempt(request, here, "oidc")
    provider = discover(here.settings)
    with here.database.writing() as connection:
        errand = begin_errand(connection, here, person_id)
    address = address_to_go_to(here.settings, provider, errand.state, errand.nonce, errand.verifier)
    answer = show(request, "onward.html.j2", address=address)
    answer.set_cookie(
        errand_cookie(here),
        errand.browser,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=here.settings.is_secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@routes.page("/sign-in/provider/return", PUBLIC)
def come_back(
    request: Request, here: Here, actor: Asking, state: str = "", code: str = "", iss: str = ""
) -> RedirectResponse:
    """Back from the provider."""
    settings = here.settings
    if not is_configured(settings):
        raise not_found()
    with here.database.writing() as connection:
        errand = end_errand(connection, here, state, request.cookies.get(errand_cookie(here), ""))
    if errand is None or not code or (iss and iss != settings.oidc_issuer):  # RFC 9207: iss names who answers
        raise refused()
    provider = discover(settings)
    subject = subject_of(settings, provider, code, errand.nonce, errand.verifier, here.now)
    if errand.person_id is None:
        return _sign_in(request, here, subject)
    return _link(here, actor, errand.person_id, subject)


def _sign_in(request: Request, here: Instance, subject: str) -> RedirectResponse:
    with here.database.writing() as connection:
        person_id = person_of(connection, here.settings.oidc_issuer, subject)
        if person_id is None:
            raise Problem(
                403,
                "not-linked",
                _("Nobody here is linked to your account of the organisation's."),
                remedy=_(
                    "Sign in in another way, or come by your invitation; then link it on the page of your account."
                ),
            )
        note_used(connection, here, here.settings.oidc_issuer, subject)
        token = begin_here(request, connection, person_id, "oidc")
    return signed_in(here, go("/"), token)


def _link(here: Instance, actor: Actor, person_id: str, subject: str) -> RedirectResponse:
    if actor.actor_id != person_id:  # signed out, or someone else, in the meantime
        raise refused()
    with here.database.writing() as connection:
        link(connection, here, actor, here.settings.oidc_issuer, subject)
    return go("/account")


@routes.form("/account/provider/unlink", SIGNED_IN)
def unlink_now(here: Here, actor: Asking) -> RedirectResponse:
    """Unlink."""
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        unlink(connection, here, actor, here.settings.oidc_issuer)
    return go("/account")
