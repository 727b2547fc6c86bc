"""What the script of the pages asks for, and the form that removes a passkey."""

import json
from importlib.resources import files
from typing import Annotated, Any

from fastapi import Body, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from webauthn import options_to_json

from isonomia.service.access.attempts import count_attempt
from isonomia.service.access.cookies import begin_here, signed_in
from isonomia.service.access.declared import PUBLIC, SIGNED_IN, Asking, Here, Routes
from isonomia.service.account.ways_in import require_recent
from isonomia.service.pages import go
from isonomia.service.passkeys.answers import refused
from isonomia.service.passkeys.registration import keep, register, registration_options, remove
from isonomia.service.passkeys.signing_in import accept, sign_in_options, signed

routes = Routes(tags=["passkeys"])

Answer = Annotated[dict[str, Any], Body(description="A PublicKeyCredential as the browser's toJSON() gives it.")]


@routes.page("/static/passkey.js", PUBLIC)
def script() -> Response:
    """The script that talks with the browser about passkeys."""
    text = (files("isonomia.service") / "static" / "passkey.js").read_text(encoding="utf-8")
    return Response(text, media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


@routes.api("POST", "/api/v1/passkeys/challenge", PUBLIC)
def begin_sign_in(request: Request, here: Here) -> JSONResponse:
    """A challenge to sign in with."""
    count_attempt(request, here, "passkey")
    with here.database.writing() as connection:
        options = sign_in_options(connection, here)
    return JSONResponse(json.loads(options_to_json(options)))


@routes.api("POST", "/api/v1/passkeys/sign-in", PUBLIC)
def finish_sign_in(request: Request, here: Here, answer: Answer) -> JSONResponse:
    """Sign in with the answer to a challenge; sets the session's cookie."""
    found = signed(here, answer)
    with here.database.writing() as connection:
        is_accepted = accept(connection, here, found)
        token = begin_here(request, connection, found.person_id, "passkey") if is_accepted else ""
    if not is_accepted:  # after the transaction, so that what it noted stays
        raise refused()
    return signed_in(here, JSONResponse({"to": "/"}), token)


@routes.api("POST", "/api/v1/passkeys/registration", SIGNED_IN)
def begin_registration(here: Here, actor: Asking) -> JSONResponse:
    """A challenge to register a passkey with."""
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        options = registration_options(connection, here, actor)
    return JSONResponse(json.loads(options_to_json(options)))


@routes.api("POST", "/api/v1/passkeys", SIGNED_IN)
def finish_registration(request: Request, here: Here, actor: Asking, answer: Answer, name: str = "") -> JSONResponse:
    """Keep the passkey of an answer. Whoever came by an invitation has signed in with it from now on."""
    row = register(here, actor, answer)
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        keep(connection, here, actor, row, name)
        came_by_invitation = actor.way == "invitation"
        token = begin_here(request, connection, actor.actor_id, "passkey") if came_by_invitation else ""
    done = JSONResponse({"to": "/account"}, 201)
    return signed_in(here, done, token) if came_by_invitation else done


@routes.form("/account/passkeys/{credential_id}/remove", SIGNED_IN)
def remove_now(here: Here, actor: Asking, credential_id: str) -> RedirectResponse:
    """Remove a passkey."""
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        remove(connection, here, actor, credential_id)
    return go("/account")
