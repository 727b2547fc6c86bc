"""The public pages: the scheme in plain words, its text, its check, and the SQL that anyone can recompute with."""

from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse

from isonomia.check.run import check_text
from isonomia.check.settings import Settings
from isonomia.locale import speaking
from isonomia.score.sql.query import build_query
from isonomia.service.access.declared import PUBLIC, Here, Routes
from isonomia.service.pages import language_of, show
from isonomia.service.scheme_versions.plain_words import plain_words

routes = Routes(tags=["scheme"])


@routes.page("/", PUBLIC)
def front(request: Request, here: Here) -> HTMLResponse:
    """What this scheme is, in plain words."""
    with here.database.reading() as connection:
        version = here.version(connection)
    language = language_of(request)
    with speaking(language):
        words = plain_words(version.scheme, language)
        report = check_text(version.written.path, version.written.text, Settings(as_of=here.today))
    return show(request, "front.html.j2", version=version, words=words, report=report)


@routes.api("GET", "/scheme.yaml", PUBLIC, response_class=PlainTextResponse)
def scheme_text(here: Here) -> PlainTextResponse:
    """The scheme as it is scored today."""
    with here.database.reading() as connection:
        return PlainTextResponse(here.version(connection).scheme.text, media_type="application/yaml")


@routes.api("GET", "/scheme.sql", PUBLIC, response_class=PlainTextResponse)
def scheme_sql(here: Here) -> PlainTextResponse:
    """The query that the scheme compiles to, for PostgreSQL."""
    with here.database.reading() as connection:
        version = here.version(connection)
    return PlainTextResponse(build_query(version.scheme, here.now, here.now, "postgres"), media_type="application/sql")
