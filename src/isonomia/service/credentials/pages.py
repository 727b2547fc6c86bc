"""Proving a band: the member's page, the page on which anyone checks a credential, and what verifiers fetch."""

import json
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from isonomia.locale import _, speaking
from isonomia.service.access.declared import MEMBER, PUBLIC, Asking, Here, Routes
from isonomia.service.credentials import credentials as verbs
from isonomia.service.credentials.forms import status_address, type_metadata
from isonomia.service.credentials.guarantee import LONGEST
from isonomia.service.credentials.keys import leaked_keys, public_keys, signing, signing_if_any
from isonomia.service.credentials.signed_token import key_set
from isonomia.service.credentials.status_list import MEDIA_TYPE, SECONDS_FRESH, status_token
from isonomia.service.credentials.verify import Checked, Verdict, check, words
from isonomia.service.forms import Form
from isonomia.service.instance.instance import Instance
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import invalid, not_found

routes = Routes(tags=["credentials"])
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": f"public, max-age={SECONDS_FRESH}",
}
LONGEST_TEXT = 20_000


@routes.page("/me/credentials", MEMBER)
def my_credentials(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What can be proven, and what was made."""
    assert actor.member is not None
    with here.database.reading() as connection:
        found = verbs.choices(connection, here, actor.member)
        made = verbs.credentials_of(connection, actor.member)
        titles = {band.name: band.title for band in here.version(connection).scheme.bands}
    content: dict[str, Any] = {
        "choices": found,
        "made": made,
        "titles": titles,
        "most": LONGEST.days,
        "today": here.today,
    }
    return show(request, "credentials.html.j2", **content)


@routes.form("/me/credentials", MEMBER)
def make_credential(request: Request, here: Here, actor: Asking, form: Form) -> Response:
    """Make one, and hand it over as a file; it is kept nowhere else."""
    assert actor.member is not None
    days = form.text("days", _("Days"))
    if not days.isdecimal() or len(days) > 4:
        raise invalid(_("'{text}' is no number of days.").format(text=days[:40]), _("Choose from 1 to 90 days."))
    name = actor.name if form.is_ticked("with_name") else None
    wish = verbs.Wish(form.text("form", _("Form")), form.text("band", _("Band")), int(days), name)
    with here.database.writing() as connection, speaking(language_of(request)):
        made = verbs.make(connection, here, actor.member, wish)
    headers = {"Content-Disposition": f'attachment; filename="{made.file_name}"'}
    return Response(made.text, media_type="application/octet-stream", headers=headers)


@routes.form("/me/credentials/{issued_id}/withdraw", MEMBER)
def withdraw_credential(here: Here, actor: Asking, issued_id: str) -> RedirectResponse:
    """Withdraw one."""
    assert actor.member is not None
    with here.database.writing() as connection:
        verbs.withdraw(connection, here, actor.member, issued_id)
    return go("/me/credentials")


@routes.page("/credentials/verify", PUBLIC)
def verify_page(request: Request) -> HTMLResponse:
    """The form on which anyone checks a credential."""
    return show(request, "verify.html.j2", lines=None, holds=False)


@routes.form("/credentials/verify", PUBLIC)
def verify_now(request: Request, here: Here, form: Form) -> HTMLResponse:
    """Check a credential; nothing of it is kept."""
    text = form.text("credential", _("Credential"), LONGEST_TEXT)
    found = _checked(here, text)
    with speaking(language_of(request)):
        lines = words(found)
    return show(request, "verify.html.j2", lines=lines, holds=found.holds)


def _checked(here: Instance, text: str) -> Checked:
    with here.database.reading() as connection:
        keys, leaked = public_keys(connection), leaked_keys(connection)
    if not keys["keys"]:
        return Checked(Verdict.NOT_GENUINE)  # nothing was ever signed here
    return check(text, key_set(json.dumps(keys)), here.now, _status(here), leaked)


def _status(here: Instance) -> str:
    """The list, signed now."""
    with here.database.reading() as connection:
        key, places = signing_if_any(connection), verbs.revoked(connection)
    if key is None:
        with here.database.writing() as connection:
            key = signing(connection, here)
    return status_token(status_address(here.settings.origin), places, int(here.now.timestamp()), *key)


@routes.api("GET", "/credentials/status/1", PUBLIC, response_class=Response)
def status(here: Here) -> Response:
    """Which credentials were withdrawn: a Token Status List, signed."""
    return Response(_status(here), media_type=MEDIA_TYPE, headers=OPEN)


@routes.api("GET", "/.well-known/jwks.json", PUBLIC)
def all_public_keys(here: Here) -> JSONResponse:
    """The public keys of this service's credentials (JWK Set, RFC 7517)."""
    with here.database.reading() as connection:
        return JSONResponse(public_keys(connection), headers=OPEN)


@routes.api("GET", "/.well-known/jwt-vc-issuer", PUBLIC)
def issuer_metadata(here: Here) -> JSONResponse:
    """Who issues, and with which keys (SD-JWT VC, section 5)."""
    with here.database.reading() as connection:
        found = {"issuer": here.settings.origin, "jwks": public_keys(connection)}
    return JSONResponse(found, headers=OPEN)


@routes.api("GET", "/credentials/keys/{key_id}", PUBLIC)
def one_public_key(here: Here, key_id: str) -> JSONResponse:
    """One public key (JWK), as an Open Badge names it."""
    with here.database.reading() as connection:
        keys = public_keys(connection)["keys"]
    found = next((key for key in keys if key["kid"] == key_id), None)
    if found is None:
        raise not_found()
    return JSONResponse(found, headers=OPEN)


@routes.api("GET", "/credentials/types/standing", PUBLIC)
def credential_type(here: Here) -> JSONResponse:
    """What a credential of this service means (SD-JWT VC Type Metadata)."""
    return JSONResponse(type_metadata(here.settings.origin), headers=OPEN)
