"""The log as anyone reads it (https://c2sp.org/tlog-tiles): a checkpoint, tiles, and the keys."""

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse

from isonomia.errors import NotVerified
from isonomia.service.access.declared import PUBLIC, Here, Routes
from isonomia.service.log.keys import published_successions, signing_key
from isonomia.service.log.publish import TilesInDatabase, add_cosignatures, latest
from isonomia.service.problems import invalid, not_found
from isonomia.transparency.tile import Tile

routes = Routes(prefix="/log", tags=["log"])
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
LARGEST_NOTE = 64 * 1024
NOTE = {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}}


@routes.api("GET", "/checkpoint", PUBLIC, response_class=PlainTextResponse)
def checkpoint(here: Here) -> PlainTextResponse:
    """The latest checkpoint, with the cosignatures that were given."""
    with here.database.reading() as connection:
        found = latest(connection)
    if found is None:
        raise not_found()
    return PlainTextResponse(found[1])


@routes.api("GET", "/key", PUBLIC, response_class=PlainTextResponse)
def key(here: Here) -> PlainTextResponse:
    """The log's public key, one line."""
    with here.database.reading() as connection:
        return PlainTextResponse(f"{signing_key(connection).verifier}\n")


@routes.api("GET", "/successions", PUBLIC, response_class=PlainTextResponse)
def all_successions(here: Here) -> PlainTextResponse:
    """Which key of the log followed which, signed by both; empty while the first key is in force."""
    with here.database.reading() as connection:
        return PlainTextResponse(published_successions(connection))


@routes.api("GET", "/tile/{path:path}", PUBLIC, response_class=Response)
def tile(here: Here, path: str) -> Response:
    """A tile of hashes, or a bundle of entries."""
    wanted = Tile.parse(f"tile/{path}")
    if wanted is None:
        raise not_found()
    with here.database.reading() as connection:
        data = TilesInDatabase(connection).read([wanted.path]).get(wanted.path)
    if data is None:
        raise not_found()
    headers = FOR_EVER if wanted.is_full else {}
    return Response(data, media_type="application/octet-stream", headers=headers)


@routes.api("POST", "/cosignatures", PUBLIC, openapi_extra={"requestBody": NOTE})
async def cosignatures(request: Request, here: Here) -> dict[str, int]:
    """A checkpoint with cosignatures of witnesses that this instance knows; others are passed over."""
    data = await request.body()
    if len(data) > LARGEST_NOTE:
        raise invalid("a checkpoint is shorter")

    def work() -> int:
        with here.database.writing() as connection:
            return add_cosignatures(connection, here, data)

    try:
        return {"added": await run_in_threadpool(work)}
    except NotVerified as error:
        raise invalid(str(error)) from None
