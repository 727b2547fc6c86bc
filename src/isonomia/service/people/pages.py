"""The steward's pages of people."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from isonomia.locale import _, speaking
from isonomia.procedure import who_may as procedure
from isonomia.procedure.who_may import role_words
from isonomia.service.access.actor import Role
from isonomia.service.access.declared import STEWARD, Asking, Here, Routes
from isonomia.service.account.ways_in import require_recent
from isonomia.service.forms import Form, SentForm
from isonomia.service.pages import go, language_of, show
from isonomia.service.people.invitations import invite_again, invite_person, revoke_invitations
from isonomia.service.people.listing import MOST, Shown, find_people, find_person
from isonomia.service.people.roles import GIVEN, give_role, take_role
from isonomia.service.problems import invalid, not_found

routes = Routes(tags=["people"])

LONGEST_NAME = 200


@routes.page("/people", STEWARD)
def people_page(request: Request, here: Here, q: str = "", only_roles: str = "") -> HTMLResponse:
    """Everyone, or those who are looked for."""
    with here.database.reading() as connection:
        found = find_people(connection, q.strip()[:LONGEST_NAME], bool(only_roles))
    with speaking(language_of(request)):
        words = roles_in_words()
    return show(request, "people.html.j2", people=found, words=words, asked=q, only_roles=bool(only_roles), most=MOST)


def roles_in_words() -> dict[Role, str]:
    """What each role is called."""
    return {role: role_words(procedure.Role(role.value)) for role in Role}


@routes.form("/people", STEWARD)
def invite_now(request: Request, here: Here, actor: Asking, form: Form) -> HTMLResponse:
    """Invite someone new; the answer shows the link, once."""
    name = form.text("name", _("Name"), LONGEST_NAME)
    member = form.optional("member", LONGEST_NAME)
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        person_id, token = invite_person(connection, here, actor, name, member)
    return _shown_link(request, here, name, person_id, token)


@routes.page("/people/{person_id}", STEWARD)
def person_page(request: Request, here: Here, person_id: str) -> HTMLResponse:
    """One person's roles and invitation."""
    with here.database.reading() as connection:
        found = _found(connection, here, person_id)
        sources = list(here.version(connection).scheme.file.sources)
    with speaking(language_of(request)):
        words = roles_in_words()
    return show(request, "person.html.j2", found=found, words=words, given=GIVEN, sources=sources)


@routes.form("/people/{person_id}/invitation", STEWARD)
def invite_again_now(request: Request, here: Here, actor: Asking, person_id: str) -> HTMLResponse:
    """A new link for someone who is in the list."""
    with here.database.writing() as connection:
        found = _found(connection, here, person_id)
        require_recent(connection, here, actor)
        token = invite_again(connection, here, actor, person_id)
    return _shown_link(request, here, found.person.name, person_id, token)


@routes.form("/people/{person_id}/invitation/revoke", STEWARD)
def revoke_now(here: Here, actor: Asking, person_id: str) -> RedirectResponse:
    """The link opens nothing any more."""
    with here.database.writing() as connection:
        _found(connection, here, person_id)
        revoke_invitations(connection, here, actor, person_id)
    return go(f"/people/{person_id}")


@routes.form("/people/{person_id}/roles", STEWARD)
def give_now(here: Here, actor: Asking, person_id: str, form: Form) -> RedirectResponse:
    """Give a role."""
    held = _role(form)
    source = form.optional("source") if held is Role.RECORDER else ""
    with here.database.writing() as connection:
        _found(connection, here, person_id)
        require_recent(connection, here, actor)
        give_role(connection, here, actor, person_id, held, source)
    return go(f"/people/{person_id}")


@routes.form("/people/{person_id}/roles/take", STEWARD)
def take_now(here: Here, actor: Asking, person_id: str, form: Form) -> RedirectResponse:
    """Take a role away."""
    held, source = _role(form), form.optional("source")
    with here.database.writing() as connection:
        _found(connection, here, person_id)
        require_recent(connection, here, actor)
        take_role(connection, here, actor, person_id, held, source)
    is_own = person_id == actor.actor_id and held is Role.STEWARD
    return go("/" if is_own else f"/people/{person_id}")


def _role(form: SentForm) -> Role:
    named = form.text("role", _("Role"))
    if named not in set(Role):
        raise invalid(_("There is no role '{role}'.").format(role=named))
    return Role(named)


def _found(connection: Connection, here: Here, person_id: str) -> Shown:
    found = find_person(connection, here, person_id)
    if found is None:
        raise not_found()
    return found


def _shown_link(request: Request, here: Here, name: str, person_id: str, token: str) -> HTMLResponse:
    link = f"{here.settings.origin}/invitation/{token}"
    return show(request, "invited.html.j2", name=name, person_id=person_id, link=link)
