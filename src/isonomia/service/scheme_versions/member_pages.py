"""What a change of the scheme does to me: my own difference, and consent to what is new."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import speaking
from isonomia.service.access.declared import MEMBER, Asking, Here, Routes
from isonomia.service.forms import Form
from isonomia.service.members.agreeing import agree, agreed_sources
from isonomia.service.members.joining import SourceToAgreeTo, to_agree_to
from isonomia.service.pages import go, language_of, show
from isonomia.service.problems import not_found
from isonomia.service.scheme_versions.changes import in_words, text_lines
from isonomia.service.scheme_versions.differences import Schemes, differences
from isonomia.service.scheme_versions.history import Told, history

routes = Routes(tags=["scheme"])


@routes.page("/me/scheme-change", MEMBER)
def my_change(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """The latest change: what it says, what it does to this member, and what of it needs consent."""
    assert actor.member is not None
    with here.database.reading() as connection:
        found = _latest(connection, here)
        before = found.before
        assert before is not None
        version = found.version
        own = None
        if found.state == "announced":
            schemes = Schemes.between(here.version(connection), version)
            own = differences(connection, here, schemes, [actor.member]).get(actor.member)
        asked = _still_asked(found, agreed_sources(connection, actor.member))
    with speaking(language_of(request)):
        changes = in_words(before.written, version.written)
    lines = text_lines(before.written.text, version.written.text)
    return show(request, "my_change.html.j2", told=found, own=own, asked=asked, changes=changes, lines=lines)


@routes.form("/me/scheme-change", MEMBER)
def agree_to_new(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Agree to sources of the new version, each on its own; what is not ticked stays closed."""
    assert actor.member is not None
    with here.database.writing() as connection:
        found = _latest(connection, here)
        asked = _still_asked(found, agreed_sources(connection, actor.member))
        chosen = [source.name for source in asked if form.is_ticked(f"source.{source.name}")]
        agree(connection, actor.member, chosen, found.version, here.now)
    return go("/me/scheme-change")


def _latest(connection: Any, here: Any) -> Told:
    changes = [item for item in history(connection, here.today) if item.before is not None]
    if not changes:
        raise not_found()
    return changes[0]


def _still_asked(found: Told, agreed: frozenset[str]) -> list[SourceToAgreeTo]:
    """Sources that the member has not agreed to: of a version to come the new ones, of a withdrawn one none."""
    if found.state == "withdrawn":
        return []
    known = found.before.written.file.sources if found.state == "announced" and found.before is not None else {}
    return [item for item in to_agree_to(found.version.written) if item.name not in agreed and item.name not in known]
