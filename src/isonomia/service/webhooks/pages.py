"""Webhooks: the steward's endpoints and their messages; the member's recipients, each off until chosen."""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _, speaking
from isonomia.service.access.declared import MEMBER, STEWARD, Asking, Here, Routes
from isonomia.service.forms import Form
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import invalid
from isonomia.service.webhooks import endpoints as verbs
from isonomia.service.webhooks.events import CHOSEN
from isonomia.service.webhooks.sharing import recipients_for, switch_off, switch_on, told_of

routes = Routes(tags=["webhooks"])


@routes.page("/webhooks", STEWARD)
def all_endpoints(request: Request, here: Here) -> HTMLResponse:
    """Every endpoint, what needs the steward first, and the form for a new one."""
    with here.database.reading() as connection:
        found, given_up = verbs.endpoints(connection), verbs.given_up(connection)
    return show(request, "webhooks.html.j2", endpoints=found, given_up=given_up, event_types=CHOSEN)


@routes.form("/webhooks", STEWARD)
def register_endpoint(request: Request, here: Here, form: Form) -> HTMLResponse:
    """Register one, and show its secret this once."""
    name, purpose = form.text("name", _("Recipient"), 120), form.text("purpose", _("What for"), 500)
    url = form.text("url", _("Address"), 500)
    with here.database.writing() as connection:
        endpoint_id, secret = verbs.register(connection, here, name, purpose, url, form.all("event_type"))
    return show(request, "webhook_secret.html.j2", endpoint_id=endpoint_id, name=name, secret=secret)


@routes.page("/webhooks/{endpoint_id}", STEWARD)
def one_endpoint(request: Request, here: Here, endpoint_id: str) -> HTMLResponse:
    """An endpoint and its latest messages."""
    with here.database.reading() as connection:
        found = verbs.endpoint(connection, endpoint_id)
        sent = verbs.deliveries(connection, endpoint_id)
    return show(request, "webhook.html.j2", endpoint=found, deliveries=sent)


@routes.form("/webhooks/{endpoint_id}/secret", STEWARD)
def renew_secret(request: Request, here: Here, endpoint_id: str) -> HTMLResponse:
    """Another secret, shown this once."""
    with here.database.writing() as connection:
        secret = verbs.renew_secret(connection, here, endpoint_id)
        name = verbs.endpoint(connection, endpoint_id).name
    return show(request, "webhook_secret.html.j2", endpoint_id=endpoint_id, name=name, secret=secret)


@routes.form("/webhooks/{endpoint_id}/state", STEWARD)
def change_state(here: Here, endpoint_id: str, form: Form) -> RedirectResponse:
    """Switch it off or on, or send it a test."""
    wish = form.text("wish")
    with here.database.writing() as connection:
        verbs.endpoint(connection, endpoint_id)
        if wish == "disable":
            verbs.disable(connection, here, endpoint_id, "by-steward")
        elif wish == "enable":
            verbs.enable(connection, here, endpoint_id)
        elif wish == "test":
            verbs.send_test(connection, here, endpoint_id)
        else:
            raise invalid(_("'{wish}' cannot be done with an endpoint.").format(wish=wish[:40]))
    return go(f"/webhooks/{endpoint_id}")


@routes.form("/webhooks/deliveries/{delivery_id}/replay", STEWARD)
def replay(here: Here, delivery_id: Annotated[int, Path(ge=1, lt=2**63)]) -> RedirectResponse:
    """Send a message again."""
    with here.database.writing() as connection:
        endpoint_id = verbs.replay(connection, here, delivery_id)
    return go(f"/webhooks/{endpoint_id}")


@routes.page("/me/sharing", MEMBER)
def my_recipients(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """Who could be told, who is, and what was told."""
    assert actor.member is not None
    with here.database.reading() as connection, speaking(language_of(request)):
        found = recipients_for(connection, actor.member)
        told = told_of(connection, actor.member)
    return show(request, "sharing.html.j2", recipients=found, told=told)


@routes.form("/me/sharing/{endpoint_id}", MEMBER)
def switch(request: Request, here: Here, actor: Asking, endpoint_id: str, form: Form) -> RedirectResponse:
    """Switch a recipient on or off."""
    assert actor.member is not None
    with here.database.writing() as connection, speaking(language_of(request)):
        if form.is_ticked("on"):
            switch_on(connection, here, actor.member, endpoint_id)
        else:
            switch_off(connection, here, actor.member, endpoint_id)
    return go("/me/sharing")
