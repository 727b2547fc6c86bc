"""Taking one's data along."""

import json

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from isonomia.service.access.actor import Actor
from isonomia.service.access.declared import SIGNED_IN, Asking, Here, Routes
from isonomia.service.exports.exports import as_archive, export_of, ledger_of
from isonomia.service.instance.instance import Instance
from isonomia.service.members.membership import number_of
from isonomia.service.pages import show

routes = Routes(tags=["exports"])


@routes.page("/me/export", SIGNED_IN)
def export_page(request: Request) -> HTMLResponse:
    """The two ways."""
    return show(request, "export.html.j2")


def _everything(here: Instance, actor: Actor) -> dict[str, object]:
    with here.database.reading() as connection:
        return export_of(connection, here, actor, number_of(connection, actor.actor_id))


@routes.api("GET", "/me/export.json", SIGNED_IN, response_class=Response)
def as_json_file(here: Here, actor: Asking) -> Response:
    """Everything in one JSON file."""
    text = json.dumps(_everything(here, actor), ensure_ascii=False, indent=2, default=str)
    return _file(text.encode(), "application/json", "my-data.json")


@routes.api("GET", "/me/ledger.jsonl", SIGNED_IN, response_class=Response)
def as_ledger_file(here: Here, actor: Asking) -> Response:
    """The person's part of the ledger, as `isonomia score` reads it."""
    with here.database.reading() as connection:
        member = number_of(connection, actor.actor_id)
        text = ledger_of(connection, member) if member is not None else ""
    return _file(text.encode(), "application/jsonl", "my-ledger.jsonl")


@routes.api("GET", "/me/export.zip", SIGNED_IN, response_class=Response)
def as_zip_file(here: Here, actor: Asking) -> Response:
    """Everything as CSV tables in one archive."""
    tables = _everything(here, actor)["tables"]
    return _file(as_archive(tables), "application/zip", "my-data.zip")  # type: ignore[arg-type]


def _file(data: bytes, media_type: str, name: str) -> Response:
    return Response(data, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
