"""Pages: Jinja2 with everything escaped, in the language of whoever reads, with nothing loaded from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import format_date, format_datetime
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from isonomia.locale import _, ngettext, speaking, translated
from isonomia.service.access.actor import Actor, Role
from isonomia.service.access.declared import actor_of, instance_of

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
                reader=translated(language),
                navigation=navigation(actor_of(request)),
                actor=actor_of(request),
                instance=instance,
                path=request.url.path,
                day=lambda value: format_date(value, "long", locale=language),
                moment=lambda value: format_datetime(value, "medium", tzinfo=instance.zone_of.zone, locale=language),
                **content,
            )
        )
    answer = HTMLResponse(made, status)
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


def navigation(actor: Actor) -> list[tuple[str, str]]:
    """Where an actor can go, by role: address and words."""
    places = {
        Role.RECORDER: [("/record", _("Record facts"))],
        Role.MEMBER: [("/me", _("My standing")), ("/me/statement", _("My statement")), ("/me/notices", _("Notices"))],
        Role.STEWARD: [("/steward/scheme", _("Change the scheme"))],
        Role.AUDITOR: [("/audit", _("Audit"))],
    }
    return [place for role, found in places.items() if actor.has(role) for place in found]


def go(path: str) -> RedirectResponse:
    """After a form: on to a page (303, so that reloading does not send the form again)."""
    assert path.startswith("/") and not path.startswith("//"), path
    return RedirectResponse(path, 303)


@cache
def style_sheet() -> str:
    """One style for all pages: that of the reports, and what only the service needs."""
    own = files("isonomia.service") / "static" / "service.css"
    shared = files("isonomia.report") / "templates" / "style.css"
    return shared.read_text(encoding="utf-8") + own.read_text(encoding="utf-8")
