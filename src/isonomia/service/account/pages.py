"""My account: ways in and open sessions."""

from datetime import timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _, speaking
from isonomia.service.access.cookies import signed_out
from isonomia.service.access.declared import SIGNED_IN, Asking, Here, Routes
from isonomia.service.access.sessions import end_all_sessions, end_numbered, open_sessions
from isonomia.service.account.ways_in import ways_in
from isonomia.service.audit.entries import note
from isonomia.service.oidc.identities import is_linked
from isonomia.service.oidc.provider import provider_name
from isonomia.service.pages import go, language_of, show
from isonomia.service.passkeys.registration import passkeys_of
from isonomia.service.problems import not_found

routes = Routes(tags=["account"])


@routes.page("/account", SIGNED_IN)
def account_page(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """The ways in."""
    with here.database.reading() as connection:
        found = ways_in(connection, actor.actor_id)
        passkeys = passkeys_of(connection, actor.actor_id)
        linked = is_linked(connection, actor.actor_id, here.settings.oidc_issuer)
    provider = provider_name(here.settings)
    return show(request, "account.html.j2", ways=found, passkeys=passkeys, provider=provider, is_linked=linked)


@routes.page("/account/sessions", SIGNED_IN)
def sessions_page(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """Where one is signed in."""
    idle = timedelta(hours=here.settings.session_hours)
    with here.database.reading() as connection:
        found = open_sessions(connection, actor, here.now, idle)
    with speaking(language_of(request)):
        words = ways()
    return show(request, "sessions.html.j2", sessions=found, words=words)


def ways() -> dict[str, str]:
    """The ways to sign in, in words."""
    return {
        "passkey": _("a passkey"),
        "recovery_code": _("a recovery code"),
        "oidc": _("the organisation's sign-in"),
        "invitation": _("an invitation"),
        "demonstration": _("a link of the demonstration"),
    }


@routes.form("/account/sessions/{number}/end", SIGNED_IN)
def end_one(here: Here, actor: Asking, number: str) -> RedirectResponse:
    """Sign out there; if it is here, here."""
    with here.database.writing() as connection:
        ended = end_numbered(connection, actor.actor_id, number)
        if ended is None:
            raise not_found()
    return signed_out(here, go("/")) if ended == actor.session_digest else go("/account/sessions")


@routes.form("/account/sessions/end", SIGNED_IN)
def end_all(here: Here, actor: Asking) -> RedirectResponse:
    """Sign out everywhere, here too."""
    with here.database.writing() as connection:
        end_all_sessions(connection, actor.actor_id)
        note(connection, here, actor, "sessions-ended", ("person", actor.actor_id))
    return signed_out(here, go("/sign-in"))
