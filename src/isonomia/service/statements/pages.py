"""My standing and my statement: every point with its rule, its source and what becomes of it."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from isonomia.locale import speaking
from isonomia.report.statement_page import statement_content
from isonomia.score.statement.as_json import as_json
from isonomia.service.access.declared import MEMBER, Asking, Here, Routes
from isonomia.service.matters.fact_file import fact_address
from isonomia.service.notices.notices import unread
from isonomia.service.pages import language_of, show
from isonomia.service.problems import not_found
from isonomia.service.scheme_versions.change import on_its_way
from isonomia.service.statements.statements import Made, statement_of

routes = Routes(tags=["statements"])


def _made(here: Here, actor: Asking, language: str) -> Made:
    assert actor.member is not None
    with here.database.reading() as connection:
        made = statement_of(connection, here, actor.member, language)
    if made is None:
        raise not_found()
    return made


@routes.page("/me", MEMBER)
def my_standing(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """Score, band, what changes next, and where everything else is."""
    made = _made(here, actor, language_of(request))
    assert actor.member is not None
    with here.database.reading() as connection:
        count = unread(connection, actor.member)
        coming = on_its_way(connection, here.today)
    told = coming if coming is not None and coming.state == "announced" else None
    return show(request, "me.html.j2", made=made.statement, unread=count, coming=told)


@routes.page("/me/statement", MEMBER)
def my_statement(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """The statement, line by line."""
    language = language_of(request)
    found = _made(here, actor, language)
    with speaking(language):
        content = statement_content(found.accounts, found.in_words, found.known_from, fact_address)
    return show(request, "statement_page.html.j2", **content)


@routes.api("GET", "/api/v1/me/statement", MEMBER)
def my_statement_as_data(request: Request, here: Here, actor: Asking) -> dict[str, Any]:
    """The same statement for a program of the member's."""
    found = _made(here, actor, language_of(request))
    return {"version": found.version.number, **as_json(found.statement), "origins": found.origins()}
