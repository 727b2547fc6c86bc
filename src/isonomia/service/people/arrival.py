"""Where an invitation leads: to joining, for who is invited to take part; to whoever has a role, straight in as well.

A role never depends on taking part: that would be no free choice.
"""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection, select

from isonomia.service.access.actor import Actor
from isonomia.service.access.attempts import count_attempt
from isonomia.service.access.cookies import begin_here, signed_in
from isonomia.service.access.declared import PUBLIC, Here, Routes
from isonomia.service.audit.entries import note
from isonomia.service.members.joining import invited, use_invitation
from isonomia.service.members.membership import is_enrolled, number_of
from isonomia.service.members.tables import person
from isonomia.service.pages import go, show
from isonomia.service.people.roles import roles_of
from isonomia.service.problems import not_found

routes = Routes(tags=["people"])


@routes.page("/invitation/{token}", PUBLIC)
def invitation_page(request: Request, here: Here, token: str) -> Response:
    """Opening the link changes nothing, so that a program which follows links uses nothing up."""
    with here.database.reading() as connection:
        person_id = _invited(connection, here, token)
        can_join = _can_join(connection, person_id)
        if can_join and not roles_of(connection, person_id):
            return go(f"/join/{token}")
        name = connection.execute(select(person.c.display_name).where(person.c.person_id == person_id)).scalar_one()
    return show(request, "invitation.html.j2", token=token, name=name, can_join=can_join)


@routes.form("/invitation/{token}", PUBLIC)
def come_in(request: Request, here: Here, token: str) -> RedirectResponse:
    """Use the invitation, and set up a way to come back."""
    expect_not_guessed(request, here, token)
    with here.database.writing() as connection:
        person_id = _invited(connection, here, token)
        roles = frozenset(held for held, _source in roles_of(connection, person_id))
        if _can_join(connection, person_id) and not roles:
            return go(f"/join/{token}")
        use_invitation(connection, token, here.now)
        note(connection, here, Actor(person_id, roles=roles), "invitation-used", ("person", person_id))
        session = begin_here(request, connection, person_id, "invitation")
    return signed_in(here, go("/account"), session)


def expect_not_guessed(request: Request, here: Here, token: str) -> None:
    """Count a secret that opens nothing as an attempt to come in; many people may come by their own from one place."""
    with here.database.reading() as connection:
        is_good = invited(connection, here, token) is not None
    if not is_good:
        count_attempt(request, here, "invitation")


def _invited(connection: Connection, here: Here, token: str) -> str:
    person_id = invited(connection, here, token)
    if person_id is None:
        raise not_found()
    return person_id


def _can_join(connection: Connection, person_id: str) -> bool:
    member = number_of(connection, person_id)
    return member is not None and not is_enrolled(connection, member)
