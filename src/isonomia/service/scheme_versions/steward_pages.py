"""Changing the scheme: a steward proposes, sees what it does, another confirms; it can be withdrawn until its day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from isonomia.diagnostics.render import render_one
from isonomia.errors import NotAllowed, SchemeError, UsageError
from isonomia.locale import _, said_day, speaking
from isonomia.procedure.deadlines import last_day, terms_of
from isonomia.service.access.declared import STEWARD, Asking, Here, Routes
from isonomia.service.forms import Form, SentForm
from isonomia.service.instance.instance import Instance
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import Problem, conflict, invalid
from isonomia.service.scheme_versions.change import (
    announce,
    confirms,
    count_of_stewards,
    discard,
    on_its_way,
    propose,
    withdraw,
)
from isonomia.service.scheme_versions.changes import in_words, text_lines
from isonomia.service.scheme_versions.check_words import check_in_words
from isonomia.service.scheme_versions.comparing import compute_again, differences_now, progress
from isonomia.service.scheme_versions.in_force import version_of
from isonomia.service.scheme_versions.prepare import NAME, CannotFollow, Prepared, prepare, prepare_again
from isonomia.service.scheme_versions.preview import name_of
from isonomia.service.scheme_versions.preview_words import preview_words
from isonomia.service.statistics.ask import stored
from isonomia.service.statistics.budget import Asker, left_milli

routes = Routes(tags=["scheme"])
HERE = "/steward/scheme"
LONGEST_SCHEME = 400_000


@contextmanager
def _obeying() -> Iterator[None]:
    """What the procedure forbids, or the texts do not allow, as an answer to the steward."""
    try:
        yield
    except (NotAllowed, UsageError) as error:
        raise conflict("not-allowed", f"{str(error)[:1].upper()}{str(error)[1:]}.", error.remedy) from None


@routes.page("/steward/scheme", STEWARD)
def change_page(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What is on its way, or the form for a new version."""
    return show(request, "steward_scheme.html.j2", **_content(request, here, actor.actor_id))


def _content(request: Request, here: Instance, steward: str) -> dict[str, Any]:
    with speaking(language_of(request)), here.database.reading() as connection:
        row = on_its_way(connection, here.today)
        now = here.version(connection)
        found: dict[str, Any] = {"now": now, "row": row, "faults": [], "sent": {}, "day_of_effect": None}
        if row is None:
            terms = terms_of(now.written.file.rights)
            return found | {
                "notice_until": last_day(here.today, terms.change_notice),
                "left": left_milli(connection, Asker.CHANGE, here.today) / 1000,
            }
        coming = version_of(row)
        prepared, barred = None, None
        if row.state == "proposed":
            try:
                prepared = _again(connection, here, row)
            except Problem as problem:
                barred = problem
        answer = stored(connection, name_of(row.version))
        under_way = progress(connection, row, prepared.effective_on) if prepared is not None else None
        return found | {
            "coming": coming,
            "changes": in_words(now.written, coming.written),
            "lines": text_lines(now.written.text, coming.written.text),
            "check": check_in_words(coming.written, here.today),
            "remarks": prepared.merged.remarks if prepared is not None else (),
            "day_of_effect": prepared.effective_on if prepared is not None else row.effective_on,
            "preview": preview_words(answer) if answer is not None else None,
            "barred": barred,
            "under_way": under_way,
            "may_confirm": barred is None and under_way is None and confirms(connection, steward, row.proposed_by),
            "stewards": count_of_stewards(connection),
        }


@routes.form("/steward/scheme", STEWARD)
def propose_now(request: Request, here: Here, actor: Asking, form: Form) -> Response:
    """Propose: the text is read, checked and kept; nobody is told yet."""
    text, summary, wished = _text_of(form), form.text("summary", _("What changes, in your words"), 2000), _day_of(form)
    try:
        with _obeying(), here.database.reading() as connection:
            prepared = prepare(connection, here, actor.actor_id, text, wished)
    except (SchemeError, CannotFollow) as fault:
        content = _content(request, here, actor.actor_id)
        content |= {
            "faults": _faults(fault, text),
            "sent": {"text": text, "summary": summary, "day": form.optional("day")},
        }
        return show(request, "steward_scheme.html.j2", 422, **content)
    with here.database.writing() as connection:
        propose(connection, here, actor.actor_id, prepared, summary)
    return go(HERE)


