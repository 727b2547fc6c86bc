"""Pages: Jinja2 with everything escaped, in the language of whoever reads, with nothing loaded from elsewhere."""

from collections.abc import AsyncIterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_datetime
from babel.numbers import format_decimal
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from isonomia.locale import _, day_in_words, ngettext, speaking, translated
from isonomia.report.environment import plain, signed
from isonomia.service.access.actor import Actor, Role
from isonomia.service.access.declared import actor_of, instance_of
from isonomia.service.account.ways_in import ways_in
from isonomia.service.members.language import choose_language

LANGUAGES = ("en", "de")
A_YEAR = 365 * 24 * 60 * 60
"""Seconds for which a browser keeps the language that was chosen in it."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("isonomia.service"), PackageLoader("isonomia.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"signed": signed, "plain": plain}
    return environment


def language_of(request: Request) -> str:
    """The reader's language: as chosen in the address or by the person, else as the browser asks, else English."""
    kept = "" if "authorization" in request.headers else actor_of(request).language  # a program chose none
    asked = [chosen_language(request), request.cookies.get("language", ""), kept]
    wishes = [part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    for wish in [*asked, *wishes]:
        if wish.split("-")[0].lower() in LANGUAGES:
            return wish.split("-")[0].lower()
    return LANGUAGES[0]


def wants_page(request: Request) -> bool:
    """Whether a person reads the answer; programs get JSON."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def chosen_language(request: Request) -> str:
    """What a link of the page's foot asks for; empty if that is no language of ours."""
    wish = request.query_params.get("language", "")
    return wish if wish in LANGUAGES else ""


async def speak_as_asked(request: Request) -> AsyncIterator[None]:
    """Speak the reader's language for the whole request: what a handler refuses is read by the same person."""
    language = await run_in_threadpool(_language_kept, request)
    with speaking(language, for_members=True, on_pages=wants_page(request)):
        yield


def _language_kept(request: Request) -> str:
    """The reader's language; whoever is signed in and chooses one is told in it from now on."""
    chosen = chosen_language(request)
    if chosen and "authorization" not in request.headers:
        actor = actor_of(request)
        if actor.is_known and actor.language != chosen:
            with instance_of(request).database.writing() as connection:
                choose_language(connection, actor.actor_id, chosen)
    return language_of(request)


def show(request: Request, template: str, status: int = 200, **content: Any) -> HTMLResponse:
    """A page of this room."""
    language = language_of(request)
    instance = instance_of(request)
    with speaking(language, for_members=True):
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
                theirs=lambda text, scheme: marked(text, scheme.file.language, language),
                written_in=lambda text, other: marked(text, other, language),
                in_language=lambda code: _in_language(request, code),
                day=lambda value: day_in_words(value, language),
                amount=lambda value: format_decimal(value, locale=language),
                moment=lambda value: format_datetime(value, "medium", tzinfo=instance.zone_of.zone, locale=language),
                **content,
            )
        )
    answer = HTMLResponse(made, status)
    answer.headers["Vary"] = "Accept-Language, Cookie"
    if chosen_language(request):
        secure = instance.settings.is_secure
        answer.set_cookie("language", language, max_age=A_YEAR, secure=secure, httponly=True, samesite="lax")
    return answer


def marked(text: str, written_in: str, reader: str) -> str | Markup:
    """A scheme's own text, marked with its language where that is not the page's, as a screen reader needs it."""
    if not text or written_in.split("-", maxsplit=1)[0].lower() == reader:
        return text
    return Markup('<span lang="{}">{}</span>').format(written_in, text)


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
    if actor.has_left:
        found.append(("/me/disputes", _("Disputes and appeals")))
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
