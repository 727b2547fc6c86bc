"""Statistics for everybody, once a month, and for the auditor, who may ask anew as long as the budget lasts."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import speaking
from isonomia.service.access.declared import AUDITOR, PUBLIC, Here, Routes
from isonomia.service.forms import Form
from isonomia.service.instance.instance import Instance
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import not_found
from isonomia.service.scheme_versions.history import history
from isonomia.service.statistics.ask import ask, stored
from isonomia.service.statistics.budget import LIMIT_MILLI, Asker, left_milli, quarter_end
from isonomia.service.statistics.questions import QUESTIONS
from isonomia.service.statistics.words import Shown, shown

routes = Routes(tags=["statistics"])


def _shown(connection: Any, here: Instance, asker: Asker | None) -> list[Shown]:
    scheme = here.version(connection).scheme
    answers = [stored(connection, question.name, asker=asker) for question in QUESTIONS]
    return [shown(answer, scheme) for answer in answers if answer is not None]


@routes.page("/statistics", PUBLIC)
def statistics_page(request: Request, here: Here) -> HTMLResponse:
    """The statistics of the month."""
    with here.database.reading() as connection, speaking(language_of(request)):
        found = _shown(connection, here, Asker.PUBLIC)
    return show(request, "statistics.html.j2", found=found)


@routes.page("/audit", AUDITOR)
def audit_page(request: Request, here: Here) -> HTMLResponse:
    """What the auditor sees: aggregates, versions, the budget, and how to verify the log."""
    with here.database.reading() as connection, speaking(language_of(request)):
        content: dict[str, Any] = {
            "found": _shown(connection, here, None),
            "versions": history(connection, here.today),
            "budgets": [
                (str(asker), left_milli(connection, asker, here.today) / 1000, limit / 1000)
                for asker, limit in LIMIT_MILLI.items()
            ],
        }
    until = quarter_end(here.today)
    return show(request, "audit.html.j2", questions=QUESTIONS, until=until, **content)


@routes.form("/audit/ask", AUDITOR)
def ask_now(here: Here, form: Form) -> RedirectResponse:
    """Ask a question anew; on the same day the answer is the same and costs nothing."""
    wanted = {question.name: question for question in QUESTIONS}.get(form.text("question"))
    if wanted is None:
        raise not_found()
    with here.database.writing() as connection:
        ask(connection, here, Asker.AUDIT, wanted)
    return go("/audit")
