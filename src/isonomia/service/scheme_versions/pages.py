"""The public pages: the scheme in plain words, its versions, its check, and the SQL that anyone can recompute with."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse

from isonomia.locale import _, speaking
from isonomia.score.sql.query import build_query
from isonomia.service.access.declared import PUBLIC, Here, Routes
from isonomia.service.pages import language_of, show
from isonomia.service.problems import invalid, not_found
from isonomia.service.scheme_versions.change import on_its_way
from isonomia.service.scheme_versions.changes import in_words, text_lines
from isonomia.service.scheme_versions.check_words import check_in_words
from isonomia.service.scheme_versions.history import history, told
from isonomia.service.scheme_versions.plain_words import plain_words

routes = Routes(tags=["scheme"])
DIALECTS = ("postgres", "duckdb", "spark")


class YamlResponse(PlainTextResponse):
    """A scheme's text."""

    media_type = "application/yaml"


class SqlResponse(PlainTextResponse):
    """A query."""

    media_type = "application/sql"


A_SCHEME: dict[int | str, dict[str, Any]] = {
    200: {"description": "A scheme.", "content": {"application/yaml": {"schema": {"type": "object"}}}}
}


@routes.page("/", PUBLIC)
def front(request: Request, here: Here) -> HTMLResponse:
    """What this scheme is, in plain words."""
    with here.database.reading() as connection:
        version = here.version(connection)
        row = on_its_way(connection, here.today)
    coming = row if row is not None and row.state == "announced" else None
    language = language_of(request)
    with speaking(language):
        words = plain_words(version.written, language)
        check = check_in_words(version.written, here.today)
    return show(request, "front.html.j2", version=version, words=words, check=check, coming=coming, dialects=DIALECTS)


@routes.page("/scheme/versions", PUBLIC)
def versions_page(request: Request, here: Here) -> HTMLResponse:
    """Every version that members were told of."""
    with here.database.reading() as connection:
        found = history(connection, here.today)
    return show(request, "versions.html.j2", versions=found)


@routes.page("/scheme/versions/{number}", PUBLIC)
def version_page(request: Request, here: Here, number: int) -> HTMLResponse:
    """One version: what it changed, what the law says of it, its text."""
    with here.database.reading() as connection:
        found = told(connection, here.today, number)
    if found is None:
        raise not_found()
    version, before = found.version, found.before
    with speaking(language_of(request)):
        content: dict[str, Any] = {
            "changes": in_words(before.written, version.written) if before is not None else [],
            "lines": text_lines(before.written.text, version.written.text) if before is not None else [],
            "check": check_in_words(version.written, here.today),
        }
    return show(request, "version.html.j2", told=found, version=version, before=before, **content)


@routes.api("GET", "/scheme/versions/{number}/scheme.yaml", PUBLIC, response_class=YamlResponse, responses=A_SCHEME)
def version_text(here: Here, number: int) -> YamlResponse:
    """A version as its author wrote it."""
    with here.database.reading() as connection:
        found = told(connection, here.today, number)
    if found is None:
        raise not_found()
    return YamlResponse(found.version.written.text)


@routes.api("GET", "/scheme.yaml", PUBLIC, response_class=YamlResponse, responses=A_SCHEME)
def scheme_text(here: Here) -> YamlResponse:
    """The scheme as it is scored today, with what older versions still count."""
    with here.database.reading() as connection:
        return YamlResponse(here.version(connection).scheme.text)


@routes.api("GET", "/scheme.sql", PUBLIC, response_class=SqlResponse)
def scheme_sql(here: Here, dialect: str = DIALECTS[0]) -> SqlResponse:
    """The query that the scheme compiles to, for an engine."""
    if dialect not in DIALECTS:
        raise invalid(
            _("There is no query for '{name}'.").format(name=dialect),
            _("Ask for one of these: {names}.").format(names=", ".join(DIALECTS)),
        )
    with here.database.reading() as connection:
        version = here.version(connection)
    return SqlResponse(build_query(version.scheme, here.now, here.now, dialect))


@routes.page("/recompute", PUBLIC)
def recompute_page(request: Request, here: Here) -> HTMLResponse:
    """How anyone can compute a standing from what was exported."""
    return show(request, "recompute.html.j2", dialects=DIALECTS)
