"""The steward's page of machine keys. A secret is on the answer that makes it, and nowhere else."""

from datetime import timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _, speaking
from isonomia.service.access.declared import STEWARD, Asking, Here, Routes
from isonomia.service.access.keys import all_keys, make_key, revoke_key
from isonomia.service.access.scopes import scopes
from isonomia.service.account.ways_in import require_recent
from isonomia.service.audit.entries import note
from isonomia.service.forms import Form
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import invalid, not_found

routes = Routes(tags=["machine keys"])

MOST_DAYS = 730


@routes.page("/machine-keys", STEWARD)
def keys_page(request: Request, here: Here) -> HTMLResponse:
    """Every key, and a form for a new one."""
    with here.database.reading() as connection:
        found = all_keys(connection)
        scheme = here.version(connection).scheme
    with speaking(language_of(request)):
        known = scopes(scheme)
    return show(request, "machine_keys.html.j2", keys=found, scopes=known, now=here.now, most_days=MOST_DAYS)


@routes.form("/machine-keys", STEWARD)
def make_now(request: Request, here: Here, actor: Asking, form: Form) -> HTMLResponse:
    """Make a key; the answer shows its secret, once."""
    name = form.text("name", _("Name"), 200)
    days = form.text("days", _("Days"), 5)
    if not days.isdecimal() or not 1 <= int(days) <= MOST_DAYS:
        raise invalid(_("A key lasts from 1 to {most} days.").format(most=MOST_DAYS))
    wanted = form.all("scope")
    with here.database.writing() as connection:
        unknown = set(wanted) - set(scopes(here.version(connection).scheme))
        if not wanted or unknown:
            raise invalid(_("Choose at least one thing that the key is for."))
        require_recent(connection, here, actor)
        until = here.now + timedelta(days=int(days))
        key_id, secret = make_key(connection, name, " ".join(sorted(set(wanted))), here.now, until)
        note(connection, here, actor, "key-made", ("key", key_id))
    return show(request, "machine_key_made.html.j2", name=name, secret=secret, until=until)


@routes.form("/machine-keys/{key_id}/revoke", STEWARD)
def revoke_now(here: Here, actor: Asking, key_id: str) -> RedirectResponse:
    """End a key."""
    with here.database.writing() as connection:
        if not revoke_key(connection, key_id, here.now):
            raise not_found()
        note(connection, here, actor, "key-revoked", ("key", key_id))
    return go("/machine-keys")