@routes.form("/steward/scheme/announce", STEWARD)
def announce_now(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Confirm: from now on every member knows, and the day stands."""
    number = _number_of(form)
    with _obeying(), here.database.reading() as connection:
        row, prepared = _proposed(connection, here, number)
        is_compared = row.compared_on == prepared.effective_on
        own = differences_now(connection, here, prepared) if is_compared else None
    if form.text("day") != prepared.effective_on.isoformat():
        raise conflict(
            "day-moved",
            _("Announced today it would take effect on {day}.").format(day=said_day(prepared.effective_on)),
            _("Go back, and confirm it for that day."),
        )
    if own is None:
        if is_compared:
            with here.database.writing() as connection:
                compute_again(connection, number)
        raise conflict(
            "being-computed",
            _("What it does to each member is being computed."),
            _("Wait until the page says that it is done, and confirm then."),
        )
    with here.database.writing() as connection:
        announce(connection, here, actor.actor_id, prepared, own)
    return go(HERE)


@routes.form("/steward/scheme/discard", STEWARD)
def discard_now(here: Here, form: Form) -> RedirectResponse:
    """Take a proposal back of which nobody was told."""
    with here.database.writing() as connection:
        discard(connection, here, _number_of(form))
    return go(HERE)


@routes.form("/steward/scheme/withdraw", STEWARD)
def withdraw_now(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Withdraw what was announced; every member is told why."""
    reason = form.text("reason", _("Why"), 2000)
    number = _number_of(form)
    with _obeying(), here.database.writing() as connection:
        if on_its_way(connection, here.today) is None:
            raise conflict("version-state", _("No version is on its way."))
        withdraw(connection, here, actor.actor_id, number, reason)
    return go(HERE)


def _proposed(connection: Any, here: Instance, number: int) -> tuple[Any, Prepared]:
    row = on_its_way(connection, here.today)
    if row is None or row.version != number or row.state != "proposed":
        raise conflict("version-state", _("This version is not proposed any more."))
    return row, _again(connection, here, row)


def _again(connection: Any, here: Instance, row: Any) -> Prepared:
    """What was proposed, read again as of today: law may have come into force since then."""
    try:
        with _obeying():
            return prepare_again(connection, here, row)
    except (SchemeError, CannotFollow) as fault:
        remedy = _("Take it back, and propose one that is mended.")
        raise conflict("cannot-follow", _("It cannot be announced: {why}").format(why=fault), remedy) from None


def _text_of(form: SentForm) -> str:
    upload = form.file("file")
    if upload is None:
        return form.text("text", _("Text"), LONGEST_SCHEME).replace("\r\n", "\n") + "\n"
    data = upload.file.read(LONGEST_SCHEME + 1)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise invalid(_("The file is not text in UTF-8."), _("Save it as UTF-8 and send it again.")) from None
    if len(data) > LONGEST_SCHEME or "\0" in text:
        raise invalid(_("The file is too long, or is not text."))
    return text


def _day_of(form: SentForm) -> date | None:
    given = form.optional("day")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise invalid(_("'{text}' is no day.").format(text=given), _("Write it as 2026-05-01.")) from None


def _number_of(form: SentForm) -> int:
    given = form.text("version")
    if not given.isdecimal() or len(given) > 6:
        raise invalid(_("'{text}' is no version.").format(text=given))
    return int(given)


def _faults(fault: SchemeError | CannotFollow, text: str) -> list[dict[str, str]]:
    """Each fault with its place: a snippet for what the format refuses, a sentence for what may not run."""
    if isinstance(fault, SchemeError):
        rendered = [render_one(item, {NAME: text}).partition("\n") for item in fault.diagnostics]
        return [{"message": message, "snippet": snippet} for message, _newline, snippet in rendered]
    return [
        {"place": item.place, "code": item.code, "message": item.message, "remedy": item.remedy}
        for item in fault.objections
    ]
