"""Pages: Jinja2 with everything escaped, in the language of whoever reads, with nothing loaded from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_datetime
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from isonomia.locale import _, ngettext, speaking, translated
from isonomia.score.statement.words import day_in_words
from isonomia.service.access.actor import Actor, Role
from isonomia.service.access.declared import actor_of, instance_of
from isonomia.service.account.ways_in import ways_in

LANGUAGES = ("en", "de")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("isonomia.service"), PackageLoader("isonomia.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["signed"] = lambda points: f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"
    environment.filters["plain"] = lambda points: str(points).replace("-", "\N{MINUS SIGN}")
    return environment


def language_of(request: Request) -> str:
    """The reader's language: as chosen in the address or by the person, else as the browser asks, else English."""
    asked = [request.query_params.get("language", ""), request.cookies.get("language", ""), actor_of(request).language]
    wishes = [part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    for wish in [*asked, *wishes]:
        if wish.split("-")[0].lower() in LANGUAGES:
            return wish.split("-")[0].lower()
    return LANGUAGES[0]


def show(request: Request, template: str, status: int = 200, **content: Any) -> HTMLResponse:
    """A page of this room."""
    language = language_of(request)
    instance = instance_of(request)
    with speaking(language):
        made = (
            _environment()
            .get_template(template)
            .render(
                _=_,
                ngettext=ngettext,
                reader=translated(language, for_members=True),
                navigation=navigation(actor_of(request)),
                lacks_way_in=lambda: _lacks_way_in(request),
                actor=actor_of(request),
                instance=instance,
                path=request.url.path,
                in_language=lambda code: _in_language(request, code),
                day=lambda value: day_in_words(value, language),
                moment=lambda value: format_datetime(value, "medium", tzinfo=instance.zone_of.zone, locale=language),
                **content,
            )
        )
    answer = HTMLResponse(made, status)
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


def _in_language(request: Request, language: str) -> str:
    """This page in another language: relative, so that no path, such as one that begins with //, leads elsewhere."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "language"]
    return "?" + urlencode([*kept, ("language", language)])


def _lacks_way_in(request: Request) -> bool:
    """Whether whoever came by an invitation cannot come back yet."""
    actor = actor_of(request)
    if actor.way != "invitation":
        return False
    with instance_of(request).database.reading() as connection:
        return not ways_in(connection, actor.actor_id).any


def navigation(actor: Actor) -> list[tuple[str, str]]:
    """Where an actor can go, by role: address and words."""
    places = {
        Role.RECORDER: [("/record", _("Record facts"))],
        Role.MEMBER: [
            ("/me", _("My standing")),
            ("/me/statement", _("My statement")),
            ("/me/consequences", _("What follows")),
            ("/me/disputes", _("Disputes and appeals")),
            ("/me/notices", _("Notices")),
        ],
        Role.REVIEWER: [("/desk", _("Desk"))],
        Role.STEWARD: [
            ("/steward/scheme", _("Change the scheme")),
            ("/people", _("People")),
            ("/machine-keys", _("Machine keys")),
            ("/webhooks", _("Webhooks")),
            ("/late", _("Late decisions")),
        ],
        Role.AUDITOR: [("/audit", _("Audit")), ("/late", _("Late decisions"))],
    }
    found = [place for role, places_of in places.items() if actor.has(role) for place in places_of]
    return list(dict.fromkeys(found))


def go(path: str) -> RedirectResponse:
    """After a form: on to a page (303, so that reloading does not send the form again)."""
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValueError("a form leads to a page of this service")
    return RedirectResponse(path, 303)


@cache
def style_sheet() -> str:
    """One style for all pages: that of the reports, and what only the service needs."""
    own = files("isonomia.service") / "static" / "service.css"
    shared = files("isonomia.report") / "templates" / "style.css"
    return shared.read_text(encoding="utf-8") + own.read_text(encoding="utf-8")
