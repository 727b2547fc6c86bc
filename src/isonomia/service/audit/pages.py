"""The auditor's page: every act that was noted."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from isonomia.locale import speaking
from isonomia.service.access.declared import AUDITOR, Here, Routes
from isonomia.service.audit.entries import entries
from isonomia.service.audit.words import acts
from isonomia.service.pages import language_of, show

routes = Routes(tags=["audit"])

PER_PAGE = 100


@routes.page("/audit/acts", AUDITOR)
def audit_page(request: Request, here: Here, before: int | None = None, act: str = "") -> HTMLResponse:
    """The latest acts; `before` leads to older ones, `act` to those of one kind."""
    with speaking(language_of(request)):
        words = acts()
    chosen = act if act in words else ""
    with here.database.reading() as connection:
        found = entries(connection, before, chosen, PER_PAGE)
    older = found[-1].entry_id if len(found) == PER_PAGE else None
    return show(request, "audit_acts.html.j2", entries=found, words=words, chosen=chosen, older=older)
