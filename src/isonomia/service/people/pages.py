"""The steward's pages of people."""

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from isonomia.locale import _, speaking
from isonomia.procedure import who_may as procedure
from isonomia.procedure.who_may import role_words
from isonomia.service.access.actor import Role
from isonomia.service.access.declared import STEWARD, Asking, Here, Routes
from isonomia.service.account.ways_in import require_recent
from isonomia.service.forms import Form, SentForm
from isonomia.service.pages import go, language_of, show
from isonomia.service.people.four_eyes import Act, Waiting, ask, confirm, drop, needs_another, waiting
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
        held_up = waiting(connection, here)
    with speaking(language_of(request)):
        words = roles_in_words()
        acts = [(item, act_in_words(item)) for item in held_up]
    return show(
        request,
        "people.html.j2",
        people=found,
        words=words,
        asked=q,
        only_roles=bool(only_roles),
        most=MOST,
        waiting=acts,
    )


def act_in_words(item: Waiting) -> str:
    """What waits for a second steward."""
    if item.role is None:
        return _("a new link for {name}").format(name=item.name)
    words = _("the role {role} for {name}") if item.act is Act.GIVE else _("taking the role {role} from {name}")
    return words.format(role=roles_in_words()[item.role], name=item.name)


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
        held_up = waiting(connection, here, person_id)
    with speaking(language_of(request)):
        words = roles_in_words()
        acts = [(item, act_in_words(item)) for item in held_up]
    return show(request, "person.html.j2", found=found, words=words, given=GIVEN, sources=sources, waiting=acts)


@routes.form("/people/{person_id}/invitation", STEWARD)
def invite_again_now(request: Request, here: Here, actor: Asking, person_id: str) -> Response:
    """A new link for someone who is in the list."""
    with here.database.writing() as connection:
        found = _found(connection, here, person_id)
        require_recent(connection, here, actor)
        if needs_another(connection, actor, person_id, Act.INVITE, None):
            ask(connection, here, actor, person_id, Act.INVITE)
            return go(f"/people/{person_id}")
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
        if needs_another(connection, actor, person_id, Act.GIVE, held):
            ask(connection, here, actor, person_id, Act.GIVE, held)
        else:
            give_role(connection, here, actor, person_id, held, source)
    return go(f"/people/{person_id}")


@routes.form("/people/{person_id}/roles/take", STEWARD)
def take_now(here: Here, actor: Asking, person_id: str, form: Form) -> RedirectResponse:
    """Take a role away."""
    held, source = _role(form), form.optional("source")
    with here.database.writing() as connection:
        _found(connection, here, person_id)
        require_recent(connection, here, actor)
        if needs_another(connection, actor, person_id, Act.TAKE, held):
            ask(connection, here, actor, person_id, Act.TAKE, held)
        else:
            take_role(connection, here, actor, person_id, held, source)
    is_own = person_id == actor.actor_id and held is Role.STEWARD
    return go("/" if is_own else f"/people/{person_id}")


@routes.form("/people/waiting/{act_id}/confirm", STEWARD)
def confirm_now(request: Request, here: Here, actor: Asking, act_id: str) -> Response:
    """Confirm what another steward asked for."""
    with here.database.writing() as connection:
        require_recent(connection, here, actor)
        done, token = confirm(connection, here, actor, act_id)
    if token:
        return _shown_link(request, here, done.name, done.person_id, token)
    is_own = done.person_id == actor.actor_id and done.role is Role.STEWARD
    return go("/" if is_own else f"/people/{done.person_id}")


@routes.form("/people/waiting/{act_id}/drop", STEWARD)
def drop_now(here: Here, actor: Asking, act_id: str) -> RedirectResponse:
    """Drop it."""
    with here.database.writing() as connection:
        done = drop(connection, here, actor, act_id)
    return go(f"/people/{done.person_id}")


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
