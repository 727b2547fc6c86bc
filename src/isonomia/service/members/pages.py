"""Joining: what is recorded, why, how long and by whom, before anyone agrees."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from isonomia.locale import speaking
from isonomia.procedure.consequence_case import Stage
from isonomia.service.access.actor import Actor
from isonomia.service.access.cookies import begin_here, signed_in
from isonomia.service.access.declared import MEMBER, PUBLIC, Asking, Here, Routes
from isonomia.service.account.ways_in import ways_in
from isonomia.service.consequences.cases import readable_cases
from isonomia.service.disputes.kept import readable_disputes
from isonomia.service.forms import Form
from isonomia.service.instance.instance import Instance
from isonomia.service.members.joining import invited, join, leave, to_agree_to, use_invitation
from isonomia.service.members.language import choose_language
from isonomia.service.notices.notices import note_read, notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.pages import go, language_of, show
from isonomia.service.people.arrival import expect_not_guessed
from isonomia.service.problems import not_found
from isonomia.service.scheme_versions.change import on_its_way

routes = Routes(tags=["members"])


@routes.page("/join/{token}", PUBLIC)
def join_page(request: Request, here: Here, token: str) -> HTMLResponse:
    """What one agrees to."""
    with here.database.reading() as connection:
        if invited(connection, here, token) is None:
            raise not_found()
        version = here.version(connection)
        coming = on_its_way(connection, here.today)
    told = coming if coming is not None and coming.state == "announced" else None
    sources = to_agree_to(version.written)
    return show(request, "join.html.j2", version=version, sources=sources, token=token, coming=told)


@routes.form("/join/{token}", PUBLIC)
def join_now(request: Request, here: Here, token: str, form: Form) -> RedirectResponse:
    """Agree and join: signs the person in as well."""
    expect_not_guessed(request, here, token)
    with here.database.writing() as connection:
        person_id = invited(connection, here, token)
        if person_id is None:
            raise not_found()
        version = here.version(connection)
        agreed = [name for name in version.written.file.sources if form.is_ticked(f"source.{name}")]
        join(connection, here, person_id, agreed, version, shown=version.digest)
        use_invitation(connection, token, here.now)
        choose_language(connection, person_id, language_of(request))  # in which the page was read and agreed to
        session = begin_here(request, connection, person_id, "invitation")
    return signed_in(here, go("/me"), session)


@routes.page("/me/leave", MEMBER)
def leave_page(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What leaving means."""
    with here.database.reading() as connection:
        open_matters = _open_matters(connection, here, actor)
        can_return = ways_in(connection, actor.actor_id).any
    return show(request, "leave.html.j2", open_matters=open_matters, can_return=can_return)


def _open_matters(connection: Connection, here: Instance, actor: Actor) -> int:
    """How many disputes and appeals of a member are open and go on without the member."""
    disputes = [item for item in readable_disputes(connection, here, actor) if item.is_open]
    cases = [case for case in readable_cases(connection, here, actor) if case.open_appeal is not None]
    return len(disputes) + len([case for case in cases if case.standing_stage is not Stage.NOTICED])


@routes.form("/me/leave", MEMBER)
def leave_now(here: Here, actor: Asking) -> RedirectResponse:
    """Leave, at once."""
    assert actor.member is not None
    with here.database.writing() as connection:
        is_more_to_read = bool(_open_matters(connection, here, actor))
        leave(connection, here, actor.actor_id, actor.member)
    return go("/me/disputes" if is_more_to_read else "/")


@routes.page("/me/notices", MEMBER)
def my_notices(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """Everything the member was told, latest first."""
    assert actor.member is not None
    with here.database.writing() as connection:
        found = notices_of(connection, actor.member)
        note_read(connection, actor.member, here.now)
    with speaking(language_of(request)):
        lines = [(item, words_of(item.kind, item.parameters)) for item in found]
    return show(request, "notices.html.j2", lines=lines)
